package io.ripen.contacts.internal.person;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Suppresses the addresses of somebody who is erased, so that nobody reads them any more and each spelling still matches. */
final class ErasedAddresses {
    static final String SUPPRESSED = "Erased on request.";

    private final Stores stores;

    ErasedAddresses(Stores stores) {
        this.stores = stores;
    }

    /** What the person has now, for good; what they had before, if it was suppressed then: it may be somebody else's now. */
    void suppress(UnitOfWork work, Person person, Instant now) {
        for (AddressKind kind : List.of(AddressKind.PHONE, AddressKind.EMAIL)) {
            List<String> spellings = person.ever().of(kind);
            Set<String> current = person.now().keys(kind);
            Set<String> listed = stores.suppressions().among(work, kind, spellings).keySet().stream()
                    .map(kind::key)
                    .collect(Collectors.toSet());
            for (String key : person.ever().keys(kind)) {
                if (current.contains(key) || listed.contains(key)) {
                    List<String> own = spellings.stream()
                            .filter(each -> kind.key(each).equals(key))
                            .toList();
                    stores.suppressions().erase(work, kind, key, own, SUPPRESSED, now);
                    stores.audit()
                            .forget(work, "address:" + stores.addressHash().of(kind, key));
                }
            }
        }
    }
}
