package io.ripen.rest.internal.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account as it is made or changed; what is left out of a change stays as it is. */
public record AccountBody(
        @Nullable String login,
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean admin,
        @Nullable Map<String, @Nullable String> roles,
        @Nullable Boolean disabled,
        @Nullable String password) {}
