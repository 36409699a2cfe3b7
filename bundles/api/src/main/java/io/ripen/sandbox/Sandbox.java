package io.ripen.sandbox;

import java.util.List;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Stands where Twilio and the mail server are when none is configured, speaks their protocols on loopback, keeps what it
 * accepted, answers as a lead, and can be told to fail. An OSGi service; thread-safe.
 */
@ProviderType
public interface Sandbox {
    /** What was accepted, in order, after number {@code after}, at most {@code limit}. */
    List<SandboxMessage> messages(long after, int limit);

    long count();

    /**
     * Fails the next {@code times} requests of the matching kind.
     *
     * @param times 0 takes all planned faults back
     */
    void fail(Fault fault, int times);

    /**
     * Answers as a lead: posts Twilio's inbound webhook, signed, to the product.
     *
     * @return the HTTP status that the product answered
     */
    int replyBySms(String from, String text);

    /**
     * Sends what comes back from a lead's mailbox: a real mail in MIME, which goes the way of every mail that comes in.
     *
     * @return what the mail was taken for, such as {@code reply}, {@code auto-reply} or {@code bounce}
     * @throws IllegalArgumentException when no mail went to this address that it could be about, or a reply has no text
     * @throws IllegalStateException when no intake for mail is there
     */
    default String replyByMail(LeadMail mail) {
        throw new IllegalStateException("This sandbox sends no mails back.");
    }

    /**
     * Lets leads answer by themselves from now on; a rule stays until the sandbox stops. Answers go out as
     * {@link #replyBySms} sends them, shortly after the message was accepted.
     */
    void answer(ReplyRule rule);

    /**
     * Calls the listener for every message that is accepted from now on, in order, on one thread of the sandbox, after
     * the sender has its answer. The listener may call {@link #replyBySms}.
     *
     * @return closing it ends the calls
     */
    Listening listen(Consumer<SandboxMessage> listener);

    /** A listener that is called until this is closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    /** Base URL of the Twilio API on loopback, such as {@code http://127.0.0.1:40123}. */
    String twilioUrl();

    /** {@code smtp://127.0.0.1:port}. */
    String smtpUrl();

    String accountSid();

    String authToken();
}
