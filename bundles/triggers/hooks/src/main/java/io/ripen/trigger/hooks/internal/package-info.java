/** Webhooks of other systems, each turned into an event. */
@NullMarked
package io.ripen.trigger.hooks.internal;

import org.jspecify.annotations.NullMarked;
