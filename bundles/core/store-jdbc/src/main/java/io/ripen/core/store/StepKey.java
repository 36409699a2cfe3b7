package io.ripen.core.store;

/** What makes a message unique: the run, the step, and the how manieth time the run reached it (from 1). */
public record StepKey(long enrollment, String step, int occurrence) {}
