package io.ripen.core.store;

import io.ripen.access.Actor;
import io.ripen.audit.Change;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Json;
import io.ripen.core.store.internal.Row;
import io.ripen.core.store.internal.Sql;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which sequences are deployed, and for which teams. Thread-safe; the {@link UnitOfWork} belongs to its thread. */
public final class SequenceStore {

    private static final String TEAMS = "SELECT sequence_id, team, enabled, settings FROM sequence_team ";
    private static final String SELECT =
            "SELECT id, revision, number, deployed, deployed_at, COALESCE(changed_by, '') FROM sequence ";

    private static final String COLUMNS =
            "id VARCHAR, revision VARCHAR, number INTEGER, deployed BOOLEAN, deployed_at TIME, changed_by VARCHAR";
    private static final String FOUND = "sequence_id VARCHAR, hash VARCHAR, found_at TIME";

    private final String deploy;
    private final AuditStore audit;
    private final String enable;
    private final String enableAtFirst;

    SequenceStore(Dialect dialect, AuditStore audit) {
        this.audit = audit;
        deploy = dialect.upsert(
                "sequence",
                "id",
                "revision, number, deployed, deployed_at, changed_by",
                "revision = v.revision, number = v.number, deployed = v.deployed, deployed_at = v.deployed_at,"
                        + " changed_by = v.changed_by",
                Dialect.values(COLUMNS));
        String columns = "sequence_id VARCHAR, team VARCHAR, enabled BOOLEAN, settings VARCHAR";
        enable = dialect.upsert(
                "sequence_team",
                "sequence_id, team",
                "enabled, settings",
                "enabled = v.enabled, settings = v.settings",
                Dialect.values(columns));
        enableAtFirst = Dialect.insert("sequence_team", columns) + " ON CONFLICT DO NOTHING";
    }

    /** Makes this revision the current one and the sequence DEPLOYED. */
    public void deploy(UnitOfWork work, String sequence, RevisionRow revision, Instant now) {
        deploy(work, sequence, revision, now, "");
    }

    /**
     * Makes this revision the current one and the sequence DEPLOYED.
     *
     * @param by who wants it so, for people; the empty string when nobody says
     */
    public void deploy(UnitOfWork work, String sequence, RevisionRow revision, Instant now, String by) {
        write(work, deploy, sequence, revision, now, by);
    }

    /** Deploys a sequence that was never deployed; false when it was, and then nothing changed. */
    public boolean deployFirst(UnitOfWork work, String sequence, RevisionRow revision, Instant now, String by) {
        return write(work, Dialect.insert("sequence", COLUMNS) + " ON CONFLICT DO NOTHING", sequence, revision, now, by)
                == 1;
    }

    /** Puts a revision in the place of another one that is in service; false when that is not so, and nothing changed. */
    public boolean deployInPlaceOf(
            UnitOfWork work, String sequence, String before, RevisionRow revision, Instant now, String by) {
        return Sql.of(
                                work,
                                "UPDATE sequence SET revision = ?, number = ?, deployed_at = ?, changed_by = ?"
                                        + " WHERE id = ? AND revision = ? AND deployed")
                        .add(revision.hash())
                        .add(revision.number())
                        .add(now)
                        .add(by)
                        .add(sequence)
                        .add(before)
                        .update()
                == 1;
    }

    private static int write(
            UnitOfWork work, String sql, String sequence, RevisionRow revision, Instant now, String by) {
        List<RevisionRow> rows = List.of(revision);
        return Sql.of(work, sql)
                .strings(rows, row -> sequence)
                .strings(rows, RevisionRow::hash)
                .ints(rows, RevisionRow::number)
                .bools(rows, row -> true)
                .times(rows, row -> now)
                .strings(rows, row -> by)
                .update();
    }

    /** Takes a sequence out of service; false when it was not in service. */
    public boolean remove(UnitOfWork work, String sequence) {
        return remove(work, sequence, "");
    }

    /**
     * Takes a sequence out of service; false when it was not in service.
     *
     * @param by who took it out, for people
     */
    public boolean remove(UnitOfWork work, String sequence, String by) {
        return Sql.of(work, "UPDATE sequence SET deployed = FALSE, changed_by = ? WHERE id = ? AND deployed")
                        .add(by)
                        .add(sequence)
                        .update()
                == 1;
    }

    /** Whether a text was found in a folder once and left alone. */
    public boolean wasFound(UnitOfWork work, String sequence, String hash) {
        return Sql.of(work, "SELECT 1 FROM found_text WHERE sequence_id = ? AND hash = ?")
                .add(sequence)
                .add(hash)
                .one(Row::integer)
                .isPresent();
    }

    /** Keeps that a text was found in a folder and left alone. */
    public void found(UnitOfWork work, String sequence, String hash, Instant now) {
        List<String> one = List.of(hash);
        Sql.of(work, Dialect.insert("found_text", FOUND) + " ON CONFLICT DO NOTHING")
                .strings(one, row -> sequence)
                .strings(one, row -> hash)
                .times(one, row -> now)
                .update();
    }

    public Optional<SequenceRow> find(UnitOfWork work, String sequence) {
        return Sql.of(work, SELECT + "WHERE id = ?").add(sequence).one(SequenceStore::read);
    }

    /** Every sequence that was ever deployed, by id. */
    public List<SequenceRow> all(UnitOfWork work) {
        return Sql.of(work, SELECT + "ORDER BY id").list(SequenceStore::read);
    }

    /** Enables or disables a sequence for a team; false when there is no such sequence. */
    public boolean enable(
            UnitOfWork work, Actor by, String sequence, String team, boolean enabled, Map<String, Object> settings) {
        if (find(work, sequence).isEmpty()) {
            return false;
        }
        Optional<SequenceTeamRow> before = Sql.of(work, TEAMS + "WHERE sequence_id = ? AND team = ?")
                .add(sequence)
                .add(team)
                .one(SequenceStore::readTeam);
        write(work, enable, sequence, team, enabled, settings);
        Change change = Change.of(by, enabled ? "sequence.enabled" : "sequence.disabled", "sequence:" + sequence)
                .in(new TeamId(team))
                .value("enabled", before.map(SequenceTeamRow::enabled).orElse(false), enabled)
                .value("settings", before.map(SequenceTeamRow::settings).orElse(Map.of()), settings);
        if (!change.isEmpty()) {
            audit.record(work, change);
        }
        return true;
    }

    /** Enables a sequence for a team unless something was said about the two before. */
    public void enableAtFirst(UnitOfWork work, String sequence, String team) {
        write(work, enableAtFirst, sequence, team, true, Map.of());
    }

    /** What all teams say about all sequences. */
    public List<SequenceTeamRow> teams(UnitOfWork work) {
        return Sql.of(work, TEAMS + "ORDER BY sequence_id, team").list(SequenceStore::readTeam);
    }

    private static SequenceTeamRow readTeam(Row row) throws SQLException {
        return new SequenceTeamRow(row.string(), row.string(), row.bool(), row.map());
    }

    private static void write(
            UnitOfWork work, String sql, String sequence, String team, boolean enabled, Map<String, Object> settings) {
        List<String> one = List.of(sequence);
        Sql.of(work, sql)
                .strings(one, row -> sequence)
                .strings(one, row -> team)
                .bools(one, row -> enabled)
                .strings(one, row -> Json.write(settings))
                .update();
    }

    private static SequenceRow read(Row row) throws SQLException {
        return new SequenceRow(row.string(), row.string(), row.integer(), row.bool(), row.time(), row.string());
    }
}
