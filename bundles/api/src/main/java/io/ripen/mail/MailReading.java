package io.ripen.mail;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mail counts as, and what is needed to find whose it is.
 *
 * @param kind what it counts as
 * @param bounce set exactly when {@code kind} is {@link MailKind#BOUNCE}
 * @param complaint set exactly when {@code kind} is {@link MailKind#COMPLAINT}
 * @param newText the text that is new in it, without quoted text and signature; empty for bounces and complaints
 * @param returnDate the date until which, or from which on, the sender is back, if an automatic answer names one
 * @param messageId its Message-ID with angle brackets, or null
 * @param inReplyTo Message-IDs that it answers
 * @param references Message-IDs of the thread, oldest first
 * @param originals Message-IDs of the mails that are enclosed in it or named by it as returned or reported
 * @param from address of the sender, lower case, or null
 * @param to addresses that it was sent or delivered to, lower case, without doubles
 * @param subject decoded subject, empty when there is none
 * @param token what follows the plus sign in one of our own addresses ({@code reply+TOKEN@…}, {@code bounce+TOKEN@…},
 *     {@code unsubscribe+TOKEN@…}); not
 *     checked here, and never taken from quoted or enclosed text
 * @param problem what could not be read, in a sentence; null when all was well
 */
public record MailReading(
        MailKind kind,
        @Nullable Bounce bounce,
        @Nullable Complaint complaint,
        String newText,
        @Nullable LocalDate returnDate,
        @Nullable String messageId,
        List<String> inReplyTo,
        List<String> references,
        List<String> originals,
        @Nullable String from,
        List<String> to,
        String subject,
        @Nullable String token,
        @Nullable String problem) {
    public MailReading {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
        originals = List.copyOf(originals);
        to = List.copyOf(to);
    }
}
