package io.ripen.channel.email.internal;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.jspecify.annotations.Nullable;

/**
 * Where answers to a mail and its bounces go: to addresses of ours with the message's signed token, by which both are known
 * for certain. A bounce goes to the envelope's sender, whatever the headers say.
 */
final class ReturnAddresses {
    private ReturnAddresses() {}

    /** A Reply-To of the template stays: its author wants the answers there. */
    static void put(MimeMessage mail, InternetAddress from, String domain, String token) throws MessagingException {
        if (mail.getHeader("Reply-To") == null) {
            mail.setReplyTo(new Address[] {named("reply+" + token + "@" + domain, from.getPersonal())});
        }
        if (mail instanceof SMTPMessage envelope) {
            envelope.setEnvelopeFrom("bounce+" + token + "@" + domain);
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
