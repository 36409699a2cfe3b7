package io.ripen.policy;

import io.ripen.crm.ContactId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * When leads last turned to us by themselves: wrote, called, or sent a form. Whoever just asked may be answered at hours at
 * which nobody is written to unasked. An OSGi service; thread-safe.
 */
@ProviderType
public interface Inquiries {

    /**
     * Business time of the newest inquiry of each of these contacts; who never inquired is left out. One statement, however
     * many are asked about.
     */
    Map<ContactId, Instant> newest(UnitOfWork work, Collection<ContactId> contacts);
}
