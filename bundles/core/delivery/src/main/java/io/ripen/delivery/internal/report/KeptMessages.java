package io.ripen.delivery.internal.report;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.access.Scope;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.Messages;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists messages from their rows. */
@Component
public final class KeptMessages implements Messages {
    private final Stores stores;

    @Activate
    public KeptMessages(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public List<Message> list(Actor by, Query query) {
        Scope scope = by.scope(Role.VIEWER);
        return stores.transactions()
                .call(work -> stores.messages().list(work, scope, query).stream()
                        .map(MessageRow::toMessage)
                        .toList());
    }

    @Override
    public Optional<Message> find(Actor by, MessageId id) {
        return stores.transactions()
                .call(work -> stores.messages()
                        .find(work, id.value())
                        .filter(row -> sees(by, row))
                        .map(MessageRow::toMessage));
    }

    @Override
    public Optional<Message> lastOfSequence(Actor by, ContactId contact) {
        return stores.transactions()
                .call(work -> stores.messages()
                        .lastOfSequence(work, contact.value())
                        .filter(row -> sees(by, row))
                        .map(MessageRow::toMessage));
    }

    private static boolean sees(Actor by, MessageRow row) {
        return by.sees(new TeamId(row.team()));
    }
}
