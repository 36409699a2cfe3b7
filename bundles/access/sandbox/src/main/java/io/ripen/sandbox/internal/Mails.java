package io.ripen.sandbox.internal;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Reads a mail as it came over SMTP. */
final class Mails {
    static final Session SESSION = session();

    /** What the sandbox keeps of a mail. */
    record Mail(
            String messageId,
            String from,
            String replyTo,
            @Nullable String subject,
            String text,
            @Nullable String html) {}

    private Mails() {}

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

    /** Something that the mail API does, and may fail at. */
    interface Action<T> {
        T run() throws MessagingException, IOException;
    }

    static Mail parse(byte[] content) throws MessagingException, IOException {
        return withParts(() -> read(content));
    }

    /**
     * The mail API finds its parts through the context class loader; in OSGi only the bundle of its implementation sees them.
     */
    static <T> T withParts(Action<T> action) throws MessagingException, IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            return action.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Mail read(byte[] content) throws MessagingException, IOException {
        MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(content));
        Texts texts = new Texts();
        texts.read(message);
        String id = message.getMessageID();
        String from = message.getHeader("From", ",");
        String replyTo = message.getHeader("Reply-To", ",");
        return new Mail(
                id == null ? "" : id,
                from == null ? "" : from,
                replyTo != null ? replyTo : from == null ? "" : from,
                message.getSubject(),
                texts.plain == null ? "" : texts.plain,
                texts.html);
    }

    private static final class Texts {
        private @Nullable String plain;
        private @Nullable String html;

        private void read(Part part) throws MessagingException, IOException {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart many) {
                for (int i = 0; i < many.getCount(); i++) {
                    BodyPart each = many.getBodyPart(i);
                    read(each);
                }
            } else if (plain == null && part.isMimeType("text/plain")) {
                plain = String.valueOf(part.getContent());
            } else if (html == null && part.isMimeType("text/html")) {
                html = String.valueOf(part.getContent());
            }
        }
    }
}
