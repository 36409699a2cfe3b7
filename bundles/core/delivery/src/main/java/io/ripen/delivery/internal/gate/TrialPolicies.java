package io.ripen.delivery.internal.gate;

import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policies about a trial, in a transaction that is always rolled back: whatever one of them takes or notes for it is
 * not taken, also when it does not know of trials. Thread-safe.
 */
public final class TrialPolicies {
    private final Stores stores;
    private final Policing policing;

    /** What they say. */
    public record Answer(Decision decision, @Nullable String policy) {}

    /** Carries the answer out of the transaction. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Ruling ruling;

        Asked(Ruling ruling) {
            super(null, null, false, false);
            this.ruling = ruling;
        }
    }

    public TrialPolicies(Stores stores, InstalledPolicies policies, Set<String> mandatory) {
        this.stores = stores;
        this.policing = new Policing(policies, mandatory, stores.clock().speed());
    }

    public Answer ask(Send trial) {
        try {
            return stores.transactions().call(work -> ask(work, trial));
        } catch (Asked asked) {
            return new Answer(asked.ruling.decision(), asked.ruling.policy());
        }
    }

    private Answer ask(UnitOfWork work, Send trial) {
        throw new Asked(policing.decideSends(work, List.of(trial), trial.at()).get(0));
    }
}
