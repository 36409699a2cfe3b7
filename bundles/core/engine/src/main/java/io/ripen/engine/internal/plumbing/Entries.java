package io.ripen.engine.internal.plumbing;

import java.util.ArrayList;
import java.util.Collection;
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
    private volatile Map<String, Way> ways = Map.of();
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

    /** The route that begins at an address, and the version of the file that it belongs to. */
    private record Way(Processor route, Version version) {}

    /** Looks anew which routes these versions of files have. */
    void read(Collection<Version> versions) {
        Map<String, Way> found = new LinkedHashMap<>();
        Map<String, ChannelEntrance.Spec> doors = new HashMap<>();
        for (Version version : versions) {
            for (String id : version.routeIds()) {
                Route route = context.getRoute(id);
                if (route != null) {
                    read(route, version, found, doors);
                }
            }
        }
        ways = Map.copyOf(found);
        channels = Map.copyOf(doors);
    }

    private static void read(
            Route route, Version version, Map<String, Way> found, Map<String, ChannelEntrance.Spec> doors) {
        String uri = route.getEndpoint().getEndpointKey();
        Way way = new Way(route.getProcessor(), version);
        if (route.getEndpoint() instanceof ChannelEntrance.Door door) {
            found.put(ChannelEntrance.SCHEME + ":" + door.spec().type(), way);
            doors.put(door.spec().type(), door.spec());
        } else if (uri.startsWith("direct://")) {
            String name = uri.substring("direct://".length());
            int question = name.indexOf('?');
            found.put("direct:" + (question < 0 ? name : name.substring(0, question)), way);
        }
    }

    boolean has(String address) {
        return ways.containsKey(address);
    }

    /** The routes that are channels, by type. */
    Map<String, ChannelEntrance.Spec> channels() {
        return channels;
    }

    List<String> addresses() {
        return new ArrayList<>(ways.keySet());
    }

    /** Runs a route on the calling thread; null when none begins there. It waits for nobody, and nobody for it. */
    @Nullable Passage run(String address, @Nullable Object body, Map<String, Object> headers, Map<String, Object> properties) {
        Way way = ways.get(address);
        // A version lets nobody in once another one has taken its place, so this finds another one or none.
        while (way != null && !way.version().enter()) {
            way = ways.get(address);
        }
        if (way == null) {
            return null;
        }
        try {
            return run(way.route(), body, headers, properties);
        } finally {
            way.version().leave();
        }
    }

    private Passage run(
            Processor route, @Nullable Object body, Map<String, Object> headers, Map<String, Object> properties) {
        AtomicInteger left = new AtomicInteger();
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOut);
        properties.forEach(exchange::setProperty);
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
