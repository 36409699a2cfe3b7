package io.ripen.conversation.internal;

import io.ripen.channel.Channel;
import io.ripen.channel.TemplateFormat;
import io.ripen.conversation.Conversations;
import io.ripen.conversation.Handwritten;
import io.ripen.conversation.InvalidHandwrittenException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what cannot be sent, with the field and the cure. */
final class DraftCheck {
    private DraftCheck() {}

    static void check(Handwritten draft, @Nullable Channel channel, Set<String> installed) {
        if (channel == null) {
            throw new InvalidHandwrittenException(
                    "channel",
                    "No channel '" + shortened(draft.channel()) + "' that writes to leads is installed. "
                            + (installed.isEmpty()
                                    ? "None is; install its bundle."
                                    : "Use one of: " + String.join(", ", installed) + "."));
        }
        text("text", draft.text(), Handwritten.LONGEST, true);
        String subject = draft.subject();
        if (channel.templateFormat() == TemplateFormat.MAIL) {
            if (subject == null) {
                throw new InvalidHandwrittenException(
                        "subject", "The field 'subject' is missing. A mail needs a subject line.");
            }
            text("subject", subject, Handwritten.LONGEST_SUBJECT, false);
        } else if (subject != null) {
            throw new InvalidHandwrittenException(
                    "subject", "The channel '" + draft.channel() + "' has no subject. Leave 'subject' out.");
        }
    }

    static void key(@Nullable String key) {
        if (key != null
                && (key.isBlank()
                        || key.length() > Conversations.LONGEST_KEY
                        || key.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            throw new InvalidHandwrittenException(
                    "Idempotency-Key",
                    "The key of the request must have 1 to " + Conversations.LONGEST_KEY
                            + " visible ASCII characters. Make up a random one for each message, such as a UUID.");
        }
    }

    private static void text(String field, String text, int longest, boolean lines) {
        if (text.isBlank()) {
            throw new InvalidHandwrittenException(
                    field, "The field '" + field + "' is empty. Write what is to be sent.");
        }
        if (text.length() > longest) {
            throw new InvalidHandwrittenException(
                    field,
                    "The field '" + field + "' has " + text.length() + " characters, and at most " + longest
                            + " can be sent. Write less.");
        }
        if (text.chars()
                .anyMatch(c -> Character.isISOControl(c) && !(lines && (c == '\n' || c == '\r' || c == '\t')))) {
            throw new InvalidHandwrittenException(
                    field,
                    "The field '" + field + "' has control characters" + (lines ? " besides line breaks." : ".")
                            + " Remove them.");
        }
    }

    private static String shortened(String text) {
        return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }
}
