package io.ripen.engine.internal.report;

import io.ripen.access.Actor;
import io.ripen.core.store.CounterKey;
import io.ripen.core.store.Stores;
import io.ripen.report.Reports;
import io.ripen.report.SequenceReport;
import io.ripen.report.SequenceReport.StepCounts;
import io.ripen.report.VariantResult;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceDescription.StepDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.sequence.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the counters; two hundred numbers, however many leads there were. */
@Component
public final class CounterReports implements Reports {
    private static final List<String> TOTALS = List.of("enrolled", "completed", "stopped", "errored", "parked");

    private final Stores stores;
    private final Sequences sequences;

    @Activate
    public CounterReports(@Reference Stores stores, @Reference Sequences sequences) {
        this.stores = stores;
        this.sequences = sequences;
    }

    @Override
    public Optional<SequenceReport> sequence(Actor by, SequenceId id) {
        by.requireAdmin();
        return sequences.find(id).map(this::report);
    }

    @Override
    public Optional<List<VariantResult>> variants(Actor by, SequenceId id) {
        by.requireAdmin();
        return sequences
                .find(id)
                .map(sequence -> VariantCounts.results(stores.transactions()
                        .call(work -> stores.counters().sums(work, sequence.id().value()))));
    }

    private SequenceReport report(SequenceDescription sequence) {
        Map<String, Long> totals = new LinkedHashMap<>();
        TOTALS.forEach(name -> totals.put(name, 0L));
        Map<String, Map<String, Long>> byStep = new LinkedHashMap<>();
        Map<String, StepDescription> present = new LinkedHashMap<>();
        for (StepDescription step : sequence.steps()) {
            byStep.put(step.id().value(), new TreeMap<>());
            present.put(step.id().value(), step);
        }
        Map<CounterKey, Long> sums = stores.transactions()
                .call(work -> stores.counters().sums(work, sequence.id().value()));
        // Steps that older revisions had come after those of the present one.
        new TreeMap<>(sums).forEach((key, value) -> {
            if (VariantCounts.isOne(key)) {
                return; // of a split, not of a step
            }
            if (key.step().isEmpty()) {
                totals.put(key.name(), value);
            } else {
                byStep.computeIfAbsent(key.step(), step -> new TreeMap<>()).put(key.name(), value);
            }
        });
        List<StepCounts> steps = new ArrayList<>();
        byStep.forEach((step, counts) -> {
            StepDescription described = present.get(step);
            steps.add(new StepCounts(
                    new StepId(step),
                    described == null ? "removed" : described.kind(),
                    described == null ? null : described.touch(),
                    counts));
        });
        return new SequenceReport(sequence.id(), totals, steps);
    }
}
