package io.ripen.engine.internal.plumbing;

import io.ripen.channel.Channel;
import java.util.HashMap;
import java.util.Map;

/** Offers each route that is a channel to the engine and the gate, and takes it back when its file is gone. Thread-safe. */
final class PlumbingChannels implements AutoCloseable {

    /** Makes a channel known, such as by an OSGi service; what it answers takes it back. */
    interface Offering {
        Runnable offer(String type, Channel channel);
    }

    private record Offered(ChannelEntrance.Spec spec, Runnable back) {}

    private final PlumbingRoutes routes;
    private final Offering offering;
    private final Map<String, Offered> offered = new HashMap<>();
    private boolean closed;

    PlumbingChannels(PlumbingRoutes routes, Offering offering) {
        this.routes = routes;
        this.offering = offering;
        routes.onChannels(this::compare);
        compare();
    }

    private synchronized void compare() {
        if (closed) {
            return;
        }
        Map<String, ChannelEntrance.Spec> now = routes.channels();
        offered.entrySet().removeIf(each -> {
            boolean over = !each.getValue().spec().equals(now.get(each.getKey()));
            if (over) {
                each.getValue().back().run();
            }
            return over;
        });
        now.forEach((type, spec) -> offered.computeIfAbsent(
                type, unused -> new Offered(spec, offering.offer(type, new PlumbingChannel(routes, spec)))));
    }

    @Override
    public synchronized void close() {
        closed = true;
        offered.values().forEach(each -> each.back().run());
        offered.clear();
    }
}
