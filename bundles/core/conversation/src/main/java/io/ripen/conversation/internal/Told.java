package io.ripen.conversation.internal;

/**
 * What came of an attempt to tell somebody.
 *
 * @param kind what is to be done next
 * @param text a sentence
 */
record Told(Kind kind, String text) {
    /** What is to be done next. */
    enum Kind {
        /** There is nothing more to do: it was told, or can never be. */
        DONE,
        /** It is tried again. */
        LATER,
        /** The same, and the target took its time: others go before it for a while. */
        SLOW,
        /** It must not go now, through no fault of the target; it waits and no attempt is counted. */
        HELD
    }

    static Told done(String text) {
        return new Told(Kind.DONE, text);
    }

    static Told later(String text) {
        return new Told(Kind.LATER, text);
    }

    static Told slow(String text) {
        return new Told(Kind.SLOW, text);
    }

    static Told held(String text) {
        return new Told(Kind.HELD, text);
    }

    boolean isDone() {
        return kind == Kind.DONE;
    }
}
