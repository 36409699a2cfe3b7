package io.ripen.delivery.internal.render;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which addresses a tracked link may lead to: whole http and https addresses and nothing that runs or hides. */
public final class Targets {
    private static final int MOST = 2_000;

    private Targets() {}

    /** What is wrong with an address, as the rest of a sentence, and the cure; null when nothing is. */
    public static @Nullable String problem(String url) {
        if (url.isEmpty()) {
            return "is empty. Write a whole address, such as https://acme.example/pricing.";
        }
        if (url.length() > MOST) {
            return "is longer than " + MOST + " characters. Shorten it.";
        }
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '\\' || c == '"' || c == '<' || c == '>') {
                return "has a blank or a character that an address may not have, at place " + (i + 1)
                        + ". Write it percent-encoded, a blank as %20.";
            }
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException broken) {
            return "cannot be read as an address (" + broken.getReason() + "). Percent-encode what is special.";
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return "does not begin with https:// or http://. Write a whole address, such as"
                    + " https://acme.example/pricing.";
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return "names no host. Write a whole address, such as https://acme.example/pricing.";
        }
        if (uri.getRawUserInfo() != null) {
            return "has a user name before the host, which hides where it leads. Leave out what is before the '@'.";
        }
        return null;
    }
}
