package io.ripen.core.store;

import io.ripen.sequence.SequenceSource;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Revisions of sequences by content hash, whole. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class RevisionStore {

    RevisionStore() {}

    /**
     * Keeps a revision and numbers it; one that is there already is answered as it is. Also right when two nodes bring the
     * same or different ones at once.
     *
     * @param now business time
     */
    public RevisionRow put(UnitOfWork work, String sequence, String hash, SequenceSource source, Instant now) {
        throw new UnsupportedOperationException();
    }

    public Optional<RevisionRow> find(UnitOfWork work, String sequence, String hash) {
        throw new UnsupportedOperationException();
    }

    /** All revisions of a sequence, the first first. */
    public List<RevisionRow> ofSequence(UnitOfWork work, String sequence) {
        throw new UnsupportedOperationException();
    }
}
