package io.ripen.core.store;

import java.time.Instant;

/**
 * One start of an engine.
 *
 * @param leaseUntil machine time until which it may work
 */
public record NodeRow(long id, String name, Instant startedAt, Instant leaseUntil) {}
