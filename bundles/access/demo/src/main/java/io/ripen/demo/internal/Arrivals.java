package io.ripen.demo.internal;

import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

/** Notices when a lead gets its first message. */
final class Arrivals {
    private static final int PAGE = 1_000;

    private final Sandbox sandbox;
    private final Map<String, DemoLead> waiting = new HashMap<>();
    private long seen;

    Arrivals(Sandbox sandbox, List<DemoLead> leads) {
        this.sandbox = sandbox;
        for (DemoLead lead : leads) {
            waiting.put(lead.email(), lead);
            if (!lead.phone().isEmpty()) {
                waiting.put(lead.phone(), lead);
            }
        }
    }

    /** Tells of each lead that got its first message since the last call, and when in business time. */
    void first(BiConsumer<DemoLead, Instant> told) {
        List<SandboxMessage> page = sandbox.messages(seen, PAGE);
        while (!page.isEmpty()) {
            for (SandboxMessage message : page) {
                seen = message.number();
                DemoLead lead = waiting.get(message.to().toLowerCase(Locale.ROOT));
                if (lead != null) {
                    waiting.remove(lead.email());
                    waiting.remove(lead.phone());
                    told.accept(lead, message.at());
                }
            }
            page = sandbox.messages(seen, PAGE);
        }
    }
}
