package io.ripen.channel.email.internal;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where answers to a mail, its bounces and unsubscribing by mail go: to addresses of ours with the message's signed token, by
 * which all are known for certain. A bounce goes to the envelope's sender, whatever the headers say.
 */
final class ReturnAddresses {
    private static final String UNSUBSCRIBE = "List-Unsubscribe";

    private ReturnAddresses() {}

    /** A Reply-To of the template stays: its author wants the answers there. */
    static void put(MimeMessage mail, InternetAddress from, String domain, String token) throws MessagingException {
        if (mail.getHeader("Reply-To") == null) {
            mail.setReplyTo(new Address[] {named("reply+" + token + "@" + domain, from.getPersonal())});
        }
        if (mail instanceof SMTPMessage envelope) {
            envelope.setEnvelopeFrom("bounce+" + token + "@" + domain);
        }
        String unsubscribe = mail.getHeader(UNSUBSCRIBE, null);
        if (unsubscribe != null) {
            // Mailers take the first one that they can use; one click (RFC 8058) is with the https one, wherever it
            // stands.
            String byMail = "<mailto:unsubscribe+" + token + "@" + domain + "?subject=unsubscribe>";
            mail.setHeader(
                    UNSUBSCRIBE,
                    MimeUtility.fold(UNSUBSCRIBE.length() + 2, byMail + ", " + MimeUtility.unfold(unsubscribe)));
        }
    }

    private static InternetAddress named(String address, @Nullable String name) {
        try {
            return new InternetAddress(address, name, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("This Java has no UTF-8, which every Java must have.", e);
        }
    }
}
