package io.ripen.rest.internal.json;

import org.jspecify.annotations.Nullable;

/** What came of a task. */
public record OutcomeBody(
        @Nullable String outcome, @Nullable String note) {}
