package io.ripen.core.store;

import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sequences are deployed, and for which teams. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SequenceStore {

    SequenceStore() {}

    /** Makes this revision the current one and the sequence DEPLOYED. */
    public void deploy(UnitOfWork work, String sequence, RevisionRow revision, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** Takes a sequence out of service; false when it was not in service. */
    public boolean remove(UnitOfWork work, String sequence) {
        throw new UnsupportedOperationException();
    }

    public Optional<SequenceRow> find(UnitOfWork work, String sequence) {
        throw new UnsupportedOperationException();
    }

    /** Every sequence that was ever deployed, by id. */
    public List<SequenceRow> all(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }

    /** Enables or disables a sequence for a team; false when there is no such sequence. */
    public boolean enable(
            UnitOfWork work, String sequence, String team, boolean enabled, Map<String, Object> settings) {
        throw new UnsupportedOperationException();
    }

    /** Enables a sequence for a team unless something was said about the two before. */
    public void enableAtFirst(UnitOfWork work, String sequence, String team) {
        throw new UnsupportedOperationException();
    }

    /** What all teams say about all sequences. */
    public List<SequenceTeamRow> teams(UnitOfWork work) {
        throw new UnsupportedOperationException();
    }
}
