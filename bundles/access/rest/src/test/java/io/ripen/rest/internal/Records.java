package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import io.ripen.crm.ContactId;
import io.ripen.privacy.Erasure;
import io.ripen.privacy.PersonExport;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An audit log, erasures and exports in memory. Contact 7 is known. */
final class Records implements Audit, Erasure, PersonExport {
    static final ContactId ANN = new ContactId(7);

    final List<AuditEntry> entries = new ArrayList<>();
    final Set<ContactId> erased = new HashSet<>();
    Verification.@Nullable Broken broken;

    @Nullable Query asked;

    boolean slow;
    boolean breaks;

    void add(String action, Map<String, Change.Value> values) {
        entries.add(
                0,
                new AuditEntry(
                        entries.size() + 1L,
                        Instant.parse("2026-12-01T10:00:00Z"),
                        new AuditEntry.By(Actor.Kind.PERSON, "Ann Alder", null),
                        TeamId.DEFAULT,
                        action,
                        "team:default",
                        values,
                        false,
                        "abc"));
    }

    @Override
    public void record(UnitOfWork work, Change change) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AuditEntry> list(Actor by, Query query) {
        asked = query;
        return entries.stream()
                .filter(each -> query.before() == null || each.number() < query.before())
                .limit(query.limit())
                .toList();
    }

    @Override
    public Verification verify(Actor by) {
        by.requireAdmin();
        return new Verification(entries.size(), "abc", broken);
    }

    @Override
    public Optional<Preview> preview(Actor by, ContactId id) {
        return id.equals(ANN) && by.may(Role.MANAGER, TeamId.DEFAULT)
                ? Optional.of(
                        new Preview(id, TeamId.DEFAULT, Map.of("messages", 3L), 1, 2, List.of(new ContactId(8)), 4))
                : Optional.empty();
    }

    @Override
    public Optional<Progress> erase(Actor by, ContactId id) {
        return preview(by, id).flatMap(there -> {
            erased.add(id);
            return find(by, id);
        });
    }

    @Override
    public Optional<Progress> find(Actor by, ContactId id) {
        Instant now = Instant.parse("2026-12-01T10:00:00Z");
        return erased.contains(id)
                ? Optional.of(new Progress(
                        id, TeamId.DEFAULT, slow ? State.RUNNING : State.DONE, by.name(), now, slow ? null : now))
                : Optional.empty();
    }

    @Override
    public Optional<Document> of(Actor by, ContactId id) {
        return preview(by, id).map(there -> to -> {
            to.row("contact", Map.of("firstName", "Zoë"));
            to.row("messages", Map.of("text", "one"));
            to.row("messages", Map.of("text", "two"));
            if (breaks) {
                throw new IllegalStateException("The database went away.");
            }
        });
    }
}
