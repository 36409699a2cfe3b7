package io.ripen.core.store;

import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.sequence.SequenceSource;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Revisions of sequences by content hash, whole. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class RevisionStore {

    private static final String SELECT =
            "SELECT hash, sequence_id, number, name, xml, templates, created_at FROM revision ";

    RevisionStore() {}

    /**
     * Keeps a revision and numbers it; one that is there already is answered as it is. Also right when two nodes bring the
     * same or different ones at once.
     *
     * @param now business time
     */
    public RevisionRow put(UnitOfWork work, String sequence, String hash, SequenceSource source, Instant now) {
        Optional<RevisionRow> known = find(work, sequence, hash);
        if (known.isPresent()) {
            return known.get();
        }
        // Two nodes that bring two revisions at once must not give them one number: the unique key refuses the second
        // insert,
        // which then waited for the first and finds the next number free.
        for (int attempt = 0; attempt < 20; attempt++) {
            int inserted = Sql.of(
                            work,
                            "INSERT INTO revision (sequence_id, hash, number, name, xml, templates, created_at)"
                                    + " SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), COALESCE(MAX(number), 0) + 1,"
                                    + " CAST(? AS VARCHAR), CAST(? AS VARCHAR), CAST(? AS VARCHAR),"
                                    + " CAST(? AS TIMESTAMP(6) WITH TIME ZONE)"
                                    + " FROM revision WHERE sequence_id = ? ON CONFLICT DO NOTHING")
                    .add(sequence)
                    .add(hash)
                    .add(source.name())
                    .add(source.xml())
                    .add(Json.write(source.templates()))
                    .add(now)
                    .add(sequence)
                    .update();
            Optional<RevisionRow> row = find(work, sequence, hash);
            if (row.isPresent()) {
                return row.get();
            }
            if (inserted == 1) {
                break;
            }
        }
        throw new IllegalStateException("Revision " + hash + " of sequence " + sequence
                + " could not be given a number: too many are being deployed at once. Deploy it again.");
    }

    public Optional<RevisionRow> find(UnitOfWork work, String sequence, String hash) {
        return Sql.of(work, SELECT + "WHERE sequence_id = ? AND hash = ?")
                .add(sequence)
                .add(hash)
                .one(RevisionStore::read);
    }

    /** The revisions of a sequence that have this route, whatever their templates. */
    public List<RevisionRow> withXml(UnitOfWork work, String sequence, String xml) {
        return Sql.of(work, SELECT + "WHERE sequence_id = ? AND xml = ? ORDER BY number")
                .add(sequence)
                .add(xml)
                .list(RevisionStore::read);
    }

    /** All revisions of a sequence, the first first. */
    public List<RevisionRow> ofSequence(UnitOfWork work, String sequence) {
        return Sql.of(work, SELECT + "WHERE sequence_id = ? ORDER BY number")
                .add(sequence)
                .list(RevisionStore::read);
    }

    private static RevisionRow read(Row row) throws SQLException {
        return new RevisionRow(
                row.string(), row.string(), row.integer(), row.string(), row.string(), row.texts(), row.time());
    }
}
