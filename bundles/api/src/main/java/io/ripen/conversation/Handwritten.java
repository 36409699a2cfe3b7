package io.ripen.conversation;

import org.jspecify.annotations.Nullable;

/**
 * What a person writes to a lead.
 *
 * @param channel type of an installed channel that reaches the lead in writing, such as {@code sms} or {@code email}
 * @param subject of a mail; null for other channels
 * @param text as it is to be sent, up to {@value #LONGEST} characters; nothing is merged into it
 */
public record Handwritten(String channel, @Nullable String subject, String text) {
    public static final int LONGEST = 20_000;
    public static final int LONGEST_SUBJECT = 200;
}
