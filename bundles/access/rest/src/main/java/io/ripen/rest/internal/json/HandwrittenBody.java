package io.ripen.rest.internal.json;

import org.jspecify.annotations.Nullable;

/** A message that a person writes to a lead. */
public record HandwrittenBody(
        @Nullable String channel,
        @Nullable String subject,
        @Nullable String text) {}
