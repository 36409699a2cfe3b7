package io.ripen.openid.internal;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a browser may be sent after a sign-in: a page of ours, and never another site. */
final class LocalPath {
    static final String HOME = "/";
    private static final int LONGEST = 500;

    private LocalPath() {}

    /** The path, or {@value #HOME} when it could lead elsewhere. */
    static String of(@Nullable String asked) {
        if (asked == null
                || asked.length() > LONGEST
                || !asked.startsWith("/")
                || asked.startsWith("//")
                // Browsers take it for a slash.
                || asked.indexOf('\\') >= 0
                || !asked.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return HOME;
        }
        try {
            URI uri = URI.create(asked);
            return uri.isAbsolute() || uri.getRawAuthority() != null ? HOME : asked;
        } catch (IllegalArgumentException none) {
            return HOME;
        }
    }
}
