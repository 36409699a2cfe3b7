/** Triggers on what a lead writes to us. */
@NullMarked
package io.ripen.trigger.inbound.internal;

import org.jspecify.annotations.NullMarked;
