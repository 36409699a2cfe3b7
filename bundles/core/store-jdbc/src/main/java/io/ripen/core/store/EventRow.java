package io.ripen.core.store;

import io.ripen.event.EventSource;
import java.time.Instant;
import java.util.Map;

/**
 * An event as it is kept.
 *
 * @param contact 0 when it was matched to nobody
 * @param at business time at which it happened, as its sender says
 * @param receivedAt business time at which it came in
 */
public record EventRow(
        String team,
        String id,
        String type,
        long contact,
        Instant at,
        Instant receivedAt,
        EventSource source,
        Map<String, Object> data) {}
