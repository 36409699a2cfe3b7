package io.ripen.sandbox;

import java.util.List;
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

    /** Base URL of the Twilio API on loopback, such as {@code http://127.0.0.1:40123}. */
    String twilioUrl();

    /** {@code smtp://127.0.0.1:port}. */
    String smtpUrl();

    String accountSid();

    String authToken();
}
