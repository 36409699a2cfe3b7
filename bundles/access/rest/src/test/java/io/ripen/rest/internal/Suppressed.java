package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A number that wrote STOP, and an address that does not exist. */
final class Suppressed implements Suppressions {
    static final String STOPPED = "+14155550100";
    static final String BOUNCED = "gone@acme.example";

    final List<String> removed = new ArrayList<>();
    private final Map<String, Suppression> kept = new TreeMap<>(Map.of(
            STOPPED, new Suppression(AddressKind.PHONE, STOPPED, "The lead wrote \"STOP\" by sms.", Crm.NOW),
            BOUNCED, new Suppression(AddressKind.EMAIL, BOUNCED, "5.1.1 No such mailbox", Crm.NOW)));

    @Override
    public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
        Map<String, Suppression> found = new TreeMap<>(kept);
        found.keySet().retainAll(addresses);
        found.values().removeIf(each -> each.kind() != kind);
        return found;
    }

    @Override
    public Optional<Suppression> find(AddressKind kind, String address) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Standing> find(Actor by, AddressKind kind, String address) {
        return Optional.ofNullable(kept.get(address))
                .filter(each -> each.kind() == kind)
                .map(each -> new Standing(each, each.reason().contains("STOP")));
    }

    @Override
    public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
        Optional<Standing> found = find(by, kind, address);
        if (found.isEmpty()) {
            return Lifted.NOT_SUPPRESSED;
        }
        if (found.get().optedOut() && !leadAgreed) {
            return Lifted.OPTED_OUT;
        }
        kept.remove(address);
        removed.add(address + " " + by.name() + ": " + reason + (leadAgreed ? " (agreed)" : ""));
        return Lifted.LIFTED;
    }
}
