/** What must not be sent until a person lifts it. */
@NullMarked
package io.ripen.delivery.internal.blocks;

import org.jspecify.annotations.NullMarked;
