package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.StepOutcome;
import io.ripen.core.store.Stores;
import io.ripen.engine.internal.compile.LeadFacts;
import io.ripen.event.EventTypes;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a batch of leads. Loaded for the whole batch when the first lead asks, in one statement per kind of
 * question; most batches ask nothing and load nothing. Belongs to one thread.
 */
final class BatchFacts {
    private static final String CLICKED = "link.clicked";
    private static final String OPENED = "message.opened";
    private static final Set<String> REPLIES =
            Set.of(EventTypes.REPLY, EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED);

    /** Runs a question in a transaction: in the batch's own one, or in a new one where there is none. */
    interface Reader extends Function<Function<UnitOfWork, Object>, Object> {}

    private final Stores stores;
    private final Reader reader;
    private final List<EnrollmentRow> runs;
    private @Nullable Map<Long, Map<String, String>> outcomes;
    private @Nullable Map<Long, List<EventRow>> events;

    private BatchFacts(Stores stores, Reader reader, List<EnrollmentRow> runs) {
        this.stores = stores;
        this.reader = reader;
        this.runs = runs;
    }

    /** Facts for leads that run inside of {@code work}. */
    static BatchFacts within(Stores stores, UnitOfWork work, List<EnrollmentRow> runs) {
        return new BatchFacts(stores, question -> question.apply(work), runs);
    }

    /** Facts for a lead that runs outside of any transaction. */
    static BatchFacts outside(Stores stores, EnrollmentRow run) {
        return new BatchFacts(stores, question -> stores.machineTransactions().call(question::apply), List.of(run));
    }

    LeadFacts of(EnrollmentRow run) {
        return new LeadFacts() {
            @Override
            public boolean clicked(String link) {
                return events(run).stream()
                        .anyMatch(event -> event.type().equals(CLICKED)
                                && link.equals(event.data().get("link"))
                                && !Boolean.FALSE.equals(event.data().get("human")));
            }

            @Override
            public boolean opened(String step) {
                return events(run).stream()
                        .anyMatch(event -> event.type().equals(OPENED)
                                && step.equals(event.data().get("step")));
            }

            @Override
            public boolean replied() {
                return events(run).stream().anyMatch(event -> REPLIES.contains(event.type()));
            }

            @Override
            public @Nullable String outcome(String step) {
                return outcomes().getOrDefault(run.id(), Map.of()).get(step);
            }
        };
    }

    private List<EventRow> events(EnrollmentRow run) {
        Map<Long, List<EventRow>> loaded = events;
        if (loaded == null) {
            loaded = loadEvents();
            events = loaded;
        }
        return loaded.getOrDefault(run.contact(), List.of()).stream()
                .filter(event -> !event.receivedAt().isBefore(run.enrolledAt()))
                .toList();
    }

    private Map<Long, List<EventRow>> loadEvents() {
        Set<Long> contacts = new TreeSet<>();
        Instant since = Instant.MAX;
        for (EnrollmentRow run : runs) {
            contacts.add(run.contact());
            since = run.enrolledAt().isBefore(since) ? run.enrolledAt() : since;
        }
        Instant earliest = since;
        Set<String> types = new TreeSet<>(REPLIES);
        types.add(CLICKED);
        types.add(OPENED);
        Map<Long, List<EventRow>> loaded = new HashMap<>();
        ask(work -> stores.events().ofContacts(work, contacts, types, earliest))
                .forEach(event -> loaded.computeIfAbsent(event.contact(), c -> new ArrayList<>())
                        .add(event));
        return loaded;
    }

    private Map<Long, Map<String, String>> outcomes() {
        Map<Long, Map<String, String>> loaded = outcomes;
        if (loaded == null) {
            Map<Long, Map<String, String>> fresh = new HashMap<>();
            List<Long> ids = runs.stream().map(EnrollmentRow::id).toList();
            for (StepOutcome each : ask(work -> stores.messages().outcomes(work, ids))) {
                String word = word(each);
                if (word != null) {
                    fresh.computeIfAbsent(each.enrollment(), e -> new HashMap<>())
                            .put(each.step(), word);
                }
            }
            loaded = fresh;
            outcomes = fresh;
        }
        return loaded;
    }

    @SuppressWarnings("unchecked") // the reader answers what the question answered
    private <T> List<T> ask(Function<UnitOfWork, List<T>> question) {
        return (List<T>) reader.apply(question::apply);
    }

    private static @Nullable String word(StepOutcome outcome) {
        return switch (outcome.state()) {
            case ACCEPTED, DELIVERED, UNDELIVERED -> "sent";
            case REFUSED -> "refused";
            case DENIED, CANCELLED -> "skipped";
            case UNKNOWN -> "unknown";
            case PLANNED, SENDING -> null;
        };
    }
}
