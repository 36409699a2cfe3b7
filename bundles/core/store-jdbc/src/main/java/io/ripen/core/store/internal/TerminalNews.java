package io.ripen.core.store.internal;

import java.util.function.Consumer;

/**
 * Tells whoever sits before the terminal of a running node that it lost its database, and that it has it again: once each, and
 * not for a single answer that did not come. Used by one thread.
 */
final class TerminalNews {
    /** Looks in a row. */
    private static final int SURE = 2;

    private final Consumer<String> terminal;
    private int failed;

    TerminalNews(Consumer<String> terminal) {
        this.terminal = terminal;
    }

    /** @param trouble a sentence that says why, and the cure */
    void away(String trouble) {
        failed++;
        if (failed == SURE) {
            terminal.accept("the database is away. " + trouble
                    + " Nothing is lost; the work goes on by itself when it is back.");
        }
    }

    void back() {
        if (failed >= SURE) {
            terminal.accept("the database is back; the work goes on.");
        }
        failed = 0;
    }
}
