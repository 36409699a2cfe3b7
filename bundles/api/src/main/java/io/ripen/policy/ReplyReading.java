package io.ripen.policy;

import java.util.Locale;

/**
 * What a text of a lead asks for, besides an answer.
 *
 * @param decision what it leads to
 * @param reason a sentence for people
 * @param matched the words that decided, normalised (lower case, no accents); the empty string when none did
 */
public record ReplyReading(Decision decision, String reason, String matched) {

    /** What a text leads to; {@link #word} is how REST and events write it. */
    public enum Decision {
        /** A keyword: nothing more is sent, at once. */
        OPT_OUT,
        /** It may be meant to stop the messages: everything to this lead waits until a person has decided. */
        HOLD,
        /** A keyword that takes an opt-out back. */
        OPT_IN,
        /** A keyword that asks who writes, and how to stop it. */
        HELP,
        /** A message like any other. */
        NONE;

        /** {@code opt-out}, {@code hold}, {@code opt-in}, {@code help} or {@code none}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
