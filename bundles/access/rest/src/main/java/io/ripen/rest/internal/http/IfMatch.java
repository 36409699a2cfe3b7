package io.ripen.rest.internal.http;

import org.jspecify.annotations.Nullable;

/** Reads the header If-Match (RFC 9110, 13.1.1), of which each of our resources has one ETag: its version. */
public final class IfMatch {
    private IfMatch() {}

    /** The version that it names; null when a change of whatever is there is meant. */
    public static @Nullable Integer version(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return null;
        }
        String tag = ifMatch.strip();
        if (tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"")) {
            Long version = Ids.number(tag.substring(1, tag.length() - 1)).orElse(0L);
            if (version > 0 && version <= Integer.MAX_VALUE) {
                return version.intValue();
            }
        }
        throw ProblemException.invalid(
                "If-Match",
                "The header If-Match is not an ETag that was answered here.",
                "Send the ETag as GET answered it, such as \"3\" with its quotes.");
    }
}
