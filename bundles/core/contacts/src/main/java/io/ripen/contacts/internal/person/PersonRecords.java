package io.ripen.contacts.internal.person;

import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.PersonPages.Happened;
import io.ripen.core.store.PersonPages.Line;
import io.ripen.core.store.PersonPages.Notice;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.Messages;
import io.ripen.privacy.PersonExport.Sink;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What happened with a contact, page by page, each page read by itself. Belongs to one thread. */
final class PersonRecords {
    private static final int PAGE = 500;

    private final Stores stores;
    private final Contact contact;
    private final PersonTraces traces;
    private final long id;

    /** One page of rows behind a place. */
    private interface Page<T> {
        List<T> in(UnitOfWork work, long after);
    }

    PersonRecords(Stores stores, Contact contact, PersonTraces traces) {
        this.stores = stores;
        this.contact = contact;
        this.traces = traces;
        this.id = contact.id().value();
    }

    void read(Sink to) throws IOException {
        consents(to);
        runs(to);
        messages(to);
        visits(to);
        received(to);
        events(to);
        timeline(to);
        tasks(to);
        notices(to);
        changes(to);
    }

    private <T> List<T> once(Function<UnitOfWork, List<T>> read) {
        return stores.transactions().call(read::apply);
    }

    private <T> void pages(Sink to, String kind, Page<T> page, ToLongFunction<T> place, Function<T, Fields> row)
            throws IOException {
        List<T> rows = once(work -> page.in(work, 0));
        while (!rows.isEmpty()) {
            for (T each : rows) {
                to.row(kind, row.apply(each).map());
            }
            long after = place.applyAsLong(rows.get(rows.size() - 1));
            rows = once(work -> page.in(work, after));
        }
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

    private void runs(Sink to) throws IOException {
        for (var each : once(work -> stores.enrollments().ofContacts(work, List.of(id), null))) {
            to.row(
                    "runs",
                    new Fields()
                            .with("id", each.id())
                            .with("sequence", each.sequence())
                            .with("key", each.key().isEmpty() ? null : each.key())
                            .with("state", each.state())
                            .with("step", each.step())
                            .with("reason", each.reason())
                            .with("variables", each.variables())
                            .with("enrolledAt", each.enrolledAt())
                            .with("finishedAt", each.finishedAt())
                            .map());
        }
    }

    private List<MessageRow> messagePage(UnitOfWork work, long after) {
        return stores.messages().list(work, new Messages.Query(contact.id(), null, null, after, PAGE));
    }

    private void messages(Sink to) throws IOException {
        pages(
                to,
                "messages",
                this::messagePage,
                MessageRow::id,
                each -> new Fields()
                        .with("id", each.id())
                        .with("channel", each.channel())
                        .with("address", each.address())
                        .with("subject", each.subject())
                        .with("text", each.body())
                        .with("state", each.state())
                        .with("reason", each.reason())
                        .with("sequence", each.sequence())
                        .with("plannedAt", each.plannedAt())
                        .with("sentAt", each.sendingAt())
                        .with("deliveredAt", each.deliveredAt()));
    }

    /** Uses of links and opened mails, of which the traces of a browser are kept for a day. */
    private void visits(Sink to) throws IOException {
        long after = 0;
        for (List<MessageRow> page = once(work -> messagePage(work, 0)); !page.isEmpty(); ) {
            List<Long> ids = page.stream().map(MessageRow::id).toList();
            for (HitRow each : once(work -> stores.hits().ofMessages(work, ids))) {
                to.row(
                        "visits",
                        new Fields()
                                .with("message", each.message())
                                .with("browser", each.agent())
                                .with("fingerprint", each.fingerprint())
                                .with("by", each.engagement())
                                .with("at", each.at())
                                .map());
            }
            after = ids.get(ids.size() - 1);
            long from = after;
            page = once(work -> messagePage(work, from));
        }
    }

    private void received(Sink to) throws IOException {
        pages(
                to,
                "received",
                (work, after) -> stores.inbound().byContact(work, id, after, PAGE),
                InboundRow::id,
                each -> new Fields()
                        .with("id", each.id())
                        .with("channel", each.channel())
                        .with("kind", each.kind())
                        .with("from", each.sender())
                        .with("to", each.recipient())
                        .with("subject", each.subject())
                        .with("text", each.body())
                        .with("receivedAt", each.receivedAt()));
    }

    private void events(Sink to) throws IOException {
        List<Happened> page = once(work -> stores.personPages().events(work, id, null, PAGE));
        while (!page.isEmpty()) {
            for (Happened each : page) {
                to.row(
                        "events",
                        new Fields()
                                .with("type", each.type())
                                .with("at", each.at())
                                .with("receivedAt", each.receivedAt())
                                .with("source", each.source().toLowerCase(Locale.ROOT))
                                .with("data", each.data())
                                .map());
            }
            Happened last = page.get(page.size() - 1);
            page = once(work -> stores.personPages().events(work, id, last, PAGE));
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
                (work, after) ->
                        stores.tasks().list(work, new Tasks.Query(null, contact.id(), null, null, after, PAGE)),
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
