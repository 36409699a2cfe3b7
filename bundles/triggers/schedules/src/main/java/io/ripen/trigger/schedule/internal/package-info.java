/** Triggers by time: cron, dates and anniversaries. */
@NullMarked
package io.ripen.trigger.schedule.internal;

import org.jspecify.annotations.NullMarked;
