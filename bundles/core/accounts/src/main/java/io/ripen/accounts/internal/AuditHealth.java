package io.ripen.accounts.internal;

import io.ripen.audit.Verification.Broken;
import io.ripen.core.store.AuditStore;
import io.ripen.core.store.Stores;
import io.ripen.health.HealthCheck;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where the audit log ends, for whoever notes it elsewhere; and whether that end is what it was. */
@Component(service = HealthCheck.class)
public final class AuditHealth implements HealthCheck {
    private final Stores stores;

    @Activate
    public AuditHealth(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Result check() {
        Optional<Broken> broken = stores.auditProof().brokenEnd();
        if (broken.isPresent()) {
            return new Result(
                    Status.CRITICAL,
                    broken.get().told() + " GET /api/v1/audit/verification, or ripen:audit-verify in the shell, looks"
                            + " through all of it.");
        }
        Optional<AuditStore.Head> head =
                stores.transactions().call(work -> stores.audit().head(work));
        return new Result(
                Status.OK,
                head.filter(there -> there.number() > 0)
                        .map(there -> "The audit log has " + there.number() + " entries; the hash of the last one is "
                                + there.hash() + ".")
                        .orElse("The audit log is empty."));
    }
}
