package io.ripen.message;

/**
 * Something about a sequence or a template that could be better. Never a reason to refuse it.
 *
 * @param rule the rule's id, such as {@code sms-one-segment}; does not change
 * @param file the file that it is about
 * @param line 1-based; 0 when it concerns the file as a whole
 * @param step the step that it is about; the empty string when it concerns the sequence as a whole
 * @param message what was found, in a sentence
 * @param reason why it matters, and what to do
 */
public record Hint(String rule, String file, int line, String step, String message, String reason) {
    @Override
    public String toString() {
        return file + ":" + line + " [" + rule + "] " + message + " " + reason;
    }
}
