package io.ripen.mailbox.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.access.Scope;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.mail.Inbound;
import io.ripen.mail.MailKind;
import io.ripen.team.TeamId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what is kept of what came in. */
@Component
public final class KeptInbound implements Inbound {
    private final Stores stores;

    @Activate
    public KeptInbound(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public List<Kept> list(Actor by, @Nullable TeamId team, @Nullable MailKind kind, long after, int limit) {
        String word = kind == null ? null : kind.word();
        Scope scope = by.scope(Role.VIEWER).only(team);
        return stores.transactions().call(work -> stores.inbound().list(work, scope, word, after, limit)).stream()
                .map(KeptInbound::kept)
                .toList();
    }

    private static Kept kept(InboundRow row) {
        return new Kept(
                Long.toString(row.id()),
                new TeamId(row.team()),
                row.contact() == 0 ? null : new ContactId(row.contact()),
                row.channel(),
                row.kind(),
                row.providerId(),
                row.sender(),
                row.recipient(),
                row.subject(),
                row.body(),
                row.problem(),
                row.matchedBy(),
                row.receivedAt());
    }
}
