package io.ripen.channel.email.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** An SMTP client that knows how far it got. Once the final dot may have left, silence no longer means "not accepted". */
final class PhasedTransport extends SMTPTransport {

    /** The parts of a delivery, in order. */
    enum Phase {
        CONNECT,
        SENDER,
        RECIPIENT,
        CONTENT,
        FINAL_DOT
    }

    private volatile Phase phase = Phase.CONNECT;

    PhasedTransport(Session session, SmtpTarget target) {
        super(
                session,
                new URLName(target.protocol(), target.host(), target.port(), null, null, null),
                target.protocol(),
                target.tls());
    }

    Phase phase() {
        return phase;
    }

    @Override
    protected void mailFrom() throws MessagingException {
        phase = Phase.SENDER;
        super.mailFrom();
    }

    @Override
    protected void rcptTo() throws MessagingException {
        phase = Phase.RECIPIENT;
        super.rcptTo();
    }

    @Override
    protected OutputStream data() throws MessagingException {
        phase = Phase.CONTENT;
        return super.data();
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        phase = Phase.FINAL_DOT;
        super.finishData();
    }

    @Override
    protected void finishBdat() throws IOException, MessagingException {
        phase = Phase.FINAL_DOT;
        super.finishBdat();
    }

    /** The server's last words, or the empty string. */
    String lastWords() {
        @Nullable String words = getLastServerResponse();
        return words == null ? "" : words.strip();
    }
}
