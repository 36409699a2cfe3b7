package io.ripen.sandbox;

/**
 * How leads of the sandbox answer an SMS.
 *
 * @param numberEndsWith which leads: those whose number ends so; the empty string means all
 * @param nth which message is answered: 1 for the first that this number received
 * @param text what the lead writes
 */
public record ReplyRule(String numberEndsWith, int nth, String text) {
    public ReplyRule {
        if (nth < 1) {
            throw new IllegalArgumentException("nth counts from 1, not " + nth + ".");
        }
    }
}
