package io.ripen.contacts.internal.person;

import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.PersonPages.Line;
import io.ripen.core.store.PersonPages.Notice;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.privacy.PersonExport.Sink;
import io.ripen.task.Tasks;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What was noted about a contact: consent, suppressions, the timeline, tasks, notices, changes. Belongs to one thread. */
final class PersonNotes extends RecordPages {
    private final Contact contact;
    private final PersonTraces traces;
    private final long id;

    PersonNotes(Stores stores, Contact contact, PersonTraces traces) {
        super(stores);
        this.contact = contact;
        this.traces = traces;
        this.id = contact.id().value();
    }

    void read(Sink to) throws IOException {
        consents(to);
        timeline(to);
        tasks(to);
        notices(to);
        changes(to);
    }

    private void consents(Sink to) throws IOException {
        for (var each : once(work -> stores.consents().of(work, contact.id(), traces.addresses(), Integer.MAX_VALUE))) {
            to.row(
                    "consents",
                    new Fields()
                            .with("address", each.address())
                            .with("channel", each.channel())
                            .with("state", each.state())
                            .with("source", each.source())
                            .with("wording", each.wording())
                            .with("at", each.at())
                            .map());
        }
        for (AddressKind kind : traces.addresses().keySet()) {
            for (var each : once(work -> List.copyOf(stores.suppressions()
                    .among(work, kind, traces.addresses().getOrDefault(kind, List.of()))
                    .values()))) {
                to.row(
                        "suppressions",
                        new Fields()
                                .with("address", each.address())
                                .with("reason", each.reason())
                                .with("since", each.since())
                                .with("until", each.until())
                                .map());
            }
        }
    }

    private void timeline(Sink to) throws IOException {
        pages(
                to,
                "timeline",
                (work, after) -> stores.personPages().timeline(work, id, after, PAGE),
                Line::id,
                each -> new Fields()
                        .with("at", each.at())
                        .with("kind", each.kind())
                        .with("text", each.text()));
    }

    private void tasks(Sink to) throws IOException {
        pages(
                to,
                "tasks",
                (work, after) -> stores.tasks()
                        .list(work, Scope.all(), new Tasks.Query(null, contact.id(), null, null, after, PAGE)),
                each -> each.id().value(),
                each -> new Fields()
                        .with("id", each.id().value())
                        .with("kind", each.kind())
                        .with("title", each.title())
                        .with("script", each.script())
                        .with("voicemail", each.voicemail())
                        .with("state", each.state())
                        .with("outcome", each.outcome())
                        .with("note", each.note())
                        .with("createdAt", each.createdAt())
                        .with("doneAt", each.doneAt()));
    }

    private void notices(Sink to) throws IOException {
        pages(
                to,
                "notices",
                (work, after) -> stores.personPages().notices(work, id, after, PAGE),
                Notice::id,
                each -> new Fields()
                        .with("kind", each.kind())
                        .with("subject", each.subject())
                        .with("text", each.body())
                        .with("at", each.at()));
    }

    /** From the audit log; by what kind of actor, and not by whom. */
    private void changes(Sink to) throws IOException {
        Long before = null;
        List<AuditEntry> page;
        do {
            Long from = before;
            page = once(work -> stores.audit()
                    .list(work, Scope.all(), new Audit.Query(null, "contact:" + id, null, null, null, from, PAGE)));
            for (AuditEntry each : page) {
                Fields values = new Fields();
                each.values()
                        .forEach((name, value) -> values.with(
                                name,
                                new Fields()
                                        .with("from", value.from())
                                        .with("to", value.to())
                                        .map()));
                to.row(
                        "changes",
                        new Fields()
                                .with("action", each.action())
                                .with("by", each.by().kind().name().toLowerCase(Locale.ROOT))
                                .with("at", each.at())
                                .with("values", values.map())
                                .map());
                before = each.number();
            }
        } while (!page.isEmpty());
    }
}
