package io.ripen.conversation.internal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Texts that must stay short. */
final class Ids {
    private static final int LONGEST = 190;
    private static final int LONGEST_LINE = 200;

    private Ids() {}

    /** The same for the same text, and never longer than an id may be. */
    static String shortened(String id) {
        return id.length() <= LONGEST
                ? id
                : id.substring(0, 100) + ":" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
    }

    /** One line of a text, for a sentence about it. */
    static String line(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
