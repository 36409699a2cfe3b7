package io.ripen.channel;

import java.time.Duration;

/**
 * Says that a touch of a channel is not done when it is accepted: the run stands at the step until an event tells its
 * outcome, or until the step's {@code timeout=} is over. So a call waits for what the caller reports.
 *
 * <p>The event must carry {@code data.message}, the id of the touch's message, and {@code data.outcome}, a short lower-case
 * word such as {@code reached}; a route asks for it by {@code ${body.outcome('day-1-call')}}, which is {@code timeout} when
 * none came in time.
 *
 * @param event type of the event, such as {@code call.completed}
 * @param timeout how long the run waits when the step does not say so; business time
 */
public record LaterOutcome(String event, Duration timeout) {}
