package io.ripen.inbound.mail.internal;

import io.ripen.mail.MailIntake;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.mail.MailMessage;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ripen-mail-in:take} hands the mail of an exchange to the intake, which keeps it before this returns. The mail is
 * a message of Camel's mail component, or bytes or text in the form of RFC 822. What became of it is set as headers
 * {@code RipenMailKind}, {@code RipenMailContact} and {@code RipenMailMatchedBy}; no header that came with the mail is left,
 * since a stranger wrote it.
 */
final class MailInComponent extends DefaultComponent {
    static final String SCHEME = "ripen-mail-in";

    private static final Logger LOG = LoggerFactory.getLogger(MailInComponent.class);
    /** Of a larger mail the beginning is fetched: no more is kept or read. */
    private static final int LARGEST = 4 * 1024 * 1024;

    private final Supplier<@Nullable MailIntake> intake;

    MailInComponent(Supplier<@Nullable MailIntake> intake) {
        this.intake = intake;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new DefaultEndpoint(uri, this) {
            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) throws Exception {
                        take(exchange);
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("Mail does not come from ripen-mail-in:; use ripen-imap:.");
            }
        };
    }

    private void take(Exchange exchange) throws IOException, MessagingException {
        MailIntake present = intake.get();
        if (present == null) {
            throw new IllegalStateException(
                    "The intake for mail is not there now; the mail stays unread and is fetched again.");
        }
        byte[] mail = bytes(exchange);
        MailIntake.Taken taken = present.take(mail);
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        headers.keySet().removeIf(name -> stranger(name));
        headers.put("RipenMailKind", taken.reading().kind().word());
        taken.contact().ifPresent(contact -> headers.put("RipenMailContact", contact.toString()));
        if (taken.matchedBy() != null) {
            headers.put("RipenMailMatchedBy", taken.matchedBy());
        }
        String problem = taken.reading().problem();
        LOG.info(
                "Mail {} is {}{}{}.",
                taken.reading().messageId(),
                taken.reading().kind().word(),
                taken.duplicate() ? ", and had come before" : "",
                problem == null ? "" : "; " + problem);
    }

    private static boolean stranger(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("camel")
                || lower.startsWith("org.apache.camel")
                || lower.startsWith("mail.smtp")
                || lower.startsWith("ripen");
    }

    private static byte[] bytes(Exchange exchange) throws IOException, MessagingException {
        if (exchange.getIn() instanceof MailMessage message && message.getOriginalMessage() != null) {
            return bytes(message.getOriginalMessage());
        }
        Object body = exchange.getIn().getBody();
        if (body instanceof jakarta.mail.Message message) {
            return bytes(message);
        }
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        if (body instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        throw new IllegalArgumentException("There is no mail in the body, but "
                + (body == null ? "nothing" : body.getClass().getSimpleName())
                + ". Let ripen-mail-in: follow ripen-imap:, or give it the mail as bytes.");
    }

    private static byte[] bytes(jakarta.mail.Message message) throws IOException, MessagingException {
        if (message instanceof IMAPMessage imap) {
            try (InputStream in = imap.getMimeStream()) {
                return in.readNBytes(LARGEST);
            }
        }
        Bounded out = new Bounded();
        try {
            message.writeTo(out);
        } catch (Full e) {
            // Enough.
        }
        return out.bytes.toByteArray();
    }

    private static final class Full extends IOException {
        private static final long serialVersionUID = 1;
    }

    private static final class Bounded extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int b) throws IOException {
            if (bytes.size() >= LARGEST) {
                throw new Full();
            }
            bytes.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            int some = Math.min(length, LARGEST - bytes.size());
            bytes.write(from, offset, some);
            if (some < length) {
                throw new Full();
            }
        }
    }
}
