package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.SequencePlan.Immediate;
import io.ripen.step.Step;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/**
 * A step of an installed kind. When the bundle that brings the kind is replaced, the step is prepared anew by the new one.
 * Thread-safe.
 */
final class ImmediateStep implements Processor {

    private record Prepared(Step by, Step.Action action) {}

    private final Immediate planned;
    private final Installed installed;
    private volatile @Nullable Prepared prepared;

    ImmediateStep(Immediate planned, Installed installed) {
        this.planned = planned;
        this.installed = installed;
    }

    String need() {
        return "step:" + planned.kind();
    }

    boolean isInstalled() {
        return installed.step(planned.kind()).isPresent();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        LeadOnRoute lead = SegmentRun.of(exchange).lead;
        run(lead);
        lead.takeKept().forEach(exchange::setVariable);
        if (lead.ended() != null) {
            exchange.setRouteStop(true);
        }
    }

    void run(LeadOnRoute lead) throws Exception {
        OverdueException.check();
        Step.Action action = action();
        try {
            action.run(lead, lead);
        } catch (Exception failed) {
            throw new StepFailedException(
                    "Step '" + planned.label() + "' (" + planned.kind() + ":" + planned.path() + ") failed: "
                            + failed.getMessage(),
                    failed);
        }
    }

    private Step.Action action() throws MissingKindException {
        Optional<Step> now = installed.step(planned.kind());
        if (now.isEmpty()) {
            throw new MissingKindException(need());
        }
        Prepared known = prepared;
        if (known == null || known.by() != now.get()) {
            known = new Prepared(now.get(), now.get().prepare(planned.path(), planned.options()));
            prepared = known;
        }
        return known.action();
    }
}
