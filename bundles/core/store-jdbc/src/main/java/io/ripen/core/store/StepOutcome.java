package io.ripen.core.store;

import io.ripen.delivery.MessageState;

/** What became of one touch of a run; what a route's {@code outcome('step')} is answered from. */
public record StepOutcome(long enrollment, String step, int occurrence, MessageState state) {}
