package io.ripen.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do in a team. Each role may do all that those before it may. */
public enum Role {
    /** Reads leads, messages and reports. */
    VIEWER,
    /** Also answers leads, does tasks, and changes leads. */
    AGENT,
    /** Also changes what the team sends, and its settings. */
    MANAGER;

    /** Whether who has this role may do what needs the other one. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word of the REST contract, such as {@code agent}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a word, in lower case; empty when there is none. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
