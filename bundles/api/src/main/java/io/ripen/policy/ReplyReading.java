package io.ripen.policy;

import java.util.Locale;

/**
 * What a text of a lead asks for, besides an answer.
 *
 * @param decision what it leads to
 * @param reason a sentence for people
 * @param matched the words that decided, normalised (lower case, no accents); the empty string when none did
 * @param kind what it was read as
 * @param probability how much it reads like its {@code kind}, or, of one that is read as nothing, like a request to stop:
 *     from 0 to 1; 1 is a keyword and 0.99 the most that free wording gets
 */
public record ReplyReading(Decision decision, String reason, String matched, Kind kind, double probability) {
    private static final double UNSURE_FROM = 0.25;
    private static final double SURE_FROM = 0.75;

    /** Of a keyword, or of what says nothing about opting out. */
    public ReplyReading(Decision decision, String reason, String matched) {
        this(
                decision,
                reason,
                matched,
                decision == Decision.NONE ? Kind.OTHER : decision == Decision.HOLD ? Kind.STOP : Kind.KEYWORD,
                decision == Decision.NONE ? 0 : 1);
    }

    /** Whether a person might well read it otherwise. */
    public boolean isUnsure() {
        return kind != Kind.KEYWORD && probability >= UNSURE_FROM && probability < SURE_FROM;
    }

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

    /** What a text was read as; {@link #word} is how REST writes it. */
    public enum Kind {
        /** One of the carriers' words, or their translations. */
        KEYWORD,
        /** Free wording that asks to stop. */
        STOP,
        /** Somebody else has this number, or the lead has left: the lead's runs end and a person has a task. */
        WRONG_PERSON,
        /** The lead has bought elsewhere, or went with somebody else: the lead's runs end and a person has a task. */
        ELSEWHERE,
        /** A thumb or the like, which a phone sends as a quotation of our message. */
        REACTION,
        /** Anything else. */
        OTHER;

        /** {@code keyword}, {@code stop}, {@code wrong-person}, {@code elsewhere}, {@code reaction} or {@code other}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
