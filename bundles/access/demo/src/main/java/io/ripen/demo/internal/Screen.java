package io.ripen.demo.internal;

import java.io.PrintStream;

/** Where the demo speaks to the person who watches. */
final class Screen {
    private final PrintStream out;
    private final boolean terminal;
    private long lastDay = -1;
    private String last = "";

    /** @param terminal whether one line can be written over and over; else only every tenth day is told */
    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void say(String text) {
        out.println(text);
        out.flush();
    }

    void progress(long day, long days, String text) {
        String line = "  day " + " ".repeat(Math.max(0, 2 - Long.toString(day).length())) + day + " of " + days + "   "
                + text;
        if (terminal) {
            if (!line.equals(last)) {
                out.print("\r" + line);
                out.flush();
                last = line;
            }
        } else if (day != lastDay && day % 10 == 0) {
            say(line);
            lastDay = day;
        }
    }

    void endProgress() {
        if (terminal) {
            out.println();
        }
    }
}
