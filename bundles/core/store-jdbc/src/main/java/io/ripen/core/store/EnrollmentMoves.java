package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Sql;
import io.ripen.sequence.EnrollmentState;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that move runs on. Each writes only what is still ACTIVE and still has the owner that is expected, and
 * says so itself. Every part of a {@link Move} replaces what was there, whichever statement is taken.
 */
final class EnrollmentMoves {
    private static final String ANY = "id BIGINT, revision VARCHAR, state VARCHAR, step VARCHAR, at_touch BOOLEAN,"
            + " occurrence INTEGER, variables VARCHAR, due_at TIME, owner BIGINT, attempt INTEGER, parked_for VARCHAR,"
            + " resume_at TIME, reason VARCHAR, finished_at TIME, awaits VARCHAR";
    private static final String ONWARDS =
            "id BIGINT, revision VARCHAR, step VARCHAR, at_touch BOOLEAN, occurrence INTEGER,"
                    + " variables VARCHAR, due_at TIME, owner BIGINT, attempt INTEGER";

    private final String anyUnowned;
    private final String anyOwned;
    private final String onwardsUnowned;
    private final String onwardsOwned;

    EnrollmentMoves(Dialect dialect) {
        String guard = "t.id = v.id AND t.state = 'ACTIVE' AND ";
        String unowned = guard + "t.owner IS NULL";
        // Not "t.owner = ?": hardly any row has an owner when the statistics are taken, so PostgreSQL would take it for
        // the best way in and read the whole table for every batch.
        String owned = guard + "COALESCE(t.owner, 0) = ?";
        String any = assignments(ANY) + ", active_key = CASE WHEN v.finished_at IS NULL THEN t.active_key END,"
                + " exclusive_group = CASE WHEN v.finished_at IS NULL THEN t.exclusive_group END";
        anyUnowned = dialect.updateFrom("enrollment", any, Dialect.values(ANY), unowned);
        anyOwned = dialect.updateFrom("enrollment", any, Dialect.values(ANY), owned);
        // State and active key stay: the guard lets only ACTIVE rows through.
        String onwards = assignments(ONWARDS)
                + ", parked_for = NULL, resume_at = NULL, reason = NULL, finished_at = NULL," + " awaits = NULL";
        onwardsUnowned = dialect.updateFrom("enrollment", onwards, Dialect.values(ONWARDS), unowned);
        onwardsOwned = dialect.updateFrom("enrollment", onwards, Dialect.values(ONWARDS), owned);
    }

    private static String assignments(String columns) {
        StringBuilder set = new StringBuilder();
        for (String column : columns.split(", ")) {
            String name = column.substring(0, column.indexOf(' '));
            if (!name.equals("id")) {
                set.append(set.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(" = v.")
                        .append(name);
            }
        }
        return set.toString();
    }

    /** @param expectedOwner 0 for runs that nobody owns */
    Set<Long> write(UnitOfWork work, List<Move> moves, long expectedOwner) {
        List<Move> rows =
                moves.stream().sorted(Comparator.comparingLong(Move::id)).toList();
        boolean unowned = expectedOwner == 0;
        Sql sql;
        if (rows.stream().allMatch(EnrollmentMoves::goesOn)) {
            sql = position(
                    Sql.of(work, unowned ? onwardsUnowned : onwardsOwned)
                            .longs(rows, Move::id)
                            .strings(rows, Move::revision),
                    rows);
        } else {
            sql = position(
                            Sql.of(work, unowned ? anyUnowned : anyOwned)
                                    .longs(rows, Move::id)
                                    .strings(rows, Move::revision)
                                    .strings(rows, row -> row.state().name()),
                            rows)
                    .strings(rows, Move::parkedFor)
                    .times(rows, Move::resumeAt)
                    .strings(rows, Move::reason)
                    .times(rows, EnrollmentMoves::finishedAt)
                    .strings(rows, Move::awaits);
        }
        return (unowned ? sql : sql.add(expectedOwner)).ids();
    }

    /** Nothing to tell but where it stands: nearly every batch has only such moves. */
    private static boolean goesOn(Move move) {
        return move.state() == EnrollmentState.ACTIVE
                && move.parkedFor() == null
                && move.resumeAt() == null
                && move.reason() == null
                && move.awaits() == null;
    }

    private static Sql position(Sql sql, List<Move> rows) {
        return sql.strings(rows, Move::step)
                .bools(rows, Move::atTouch)
                .ints(rows, Move::occurrence)
                .strings(rows, row -> Json.write(row.variables()))
                .times(rows, row -> row.state() == EnrollmentState.ACTIVE ? row.dueAt() : null)
                .ids(rows, Move::owner)
                .ints(rows, Move::attempt);
    }

    private static @Nullable Instant finishedAt(Move move) {
        if (!move.state().isFinal()) {
            return null;
        }
        if (move.finishedAt() == null) {
            throw new IllegalArgumentException(
                    "Enrollment " + move.id() + " was to become " + move.state() + " without a time: set finishedAt.");
        }
        return move.finishedAt();
    }
}
