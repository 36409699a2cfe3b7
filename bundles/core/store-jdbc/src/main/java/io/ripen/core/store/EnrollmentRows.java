package io.ripen.core.store;

import io.ripen.core.store.internal.Row;
import io.ripen.sequence.EnrollmentState;
import java.sql.SQLException;

/** How a run is read from its row. */
final class EnrollmentRows {
    static final String COLUMNS = "id, team, sequence_id, revision, contact_id, run_key, state, step, at_touch,"
            + " occurrence, variables, due_at, owner, attempt, parked_for, resume_at, reason, source_event, enrolled_at,"
            + " finished_at, awaits";
    static final String SELECT = "SELECT " + COLUMNS + " FROM enrollment ";

    private EnrollmentRows() {}

    /** All {@link #COLUMNS}, in their order. */
    static EnrollmentRow read(Row row) throws SQLException {
        return new EnrollmentRow(
                row.id(),
                row.string(),
                row.string(),
                row.string(),
                row.id(),
                row.string(),
                EnrollmentState.valueOf(row.string()),
                row.stringOrNull(),
                row.bool(),
                row.integer(),
                row.map(),
                row.timeOrNull(),
                row.id(),
                row.integer(),
                row.stringOrNull(),
                row.timeOrNull(),
                row.stringOrNull(),
                row.stringOrNull(),
                row.time(),
                row.timeOrNull(),
                row.stringOrNull());
    }
}
