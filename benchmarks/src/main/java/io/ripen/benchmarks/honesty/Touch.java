package io.ripen.benchmarks.honesty;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One step of one lead's run; written into every message's text, so that what arrives says what it is.
 *
 * @param lead number of the lead
 * @param step number of the step, from 1
 */
record Touch(int lead, int step) {
    private static final Pattern TEXT = Pattern.compile("lead L(\\d+) touch (\\d+)\\b");

    /** Reads it out of a message; null when the text is none of ours. */
    static @Nullable Touch in(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.find()
                ? new Touch(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
                : null;
    }

    /** The id of the step in the sequence. */
    String stepId() {
        return "touch-" + step;
    }
}
