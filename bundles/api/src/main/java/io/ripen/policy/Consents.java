package io.ripen.policy;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.ContactId;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The record of who agreed to what, when, and in which words. Only a record: whether an address must not be written to is
 * said by {@link Suppressions}. An OSGi service; thread-safe.
 */
@ProviderType
public interface Consents {

    /** Keeps records in the caller's transaction; one statement. */
    void keep(UnitOfWork work, List<ConsentRecord> records);

    /** The newest record of each of these addresses for a channel, by address as asked; one statement. */
    Map<String, ConsentRecord> newest(UnitOfWork work, AddressKind kind, String channel, Collection<String> addresses);

    /**
     * Everything recorded of a contact or of the addresses that it has, the newest first; up to 1,000. What another team recorded
     * of the same address counts for this one as well, so it is shown, without the team and the person. Empty when there is no
     * such contact for who asks.
     */
    List<ConsentRecord> of(Actor by, ContactId contact);
}
