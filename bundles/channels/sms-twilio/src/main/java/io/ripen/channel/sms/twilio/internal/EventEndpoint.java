package io.ripen.channel.sms.twilio.internal;

import io.ripen.event.Event;
import io.ripen.event.EventSource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** One {@code ripen-event:TYPE?…} in a plumbing route. */
final class EventEndpoint extends DefaultEndpoint {
    private final EventCamelComponent component;
    private final String type;
    private final String idHeader;
    private final String addressHeader;
    private final String channel;
    private final String dataHeaders;

    EventEndpoint(
            String uri,
            EventCamelComponent component,
            String type,
            String idHeader,
            String addressHeader,
            String channel,
            String dataHeaders) {
        super(uri, component);
        this.component = component;
        this.type = type;
        this.idHeader = idHeader;
        this.addressHeader = addressHeader;
        this.channel = channel;
        this.dataHeaders = dataHeaders;
    }

    void requireComplete() {
        if (type.isEmpty() || idHeader.isEmpty() || addressHeader.isEmpty()) {
            throw new IllegalArgumentException("ripen-event needs a type and the options id and address, such as "
                    + "ripen-event:sms.received?id=MessageSid&address=From; it is " + getEndpointUri() + ".");
        }
    }

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                exchange.getMessage().setBody(component.events().receive(event(exchange.getMessage())));
            }
        };
    }

    private Event event(Message message) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (!channel.isEmpty()) {
            data.put("channel", channel);
        }
        Object body = message.getBody();
        data.put("text", body == null ? "" : body.toString());
        for (String header : dataHeaders.split(",")) {
            Object value = header.isBlank() ? null : message.getHeader(header.trim());
            if (value != null) {
                data.put(key(header.trim()), value.toString());
            }
        }
        return new Event(
                text(message, idHeader),
                type,
                null,
                null,
                text(message, addressHeader),
                component.clock().instant(),
                EventSource.PROVIDER,
                data);
    }

    private String text(Message message, String header) {
        Object value = message.getHeader(header);
        if (value == null || value.toString().isBlank()) {
            throw new IllegalArgumentException("The event " + type + " has no " + header + ". Nothing was stored.");
        }
        return value.toString();
    }

    /** {@code NumMedia} is kept as {@code numMedia}. */
    private static String key(String header) {
        return header.substring(0, 1).toLowerCase(Locale.ROOT) + header.substring(1);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "ripen-event hands events over and cannot begin a route. Put it into a <to>.");
    }
}
