package io.ripen.contacts.internal;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells on a contact's timeline what of its fields was kept otherwise than it came, or could not be read. */
final class FieldNotes {
    private FieldNotes() {}

    static void append(UnitOfWork work, Stores stores, Contact contact, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        List<HistoryRow> rows = new ArrayList<>(problems.size());
        long[] ids = stores.ids().next(work, IdKind.HISTORY, problems.size());
        for (Problem each : problems) {
            rows.add(new HistoryRow(
                    ids[rows.size()],
                    contact.team().value(),
                    contact.id().value(),
                    0,
                    stores.clock().instant(),
                    "note",
                    null,
                    null,
                    0,
                    each.field() + ": " + each.message(),
                    Map.of()));
        }
        stores.history().append(work, rows);
    }
}
