package io.ripen.engine.internal.compile;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends the exchange where another segment goes on. */
record GoOn(String segment) implements Processor {
    @Override
    public void process(Exchange exchange) {
        SegmentRun.of(exchange).next = segment;
        exchange.setRouteStop(true);
    }
}
