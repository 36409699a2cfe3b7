package io.ripen.delivery.internal.report;

import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.Messages;
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
    public List<Message> list(Query query) {
        return stores.transactions()
                .call(work -> stores.messages().list(work, query).stream()
                        .map(MessageRow::toMessage)
                        .toList());
    }

    @Override
    public Optional<Message> find(MessageId id) {
        return stores.transactions()
                .call(work -> stores.messages().find(work, id.value()).map(MessageRow::toMessage));
    }

    @Override
    public Optional<Message> lastOfSequence(ContactId contact) {
        return stores.transactions()
                .call(work ->
                        stores.messages().lastOfSequence(work, contact.value()).map(MessageRow::toMessage));
    }
}
