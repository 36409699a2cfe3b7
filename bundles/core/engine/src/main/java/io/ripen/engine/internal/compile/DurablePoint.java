package io.ripen.engine.internal.compile;

import io.ripen.channel.LaterOutcome;
import io.ripen.sequence.StepId;
import io.ripen.time.CalendarSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A step where a lead's position may stand. */
public sealed interface DurablePoint {
    StepId id();

    /** A pause. */
    record Wait(StepId id, Timing timing) implements DurablePoint {
        /**
         * So long from now, by the clock.
         *
         * @param duration zero or more, at most three years; business time
         */
        public Wait(StepId id, Duration duration) {
            this(id, Timing.after(CalendarSpan.ofClock(duration)));
        }

        /** So long from now, by the lead's calendar. */
        public Wait(StepId id, CalendarSpan span) {
            this(id, Timing.after(span));
        }
    }

    /**
     * A pause until something happens, or until its time is over; whichever comes first, and only that.
     *
     * @param timeout from when on it goes on without, by the lead's calendar
     */
    record Await(StepId id, List<Awaited> events, CalendarSpan timeout) implements DurablePoint {}

    /**
     * A message, call or other touch whose outcome comes later.
     *
     * @param channel type of the channel, at once the scheme of the step
     * @param template name of the template without the channel's suffix, such as {@code day-1-intro}
     * @param options the options as written, decoded; the engine's own ({@code onFail}, {@code onUnknown}) among them
     * @param later what it waits for after it was accepted, or null
     * @param instead what is tried when this one was not sent for good: the same step by another channel, under an id of
     *     its own; null when the rule of {@code onFail} says something else
     */
    record Touch(
            StepId id,
            String channel,
            String template,
            Map<String, String> options,
            @Nullable LaterOutcome later,
            @Nullable Touch instead)
            implements DurablePoint {
        /** One that is done when it is accepted. */
        public Touch(StepId id, String channel, String template, Map<String, String> options) {
            this(id, channel, template, options, null, null);
        }

        /** Name of the template file: {@code day-1-intro.sms}. */
        public String templateFile() {
            return template + "." + channel;
        }
    }
}
