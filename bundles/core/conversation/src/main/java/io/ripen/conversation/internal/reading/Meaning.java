package io.ripen.conversation.internal.reading;

import java.util.Locale;

/** What free wording may mean to us; each has a {@link PhraseModel} of its own. */
enum Meaning {
    /** Asks for the messages to stop. */
    STOP(0.6, 1 << 20),
    /** Says that somebody else has this number, or that the lead has left. */
    WRONG_PERSON(0.4, 1 << 16),
    /** Says that the lead has bought elsewhere, or went with somebody else. */
    ELSEWHERE(0.5, 1 << 16);

    /** From here on a text is taken to mean it; see the table in docs/consent.md. */
    final double from;

    /** How many slots its model has, a power of two: fewer make it smaller and let more features share one. */
    final int slots;

    Meaning(double from, int slots) {
        this.from = from;
        this.slots = slots;
    }

    /** {@code stop}, {@code wrong-person} or {@code elsewhere}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a phrase is marked with it. */
    boolean isOf(Phrase phrase) {
        return this == STOP ? phrase.asksToStop() : phrase.meant().equals(word());
    }
}
