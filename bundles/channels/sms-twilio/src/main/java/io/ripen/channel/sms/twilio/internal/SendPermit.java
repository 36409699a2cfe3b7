package io.ripen.channel.sms.twilio.internal;

import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import io.ripen.channel.OutboundMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The right to send one attempt, on its way from the channel to the socket. Its key travels through the plumbing route as the
 * header {@value #HEADER}, whatever the route does with the text, and from {@link PermittedProducer} on with the thread that
 * makes the request. A request for a text that carries no key, or one that is not known, is refused: nothing leaves without a
 * right.
 *
 * <p>Why so late: a process that is frozen between the engine's check and the socket, and goes on after its lease ran out,
 * would otherwise send what another node has meanwhile looked up, not found, and sent.
 */
final class SendPermit implements AutoCloseable {
    /** Part of the contract of camel-routes/plumbing/twilio-out.xml. */
    static final String HEADER = "RipenPermit";

    private static final String TEXTS = "/Messages.json";
    private static final AtomicLong NUMBER = new AtomicLong();
    private static final Map<String, BooleanSupplier> UNDER_WAY = new ConcurrentHashMap<>();
    private static final ThreadLocal<@Nullable String> OF_THREAD = new ThreadLocal<>();

    private final String key;

    private SendPermit(String key) {
        this.key = key;
    }

    static SendPermit of(OutboundMessage message) {
        // With a number besides: of two calls for one attempt each asks for itself.
        String key = message.id() + "/" + message.attempt() + "/" + NUMBER.incrementAndGet();
        UNDER_WAY.put(key, message.mayBegin());
        return new SendPermit(key);
    }

    /** For a message of a {@code channel:} route of the plumbing, which the engine hands in. */
    static SendPermit of(BooleanSupplier mayBegin) {
        String key = "channel/" + NUMBER.incrementAndGet();
        UNDER_WAY.put(key, mayBegin);
        return new SendPermit(key);
    }

    String key() {
        return key;
    }

    /** Does something under a key; requests that the same thread makes meanwhile belong to it. */
    static <T> T under(@Nullable String key, Supplier<T> action) {
        OF_THREAD.set(key);
        try {
            return action.get();
        } finally {
            OF_THREAD.remove();
        }
    }

    /**
     * What to ask before this request leaves.
     *
     * @throws TwilioFailure when it would send a text and belongs to no message that is under way
     */
    static BooleanSupplier of(Request request) {
        boolean isText = request.getMethod() == HttpMethod.POST
                && request.constructURL().getPath().endsWith(TEXTS);
        if (!isText) {
            return () -> true;
        }
        String key = OF_THREAD.get();
        BooleanSupplier right = key == null ? null : UNDER_WAY.get(key);
        if (right == null) {
            throw TwilioFailure.unanswered(
                    false,
                    "A text was to be sent that belongs to no message under way, so it was not sent. A plumbing route that ends"
                            + " in ripen-twilio:message/creator begins at direct:sms-out and keeps the header " + HEADER
                            + ", or begins at channel:NAME.",
                    new IllegalStateException(key == null ? "no permit" : "a permit that has ended"));
        }
        return right;
    }

    @Override
    public void close() {
        UNDER_WAY.remove(key);
    }
}
