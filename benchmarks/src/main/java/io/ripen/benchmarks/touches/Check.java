package io.ripen.benchmarks.touches;

import io.ripen.benchmarks.measure.Postgres;

/** A figure counts only when the work behind it was done. */
final class Check {
    private Check() {}

    static void rows(Postgres postgres, String database, String fromWhere, long expected) {
        equal(
                "rows of " + fromWhere + " in " + database,
                expected,
                Long.parseLong(postgres.query(database, "SELECT count(*) FROM " + fromWhere)));
    }

    static void equal(String what, long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("The work was not done, so its time means nothing: " + what + " should be "
                    + expected + " and is " + found + ".");
        }
    }
}
