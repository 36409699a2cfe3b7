package io.ripen.conversation.internal;

import io.ripen.access.Actor;
import io.ripen.conversation.ConversationEntry;
import io.ripen.conversation.ConversationEntry.Direction;
import io.ripen.conversation.Conversations;
import io.ripen.conversation.Handwritten;
import io.ripen.core.store.ConversationRow;
import io.ripen.core.store.ConversationStore.Place;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The thread with each lead. Thread-safe. */
@Component
public final class LeadConversations implements Conversations {
    private static final int MOST = 1_000;

    private final Stores stores;
    private final HandPost post;

    @Activate
    public LeadConversations(@Reference Stores stores, @Reference HandPost post) {
        this.stores = stores;
        this.post = post;
    }

    @Override
    public Optional<Page> of(Actor by, ContactId contact, @Nullable String after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " entries, not " + limit + ".");
        }
        Place place = after == null ? Place.START : Places.read(after);
        return stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, contact)
                        .filter(found -> by.sees(found.team()))
                        .map(found -> page(work, contact, place, limit)));
    }

    private Page page(UnitOfWork work, ContactId contact, Place place, int limit) {
        List<ConversationRow> rows = stores.conversations().page(work, contact.value(), place, limit);
        Engagements engagements = rows.stream().allMatch(ConversationRow::inbound)
                ? Engagements.NONE
                : Engagements.of(stores, work, contact);
        List<ConversationEntry> entries = new ArrayList<>(rows.size());
        rows.forEach(row -> entries.add(entry(row, engagements)));
        return new Page(entries, rows.size() < limit ? null : Places.write(rows.get(rows.size() - 1)));
    }

    private static ConversationEntry entry(ConversationRow row, Engagements engagements) {
        String message = Long.toString(row.id());
        return new ConversationEntry(
                (row.inbound() ? "i" : "m") + row.id(),
                row.inbound() ? Direction.IN : Direction.OUT,
                row.inbound() ? null : new MessageId(row.id()),
                row.kind(),
                row.channel(),
                row.address(),
                row.subject(),
                row.text(),
                row.state(),
                row.reason(),
                row.sequence() == null ? null : new SequenceId(row.sequence()),
                row.step() == null ? null : new StepId(row.step()),
                row.writtenBy(),
                row.outcome(),
                row.note(),
                row.answers() == 0 ? null : new MessageId(row.answers()),
                row.inbound() ? null : engagements.opened(message),
                row.inbound() ? List.of() : engagements.clicked(message),
                row.at(),
                row.deliveredAt());
    }

    @Override
    public Result send(Actor by, ContactId contact, Handwritten draft, @Nullable String key) {
        return post.send(by, contact, draft, key);
    }
}
