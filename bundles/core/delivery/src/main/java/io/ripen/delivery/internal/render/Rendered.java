package io.ripen.delivery.internal.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it will be sent.
 *
 * @param subject one line without control characters, or null when the format has none
 * @param headers one line each, without control characters
 */
public record Rendered(
        @Nullable String subject, String text, @Nullable String html, Map<String, String> headers) {}
