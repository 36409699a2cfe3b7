package io.ripen.engine.internal.compile;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends the exchange at a durable point. */
record ReachPoint(DurablePoint point) implements Processor {
    @Override
    public void process(Exchange exchange) {
        SegmentRun.of(exchange).reached = point;
        exchange.setRouteStop(true);
    }
}
