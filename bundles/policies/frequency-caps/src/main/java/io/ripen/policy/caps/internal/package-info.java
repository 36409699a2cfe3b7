/** How often a lead may be written to. */
@NullMarked
package io.ripen.policy.caps.internal;

import org.jspecify.annotations.NullMarked;
