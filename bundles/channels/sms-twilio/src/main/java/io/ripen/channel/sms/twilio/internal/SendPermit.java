package io.ripen.channel.sms.twilio.internal;

import com.twilio.http.Request;
import io.ripen.channel.OutboundMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * The right to send one message, on its way from the channel to the socket. Found by number and text, since Camel's Twilio
 * component changes the thread and has no place for it; a route that changes the text goes without.
 *
 * <p>Why so late: a process that is frozen between the engine's check and the socket, and goes on after its lease ran out,
 * would otherwise send what another node has meanwhile looked up, not found, and sent.
 */
final class SendPermit implements AutoCloseable {
    private static final Map<String, BooleanSupplier> UNDER_WAY = new ConcurrentHashMap<>();

    private final String key;

    private SendPermit(String key) {
        this.key = key;
    }

    static SendPermit of(OutboundMessage message) {
        String key = key(message.address(), message.text());
        UNDER_WAY.put(key, message.mayBegin());
        return new SendPermit(key);
    }

    /** What to ask before this request leaves; always true when it belongs to no message. */
    static BooleanSupplier of(Request request) {
        Map<String, List<String>> form = request.getPostParams();
        List<String> to = form == null ? null : form.get("To");
        List<String> body = form == null ? null : form.get("Body");
        if (to == null || body == null || to.isEmpty() || body.isEmpty()) {
            return () -> true;
        }
        return UNDER_WAY.getOrDefault(key(to.get(0), body.get(0)), () -> true);
    }

    private static String key(String to, String text) {
        return to + '\n' + text;
    }

    @Override
    public void close() {
        UNDER_WAY.remove(key);
    }
}
