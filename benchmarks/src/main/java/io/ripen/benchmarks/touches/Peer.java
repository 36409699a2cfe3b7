package io.ripen.benchmarks.touches;

import io.ripen.benchmarks.measure.Postgres;

/** A way to do the work: claim N due leads, send each one message, record it, move each to its next wait. */
interface Peer extends AutoCloseable {
    String name();

    /** Makes the database {@code name()} anew with {@code leads} leads that are all due, and whatever runs beside it. */
    void prepare(Postgres postgres, int leads) throws Exception;

    /** Does the work of all leads and returns when the last of it is committed. */
    void run() throws Exception;

    /**
     * Counts in the database what was done.
     *
     * @throws IllegalStateException when a lead was not sent to, or not moved, or a row is missing
     */
    void verify();

    /** Lets go of threads and connections; the database stays. */
    @Override
    void close() throws Exception;

    /** The database that it works in. */
    String database();
}
