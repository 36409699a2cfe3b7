package io.ripen.engine.internal.run;

import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.TouchRequest;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The real gate, with something that a test does differently. */
class GateThat implements Gate {
    private final Gate real;

    GateThat(Gate real) {
        this.real = real;
    }

    @Override
    public List<GateAnswer> admit(UnitOfWork work, List<TouchRequest> requests) {
        return real.admit(work, requests);
    }

    @Override
    public Finding.Answered send(Admitted message, BooleanSupplier mayBegin) {
        return real.send(message, mayBegin);
    }

    @Override
    public Finding.Asked reconcile(Admitted message) {
        return real.reconcile(message);
    }

    @Override
    public List<Settled> settle(UnitOfWork work, List<Found> found) {
        return real.settle(work, found);
    }

    @Override
    public List<Admitted> inDoubt(UnitOfWork work, Collection<Long> messages) {
        return real.inDoubt(work, messages);
    }

    @Override
    public Set<String> channels() {
        return real.channels();
    }

    @Override
    public int concurrency(String channel) {
        return real.concurrency(channel);
    }
}
