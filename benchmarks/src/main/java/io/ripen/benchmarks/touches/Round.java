package io.ripen.benchmarks.touches;

import io.ripen.benchmarks.measure.Postgres;
import io.ripen.benchmarks.measure.ProcessorTime;

/**
 * One measured run of one peer.
 *
 * @param jvm processor seconds of this JVM
 * @param database processor seconds of all PostgreSQL processes
 */
record Round(int leads, double seconds, double jvm, double database) {

    /** Prepares, runs, verifies. */
    static Round of(Peer peer, Postgres postgres, int leads) throws Exception {
        try (peer) {
            peer.prepare(postgres, leads);
            System.gc();
            ProcessorTime jvm = ProcessorTime.ofThisProcess();
            ProcessorTime server = ProcessorTime.ofFamily(postgres.pid());
            long begin = System.nanoTime();
            peer.run();
            double seconds = (System.nanoTime() - begin) / 1e9;
            Round round = new Round(
                    leads,
                    seconds,
                    ProcessorTime.ofThisProcess().total() - jvm.total(),
                    ProcessorTime.ofFamily(postgres.pid()).total() - server.total());
            peer.verify();
            return round;
        }
    }

    double perSecond() {
        return leads / seconds;
    }

    /** What one processor does in a second of its time; says more than the wall on a machine that others use too. */
    double perProcessorSecond() {
        return leads / (jvm + database);
    }

    double jvmMicros() {
        return jvm * 1e6 / leads;
    }

    double databaseMicros() {
        return database * 1e6 / leads;
    }
}
