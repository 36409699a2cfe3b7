package io.ripen.engine.internal.compile;

import io.ripen.sequence.StepId;
import java.time.Duration;
import java.util.Map;

/** A step where a lead's position may stand. */
public sealed interface DurablePoint {
    StepId id();

    /**
     * A pause.
     *
     * @param duration zero or more, at most three years; business time
     */
    record Wait(StepId id, Duration duration) implements DurablePoint {}

    /**
     * A message, call or other touch whose outcome comes later.
     *
     * @param channel type of the channel, at once the scheme of the step
     * @param template name of the template without the channel's suffix, such as {@code day-1-intro}
     * @param options the options as written, decoded; the engine's own ({@code onFail}, {@code onUnknown}) among them
     */
    record Touch(StepId id, String channel, String template, Map<String, String> options) implements DurablePoint {
        /** Name of the template file: {@code day-1-intro.sms}. */
        public String templateFile() {
            return template + "." + channel;
        }
    }
}
