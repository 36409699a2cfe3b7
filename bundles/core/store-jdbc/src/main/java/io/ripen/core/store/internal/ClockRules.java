package io.ripen.core.store.internal;

import io.ripen.core.store.StoreOptions.Ahead;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a fast clock away from real leads, and brings a database back that ran fast. */
final class ClockRules {
    private static final Logger LOG = LoggerFactory.getLogger(ClockRules.class);

    private ClockRules() {}

    /** What RIPEN_CLOCK says. */
    static Ahead ahead(String clock) {
        return switch (clock.strip()) {
            case "" -> Ahead.REFUSE;
            case "keep" -> Ahead.KEEP;
            case "reset" -> Ahead.RESET;
            default ->
                throw new IllegalArgumentException("RIPEN_CLOCK is '" + clock + "'; it must be keep, reset or empty.");
        };
    }

    static boolean hasLeads(UnitOfWork work) {
        return Sql.of(work, "SELECT id FROM contact ORDER BY id LIMIT 1")
                .one(Row::id)
                .isPresent();
    }

    static String tooFast(double speed) {
        return "RIPEN_SPEED is " + speed
                + ", but this database has contacts and ran at the wall's pace until now. A fast clock"
                + " would send in minutes what their sequences spread over weeks, and would shift their dates for good. Nothing"
                + " was changed. Start without RIPEN_SPEED; for a trial give it a folder or database of its own (RIPEN_DATA,"
                + " RIPEN_DB_URL).";
    }

    static String aheadOfTheWall(Instant business) {
        return "This database ran with RIPEN_SPEED: its time stands at " + business
                + " and is ahead of the wall's. What comes in"
                + " now would get dates in the future. Nothing was changed. Start with RIPEN_CLOCK=reset to go back to the wall's"
                + " time (leads that wait are due earlier by as much), with RIPEN_CLOCK=keep to go on from there at the wall's"
                + " pace, or with RIPEN_SPEED as before.";
    }

    /**
     * Moves what waits back by as much as the clock was ahead, so that a wait takes as long as its author said. What happened
     * keeps its dates; what the policies remember of the time ahead is forgotten, since it would hold everything until then.
     */
    static void bringBack(UnitOfWork work, Instant now, Duration ahead) {
        long seconds = ahead.toSeconds();
        int runs = moved(work, "enrollment", "due_at", now, seconds)
                + moved(work, "enrollment", "resume_at", now, seconds);
        int messages =
                moved(work, "message", "held_until", now, seconds) + moved(work, "by_hand", "due_at", now, seconds);
        Sql.of(work, "DELETE FROM policy_memory").update();
        LOG.warn(
                "Business time is the wall's again. It was ahead by {}. {} dates of leads and {} of held messages were moved back by"
                        + " as much; the frequency caps begin anew.",
                ahead,
                runs,
                messages);
    }

    private static int moved(UnitOfWork work, String table, String column, Instant now, long seconds) {
        return Sql.of(
                        work,
                        "UPDATE " + table + " SET " + column + " = " + column
                                + " - CAST(? AS BIGINT) * INTERVAL '1' SECOND WHERE " + column + " > ?")
                .add(seconds)
                .add(now)
                .update();
    }
}
