package io.ripen.testkit;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class SuppressionPolicyTest extends PolicyContract {
    @Override
    protected Policy policy() {
        return ShippedKinds.one(
                Policy.class, PolicyType.PROPERTY, "suppression", Map.of(Suppressions.class, new TwoSuppressed()));
    }

    @Override
    protected Transactions transactions() {
        return noTransactions();
    }

    @Override
    protected List<Send> notAllowed() {
        return List.of(
                send(2, "sms", AddressKind.PHONE, "+12125550102", SettableClock.START),
                send(3, "email", AddressKind.EMAIL, "Out@example.com", SettableClock.START));
    }

    private static final class TwoSuppressed implements Suppressions {
        @Override
        public Optional<Standing> find(Actor by, AddressKind kind, String address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
            Map<String, Suppression> found = new HashMap<>();
            for (String address : addresses) {
                find(kind, address).ifPresent(suppression -> found.put(address, suppression));
            }
            return found;
        }

        @Override
        public Optional<Suppression> find(AddressKind kind, String address) {
            String suppressed = kind == AddressKind.PHONE ? "+12125550102" : "out@example.com";
            return address.equals(suppressed)
                    ? Optional.of(new Suppression(kind, address, "Wrote STOP.", SettableClock.START))
                    : Optional.empty();
        }

        @Override
        public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
            throw new UnsupportedOperationException();
        }
    }
}
