/** Triggers on every event type that no other trigger serves. */
@NullMarked
package io.ripen.trigger.any.internal;

import org.jspecify.annotations.NullMarked;
