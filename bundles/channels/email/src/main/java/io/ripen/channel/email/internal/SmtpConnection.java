package io.ripen.channel.email.internal;

import io.ripen.channel.email.internal.PhasedTransport.Phase;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One open connection to the mail server. Used by one thread at a time; {@link #abort} by any. */
final class SmtpConnection {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpConnection.class);
    private static final int SERVICE_CLOSING = 421;

    private final Sockets sockets;
    private final PhasedTransport transport;
    private int mails;
    private long lastUsedNanos = System.nanoTime();

    private SmtpConnection(Sockets sockets, PhasedTransport transport) {
        this.sockets = sockets;
        this.transport = transport;
    }

    /** Makes ready; nothing is sent before {@link #open}. */
    static SmtpConnection prepare(SmtpSettings settings) {
        SmtpTarget target = settings.target();
        Sockets sockets = new Sockets();
        return new SmtpConnection(
                sockets, new PhasedTransport(Session.getInstance(properties(settings, sockets)), target));
    }

    private static Properties properties(SmtpSettings settings, Sockets sockets) {
        SmtpTarget target = settings.target();
        String prefix = "mail." + target.protocol() + ".";
        long millis = settings.timeout().toMillis();
        Properties properties = new Properties();
        properties.put(prefix + "socketFactory", sockets);
        properties.put(prefix + "socketFactory.fallback", "false");
        properties.put(
                prefix + "connectiontimeout",
                Long.toString(settings.connectTimeout().toMillis()));
        properties.put(prefix + "timeout", Long.toString(millis));
        properties.put(prefix + "auth", Boolean.toString(target.user() != null));
        properties.put(
                prefix + "starttls.enable", Boolean.toString(settings.startTls() != SmtpSettings.StartTls.NEVER));
        properties.put(
                prefix + "starttls.required", Boolean.toString(settings.startTls() == SmtpSettings.StartTls.REQUIRED));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        // Neither waits for the answer to QUIT nor resets before a NOOP.
        properties.put(prefix + "quitwait", "false");
        properties.put(prefix + "userset", "false");
        return properties;
    }

    void open(SmtpTarget target) throws SmtpFailure {
        try {
            transport.connect(target.host(), target.port(), target.user(), target.password());
        } catch (MessagingException e) {
            close();
            boolean login = e instanceof AuthenticationFailedException;
            int reply = Math.max(0, transport.getLastReturnCode());
            throw new SmtpFailure(
                    Phase.CONNECT,
                    reply,
                    login,
                    transport.lastWords(),
                    (login
                                    ? "The mail server " + target + " refused user and password: "
                                    : "No mail could be given to " + target + ": ")
                            + words(e, reply),
                    e);
        }
    }

    /** Whether the server still answers. Costs a round trip. */
    boolean answers() {
        return transport.isConnected();
    }

    void send(MimeMessage mail) throws SmtpFailure {
        mails++;
        try {
            transport.sendMessage(mail, mail.getAllRecipients());
        } catch (MessagingException e) {
            Phase phase = transport.phase();
            int reply = reply(e);
            throw new SmtpFailure(
                    phase,
                    reply,
                    false,
                    reply == 0 ? "" : String.valueOf(replyWords(e)),
                    "The mail server " + (reply == 0 ? "did not answer" : "said no") + " at " + name(phase) + ": "
                            + words(e, reply),
                    e);
        } finally {
            lastUsedNanos = System.nanoTime();
        }
    }

    /** Whether another mail can go over it after this failure. */
    static boolean isUsableAfter(SmtpFailure failure) {
        return failure.phase() == Phase.RECIPIENT && failure.reply() != 0 && failure.reply() != SERVICE_CLOSING;
    }

    /** Whether the server had closed it before this mail began. */
    static boolean wasStale(SmtpFailure failure) {
        return failure.phase() == Phase.SENDER && (failure.reply() == 0 || failure.reply() == SERVICE_CLOSING)
                || failure.phase() == Phase.CONNECT;
    }

    int mails() {
        return mails;
    }

    long idleNanos() {
        return System.nanoTime() - lastUsedNanos;
    }

    /** Ends whatever is going on, from any thread. */
    void abort() {
        sockets.close();
    }

    void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("Closing a connection to the mail server: {}", e.getMessage());
        }
        sockets.close();
    }

    /** The reply code within the chain of exceptions; 0 when the server did not reply. */
    private static int reply(MessagingException failure) {
        MessagingException found = replied(failure);
        int code = found instanceof SMTPAddressFailedException address
                ? address.getReturnCode()
                : found instanceof SMTPSendFailedException command ? command.getReturnCode() : 0;
        return Math.max(0, code);
    }

    private static String replyWords(MessagingException failure) {
        MessagingException found = replied(failure);
        String message = found == null ? null : found.getMessage();
        return message == null ? "" : message.strip();
    }

    private static @Nullable MessagingException replied(MessagingException failure) {
        Exception next = failure;
        MessagingException command = null;
        for (int depth = 0; next instanceof MessagingException each && depth < 20; depth++) {
            if (each instanceof SMTPAddressFailedException) {
                // What was said of the address says more than what came of the mail.
                return each;
            }
            if (each instanceof SMTPSendFailedException && command == null) {
                command = each;
            }
            next = each.getNextException();
        }
        return command;
    }

    private static String words(MessagingException failure, int reply) {
        String said = reply == 0 ? "" : replyWords(failure);
        if (!said.isEmpty()) {
            return said.replaceAll("\\s+", " ");
        }
        Exception cause = failure.getNextException();
        String message = String.valueOf(failure.getMessage()).strip().replaceAll("\\s+", " ");
        return cause == null ? message : message + " (" + cause + ")";
    }

    private static String name(Phase phase) {
        return switch (phase) {
            case CONNECT -> "the greeting";
            case SENDER -> "MAIL";
            case RECIPIENT -> "RCPT";
            case CONTENT -> "DATA";
            case FINAL_DOT -> "the final dot";
        };
    }
}
