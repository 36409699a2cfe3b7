/** The switches that stop sending. */
@NullMarked
package io.ripen.policy.blocks.internal;

import org.jspecify.annotations.NullMarked;
