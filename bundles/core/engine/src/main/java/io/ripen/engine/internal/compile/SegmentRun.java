package io.ripen.engine.internal.compile;

import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What one run of a segment knows: the lead, and where it comes to: a durable point, or a segment that goes on. */
final class SegmentRun {
    private static final String PROPERTY = "RipenRun";

    final LeadOnRoute lead;

    @Nullable DurablePoint reached;

    @Nullable String next;

    SegmentRun(LeadOnRoute lead) {
        this.lead = lead;
    }

    void on(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }

    static SegmentRun of(Exchange exchange) {
        SegmentRun run = exchange.getProperty(PROPERTY, SegmentRun.class);
        if (run == null) {
            throw new IllegalStateException("A step of a sequence was run outside of its segment.");
        }
        return run;
    }
}
