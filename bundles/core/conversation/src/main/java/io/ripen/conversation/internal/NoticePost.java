package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.ByHandRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.policy.SendPath;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Plans the texts that a lead is owed: the confirmation of a STOP, the answer to HELP. Planned in the intake's transaction
 * and sent after it, through the gate like any other message; the same key twice plans one.
 */
final class NoticePost {
    /** An answer that no person wrote (RFC 3834), so that no machine answers it. */
    private static final Map<String, String> AUTOMATIC = Map.of("Auto-Submitted", "auto-replied");

    private final Stores stores;
    private final Suppressions suppressions;

    NoticePost(Stores stores, Suppressions suppressions) {
        this.stores = stores;
        this.suppressions = suppressions;
    }

    void plan(UnitOfWork work, Contact contact, Reach to, String text, String key) {
        long id = stores.ids().next(work, IdKind.MESSAGE);
        Instant now = stores.clock().instant();
        boolean fresh = stores.byHand()
                .insert(
                        work,
                        new ByHandRow(
                                id,
                                contact.team().value(),
                                contact.id().value(),
                                null,
                                "ripen:" + key,
                                "",
                                now,
                                null,
                                0,
                                SendPath.NOTICE));
        if (!fresh) {
            return;
        }
        stores.messages()
                .insert(
                        work,
                        List.of(new NewMessage(
                                id,
                                contact.team().value(),
                                contact.id().value(),
                                0,
                                null,
                                null,
                                1,
                                to.channel(),
                                to.address(),
                                null,
                                text,
                                null,
                                to.kind() == AddressKind.EMAIL ? AUTOMATIC : Map.of(),
                                MessageState.PLANNED,
                                0,
                                null,
                                null,
                                null,
                                null,
                                now,
                                null,
                                null,
                                null)));
        if (to.kind() != AddressKind.NONE) {
            suppressions.letPass(work, to.kind(), to.address(), new MessageId(id));
        }
    }
}
