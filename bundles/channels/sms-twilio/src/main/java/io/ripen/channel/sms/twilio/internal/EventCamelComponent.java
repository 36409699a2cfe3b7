package io.ripen.channel.sms.twilio.internal;

import io.ripen.event.Events;
import io.ripen.time.RipenClock;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ripen-event:TYPE}: hands what came in through a plumbing route to Ripen's intake. It returns when the event is
 * stored, and throws when it is not.
 *
 * <p>Options: {@code id} and {@code address} name the headers that they are taken from, {@code channel} is kept as
 * {@code data.channel}, {@code data} names further headers to keep, divided by commas. The body is {@code data.text}.
 */
@Component(service = org.apache.camel.Component.class, property = "service.pid=ripen-event")
public final class EventCamelComponent extends DefaultComponent {
    private final Events events;
    private final RipenClock clock;

    @Activate
    public EventCamelComponent(@Reference Events events, @Reference RipenClock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        EventEndpoint endpoint = new EventEndpoint(
                uri,
                this,
                remaining,
                option(parameters, "id"),
                option(parameters, "address"),
                option(parameters, "channel"),
                option(parameters, "data"));
        endpoint.requireComplete();
        return endpoint;
    }

    private static String option(Map<String, Object> parameters, String name) {
        Object value = parameters.remove(name);
        return value == null ? "" : value.toString();
    }

    Events events() {
        return events;
    }

    RipenClock clock() {
        return clock;
    }
}
