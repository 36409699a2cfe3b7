package io.ripen.core.store;

import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.Sql;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.UUID;

/**
 * Templates that teams have worded by themselves. Each change leaves another stamp, so that a node sees by one small read
 * whether what it keeps in memory still holds. Thread-safe; the {@link UnitOfWork} belongs to its thread.
 */
public final class TemplateOverrideStore {
    private static final String STAMP = "template.overrides";

    private final SettingStore settings;
    private final String put;

    TemplateOverrideStore(Dialect dialect, SettingStore settings) {
        this.settings = settings;
        put = dialect.upsert(
                "template_override",
                "team, sequence_id, file",
                "content, changed_by, changed_at",
                "content = v.content, changed_by = v.changed_by, changed_at = v.changed_at",
                Dialect.values("team VARCHAR, sequence_id VARCHAR, file VARCHAR, content VARCHAR, changed_by VARCHAR,"
                        + " changed_at TIME"));
    }

    /** Changes whenever anything is changed; the empty string before the first time. */
    public String stamp(UnitOfWork work) {
        return settings.find(work, STAMP).orElse("");
    }

    /** All of them, of all teams. */
    public List<TemplateOverrideRow> all(UnitOfWork work) {
        return Sql.of(
                        work,
                        "SELECT team, sequence_id, file, content, changed_by, changed_at FROM template_override"
                                + " ORDER BY team, sequence_id, file")
                .list(row -> new TemplateOverrideRow(
                        row.string(), row.string(), row.string(), row.string(), row.string(), row.time()));
    }

    public void put(UnitOfWork work, TemplateOverrideRow override) {
        List<TemplateOverrideRow> one = List.of(override);
        Sql.of(work, put)
                .strings(one, TemplateOverrideRow::team)
                .strings(one, TemplateOverrideRow::sequence)
                .strings(one, TemplateOverrideRow::file)
                .strings(one, TemplateOverrideRow::content)
                .strings(one, TemplateOverrideRow::changedBy)
                .times(one, TemplateOverrideRow::changedAt)
                .update();
        stampAnew(work);
    }

    /** False when there was none. */
    public boolean remove(UnitOfWork work, String team, String sequence, String file) {
        boolean removed = Sql.of(work, "DELETE FROM template_override WHERE team = ? AND sequence_id = ? AND file = ?")
                        .add(team)
                        .add(sequence)
                        .add(file)
                        .update()
                == 1;
        if (removed) {
            stampAnew(work);
        }
        return removed;
    }

    private void stampAnew(UnitOfWork work) {
        settings.put(work, STAMP, UUID.randomUUID().toString());
    }
}
