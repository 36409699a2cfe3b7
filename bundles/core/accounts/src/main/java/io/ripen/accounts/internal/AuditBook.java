package io.ripen.accounts.internal;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import io.ripen.core.store.Stores;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The audit log in the database. Thread-safe. */
@Component
public final class AuditBook implements Audit {
    private static final int LONGEST_PAGE = 1_000;

    private final Stores stores;

    @Activate
    public AuditBook(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public void record(UnitOfWork work, Change change) {
        stores.audit().record(work, change);
    }

    @Override
    public List<AuditEntry> list(Actor by, Query query) {
        Scope teams = by.scope(Role.MANAGER).only(query.team());
        Query bounded = new Query(
                query.team(),
                query.target(),
                query.actor(),
                query.from(),
                query.until(),
                query.before(),
                Math.max(1, Math.min(query.limit(), LONGEST_PAGE)));
        return stores.transactions().call(work -> stores.audit().list(work, teams, bounded));
    }

    @Override
    public Verification verify(Actor by) {
        if (!by.admin()) {
            throw new RefusedException("Only an admin verifies the audit log; " + by.name() + " is none.");
        }
        return stores.auditProof().verify();
    }
}
