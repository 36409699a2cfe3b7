package io.ripen.delivery.internal.wording;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The uri of a step that was found to be in order, taken apart: {@code sms:day-1-intro?stage=awareness}.
 *
 * @param path what stands between scheme and options; of a touch its template's name
 * @param options decoded, in their order
 */
public record TouchUri(String scheme, String path, Map<String, String> options) {
    private static final String OTHER_CHANNEL = "channel:";

    /** Null for what is no uri of a step. What cannot be decoded stays as it is. */
    public static @Nullable TouchUri of(String uri) {
        int colon = uri.indexOf(':');
        if (colon <= 0) {
            return null;
        }
        String rest = uri.substring(colon + 1).replaceFirst("^/+", "");
        int question = rest.indexOf('?');
        Map<String, String> options = new LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : rest.substring(question + 1).split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    options.put(
                            decoded(pair.substring(0, equals).strip()),
                            decoded(pair.substring(equals + 1).strip()));
                }
            }
        }
        String path = question < 0 ? rest : rest.substring(0, question);
        return new TouchUri(uri.substring(0, colon).strip(), decoded(path.strip()), options);
    }

    /** File name of its template. */
    public String file() {
        return path + "." + scheme;
    }

    /** The same touch by the channel that {@code onFail=channel:…} names; null when it names none. */
    public @Nullable TouchUri instead() {
        String onFail = options.getOrDefault("onFail", "");
        return onFail.startsWith(OTHER_CHANNEL)
                ? new TouchUri(onFail.substring(OTHER_CHANNEL.length()), path, options)
                : null;
    }

    private static String decoded(String text) {
        try {
            return text.indexOf('%') < 0 ? text : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unreadable) {
            return text;
        }
    }
}
