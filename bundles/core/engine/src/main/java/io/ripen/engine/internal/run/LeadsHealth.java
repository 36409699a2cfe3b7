package io.ripen.engine.internal.run;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.Held;
import io.ripen.core.store.SequenceRow;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.health.HealthCheck;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Leads that wait for a person: parked for something that is missing, in a sequence that was taken out of service, or errored.
 * What is asked of the database is bounded, however many leads and sequences there are, and asked once in ten seconds at most.
 */
@Component
public final class LeadsHealth implements HealthCheck {
    /** Machine time. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final int MOST_NEEDS = 20;
    private static final int MOST_COUNTED = 1_000;

    private record Known(Result result, Instant at) {}

    private final Stores stores;
    private volatile @Nullable Known known;

    @Activate
    public LeadsHealth(@Reference Stores stores) {
        this.stores = stores;
    }

    @Override
    public String name() {
        return "leads";
    }

    @Override
    public Result check() {
        Instant now = stores.clock().machine().instant();
        Known last = known;
        if (last != null && last.at().plus(KEPT).isAfter(now)) {
            return last.result();
        }
        Result result = stores.transactions().call(this::look);
        known = new Known(result, now);
        return result;
    }

    private Result look(UnitOfWork work) {
        List<String> complaints = new ArrayList<>();
        List<Held> held = stores.parked().missing(work, Parking.BLOCK, MOST_NEEDS, MOST_COUNTED);
        held.stream().map(LeadsHealth::parked).forEach(complaints::add);
        List<SequenceRow> sequences = stores.sequences().all(work);
        Map<CounterKey, Long> counts = stores.counters()
                .sums(
                        work,
                        sequences.stream().map(SequenceRow::id).toList(),
                        Journal.WHOLE,
                        List.of("enrolled", "completed", "stopped", "errored"));
        withdrawn(sequences, counts, complaints);
        errored(sequences, counts, complaints);
        return complaints.isEmpty()
                ? new Result(Status.OK, "No lead waits for something that is missing.")
                : new Result(Status.WARN, String.join(" ", complaints));
    }

    private static String parked(Held held) {
        String leads = held.bySequence().entrySet().stream()
                .map(each -> each.getValue() + " of '" + each.getKey() + "'")
                .collect(Collectors.joining(", "));
        String cure = held.need().startsWith("sequence:")
                ? "It was removed or does not run here: put its file back into the watched folder, or save it again."
                : "Install the bundle, or the plumbing file, that brings it.";
        return (held.atLeast() ? "More than " : "") + held.runs() + (held.runs() == 1 ? " lead is" : " leads are")
                + " parked, since " + held.need() + " is missing (" + leads + "). " + cure
                + " They go on by themselves.";
    }

    private static void withdrawn(List<SequenceRow> sequences, Map<CounterKey, Long> counts, List<String> complaints) {
        for (SequenceRow each : sequences) {
            long inside = each.deployed()
                    ? 0
                    : count(counts, each, "enrolled")
                            - count(counts, each, "completed")
                            - count(counts, each, "stopped");
            if (inside > 0) {
                complaints.add("Sequence '" + each.id() + "' does not run any more"
                        + (each.changedBy().isEmpty() ? "" : " (" + each.changedBy() + ")") + " and has " + inside
                        + (inside == 1 ? " lead" : " leads")
                        + " inside. They are parked when they are due. Put its file back, or end their runs: DELETE"
                        + " /api/v1/enrollments/{id}.");
            }
        }
    }

    private static void errored(List<SequenceRow> sequences, Map<CounterKey, Long> counts, List<String> complaints) {
        String names = sequences.stream()
                .filter(each -> count(counts, each, "errored") > 0)
                .map(each -> count(counts, each, "errored") + " of '" + each.id() + "'")
                .collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            complaints.add("Leads are errored and wait for a person (" + names
                    + "): GET /api/v1/enrollments?state=ERRORED tells why; mend it, then POST"
                    + " /api/v1/enrollments/{id}/retry.");
        }
    }

    private static long count(Map<CounterKey, Long> counts, SequenceRow sequence, String name) {
        return counts.getOrDefault(new CounterKey(sequence.id(), Journal.WHOLE, name), 0L);
    }
}
