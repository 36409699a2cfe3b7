package io.ripen.engine.internal.plumbing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.CamelEvent.ExchangeSendingEvent;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.EventNotifierSupport;
import org.jspecify.annotations.Nullable;

/** The routes that are called from our own code, by the address that they begin at. Thread-safe. */
final class Entries {
    private static final String LEFT = "ripen.left";

    private final CamelContext context;
    private volatile Map<String, Processor> processors = Map.of();
    private volatile Map<String, ChannelEntrance.Spec> channels = Map.of();

    /** @param context started, or there would be nobody to tell of what leaves */
    Entries(CamelContext context) {
        this.context = context;
        context.getManagementStrategy().addEventNotifier(new Leaving());
    }

    /**
     * What a route made of a message.
     *
     * @param left to how many endpoints outside of our walls it was handed, whatever came of that
     */
    record Passage(Exchange exchange, int left) {}

    /** Looks anew which routes there are. */
    void read() {
        Map<String, Processor> found = new LinkedHashMap<>();
        Map<String, ChannelEntrance.Spec> doors = new HashMap<>();
        for (Route route : context.getRoutes()) {
            String uri = route.getEndpoint().getEndpointKey();
            if (route.getEndpoint() instanceof ChannelEntrance.Door door) {
                found.put(ChannelEntrance.SCHEME + ":" + door.spec().type(), route.getProcessor());
                doors.put(door.spec().type(), door.spec());
            } else if (uri.startsWith("direct://")) {
                String name = uri.substring("direct://".length());
                int question = name.indexOf('?');
                found.put("direct:" + (question < 0 ? name : name.substring(0, question)), route.getProcessor());
            }
        }
        processors = Map.copyOf(found);
        channels = Map.copyOf(doors);
    }

    boolean has(String address) {
        return processors.containsKey(address);
    }

    /** The routes that are channels, by type. */
    Map<String, ChannelEntrance.Spec> channels() {
        return channels;
    }

    List<String> addresses() {
        return new ArrayList<>(processors.keySet());
    }

    /** Runs a route on the calling thread; null when none begins there. */
    @Nullable Passage run(String address, @Nullable Object body, Map<String, Object> headers) {
        Processor route = processors.get(address);
        if (route == null) {
            return null;
        }
        AtomicInteger left = new AtomicInteger();
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        exchange.setProperty(LEFT, left);
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        try {
            route.process(exchange);
        } catch (Exception thrown) {
            exchange.setException(thrown);
        }
        exchange.getMessage().getHeaders().keySet().removeIf(header -> HeaderGuard.mustGo(header, false));
        return new Passage(exchange, left.get());
    }

    /** Notes that a message is about to leave, before the component has it; copies of an exchange share the note. */
    private static final class Leaving extends EventNotifierSupport {
        @Override
        public boolean isEnabled(CamelEvent event) {
            return event instanceof ExchangeSendingEvent;
        }

        @Override
        public void notify(CamelEvent event) {
            ExchangeSendingEvent sending = (ExchangeSendingEvent) event;
            AtomicInteger left = sending.getExchange().getProperty(LEFT, AtomicInteger.class);
            String uri = sending.getEndpoint().getEndpointUri();
            if (left != null && !HeaderGuard.staysInside(uri.substring(0, Math.max(0, uri.indexOf(':'))))) {
                left.incrementAndGet();
            }
        }
    }
}
