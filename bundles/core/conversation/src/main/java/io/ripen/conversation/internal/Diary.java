package io.ripen.conversation.internal;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;

/** Writes lines of a lead's timeline that belong to no sequence. */
final class Diary {
    private Diary() {}

    static void line(Stores stores, UnitOfWork work, Contact contact, long message, String kind, String text) {
        stores.history()
                .append(
                        work,
                        List.of(new HistoryRow(
                                stores.ids().next(work, IdKind.HISTORY),
                                contact.team().value(),
                                contact.id().value(),
                                0,
                                stores.clock().instant(),
                                kind,
                                null,
                                null,
                                message,
                                text,
                                Map.of())));
    }
}
