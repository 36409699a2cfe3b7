package io.ripen.conversation.internal;

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
import java.util.ArrayList;
import java.util.List;
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
    public Page of(ContactId contact, @Nullable String after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " entries, not " + limit + ".");
        }
        Place place = after == null ? Place.START : Places.read(after);
        return stores.transactions().call(work -> {
            List<ConversationRow> rows = stores.conversations().page(work, contact.value(), place, limit);
            Engagements engagements = rows.stream().allMatch(ConversationRow::inbound)
                    ? Engagements.NONE
                    : Engagements.of(stores, work, contact);
            List<ConversationEntry> entries = new ArrayList<>(rows.size());
            rows.forEach(row -> entries.add(entry(row, engagements)));
            return new Page(entries, rows.size() < limit ? null : Places.write(rows.get(rows.size() - 1)));
        });
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
    public Result send(ContactId contact, Handwritten draft, @Nullable String key, String by) {
        return post.send(contact, draft, key, by);
    }
}
