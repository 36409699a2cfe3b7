package io.ripen.contacts.internal.person;

import io.ripen.access.Scope;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.PersonPages.Happened;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.Messages;
import io.ripen.privacy.PersonExport.Sink;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Runs of a contact, messages both ways, and events. Belongs to one thread. */
final class PersonRecords extends RecordPages {
    private final Contact contact;
    private final long id;

    PersonRecords(Stores stores, Contact contact) {
        super(stores);
        this.contact = contact;
        this.id = contact.id().value();
    }

    void read(Sink to) throws IOException {
        runs(to);
        messages(to);
        visits(to);
        received(to);
        events(to);
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
        return stores.messages()
                .list(work, Scope.all(), new Messages.Query(null, contact.id(), null, null, after, PAGE));
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
}
