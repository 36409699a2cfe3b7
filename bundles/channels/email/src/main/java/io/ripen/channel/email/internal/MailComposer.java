package io.ripen.channel.email.internal;

import io.ripen.channel.OutboundMessage;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Makes the mail of a message: text and HTML parts, UTF-8, and a Message-ID that is the same for every attempt. */
final class MailComposer {
    private static final Session SESSION = session();
    private static final String UTF_8 = "UTF-8";
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,76}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final int DIGEST_BYTES = 8;

    /** Set here and nowhere else: whoever sets one of these could send in another's name or to somebody else. */
    private static final Set<String> OURS = Set.of(
            "from",
            "sender",
            "to",
            "cc",
            "bcc",
            "date",
            "message-id",
            "subject",
            "mime-version",
            "return-path",
            "received",
            "dkim-signature",
            "errors-to");

    /** An address that cannot be written to or from. */
    static final class BadAddress extends Exception {
        private static final long serialVersionUID = 1;

        BadAddress(String message) {
            super(message);
        }
    }

    private MailComposer() {}

    /**
     * The mail API finds its parts through the context class loader, which in OSGi must be that of the bundle that has them.
     * Without it the first use would depend on which other bundles have started, and a class that once failed to initialise
     * never works again.
     */
    private static Session session() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            return Session.getInstance(new Properties());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * @param from sender as configured
     * @param at the Date header, machine time
     * @throws BadAddress when the lead's address is none
     */
    static MimeMessage compose(OutboundMessage message, InternetAddress from, Instant at) throws BadAddress {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The mail API finds its parts through the context class loader; in OSGi only its own bundle sees them.
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            Mail mail = new Mail(messageId(message, from));
            mail.setFrom(from);
            mail.setRecipient(MimeMessage.RecipientType.TO, address(message.address()));
            mail.setSentDate(Date.from(at));
            String subject = message.subject();
            if (subject != null) {
                mail.setSubject(oneLine(subject), UTF_8);
            }
            for (Map.Entry<String, String> header : message.headers().entrySet()) {
                add(mail, header.getKey(), header.getValue());
            }
            content(mail, message);
            mail.saveChanges();
            return mail;
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new IllegalStateException("Message " + message.id() + " could not be put into a mail: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void content(MimeMessage mail, OutboundMessage message) throws MessagingException {
        String html = message.html();
        if (html == null) {
            mail.setText(message.text(), UTF_8);
            return;
        }
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(message.text(), UTF_8);
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8, "html");
        // The last part is the one that a reader prefers.
        mail.setContent(new MimeMultipart("alternative", plain, rich));
    }

    private static void add(MimeMessage mail, String name, String value)
            throws MessagingException, UnsupportedEncodingException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches()
                || OURS.contains(lower)
                || lower.startsWith("content-")
                || lower.startsWith("resent-")
                || lower.startsWith("camel")) {
            return;
        }
        mail.setHeader(name, MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(oneLine(value), UTF_8, null)));
    }

    static InternetAddress address(String text) throws BadAddress {
        try {
            InternetAddress[] parsed = InternetAddress.parse(text, true);
            if (parsed.length == 1 && !parsed[0].isGroup() && text.indexOf('\r') < 0 && text.indexOf('\n') < 0) {
                parsed[0].validate();
                return new InternetAddress(parsed[0].getAddress(), parsed[0].getPersonal(), UTF_8);
            }
        } catch (AddressException | UnsupportedEncodingException e) {
            // Said below.
        }
        throw new BadAddress("'" + oneLine(text) + "' is not one e-mail address.");
    }

    /** Not random: a second attempt must be the same mail to the receiving side. */
    static String messageId(OutboundMessage message, InternetAddress from) {
        String sender = from.getAddress();
        String domain = sender.substring(sender.lastIndexOf('@') + 1);
        String whole = message.team().id() + "\n" + message.id() + "\n" + message.address() + "\n" + message.subject()
                + "\n" + message.text();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return "<ripen." + message.id() + "." + HexFormat.of().formatHex(digest, 0, DIGEST_BYTES) + "@" + domain
                    + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", e);
        }
    }

    private static String oneLine(String text) {
        return CONTROLS.matcher(text).replaceAll(" ").strip();
    }

    private static final class Mail extends SMTPMessage {
        private final String id;

        private Mail(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
