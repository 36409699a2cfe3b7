package io.ripen.engine.internal.run;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.MailSent;
import io.ripen.core.store.StepOutcome;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.compile.LeadFacts;
import io.ripen.engine.internal.enroll.RunKey;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.event.EventTypes;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** How far back it looks, for leads that were enrolled later than that. */
    static final Duration HORIZON = Duration.ofDays(60);

    /** So many of the events that came in last are looked at for the one that happened last. */
    private static final int MOST_OF_A_TYPE = 200;

    private static final Set<String> TYPES = Set.of(
            EventTypes.REPLY,
            EventTypes.SMS_RECEIVED,
            EventTypes.EMAIL_RECEIVED,
            EventTypes.LINK_CLICKED,
            EventTypes.MESSAGE_OPENED,
            EventTypes.PAGE_VIEWED,
            EventTypes.FORM_SUBMITTED);

    /** Runs a question in a transaction: in the batch's own one, or in a new one where there is none. */
    interface Reader extends Function<Function<UnitOfWork, Object>, Object> {}

    private final Stores stores;
    private final Zones zones;
    private final Reader reader;
    private final List<EnrollmentRow> runs;
    private @Nullable Map<Long, Map<String, String>> outcomes;
    private @Nullable Map<Long, List<EventRow>> events;
    private @Nullable Map<Long, List<MailSent>> mails;
    private @Nullable Map<Long, ZoneId> calendars;
    private final Map<List<String>, Map<Long, List<EventRow>>> newest = new HashMap<>();

    private BatchFacts(Stores stores, Zones zones, Reader reader, List<EnrollmentRow> runs) {
        this.stores = stores;
        this.zones = zones;
        this.reader = reader;
        this.runs = runs;
    }

    /** Facts for leads that run inside of {@code work}. */
    static BatchFacts within(Stores stores, Zones zones, UnitOfWork work, List<EnrollmentRow> runs) {
        return new BatchFacts(stores, zones, question -> question.apply(work), runs);
    }

    /** Facts for a lead that runs outside of any transaction. */
    static BatchFacts outside(Stores stores, Zones zones, EnrollmentRow run) {
        return new BatchFacts(
                stores, zones, question -> stores.machineTransactions().call(question::apply), List.of(run));
    }

    /** @param key name of what tells several runs of one lead apart; the empty string for nothing */
    LeadFacts of(EnrollmentRow run, String key) {
        return new EventFacts(run, key, this, stores.clock()::instant);
    }

    /** By whose calendar the lead's days go. */
    ZoneId zone(EnrollmentRow run) {
        Map<Long, ZoneId> loaded = calendars;
        if (loaded == null) {
            List<ContactId> ids = contacts().stream().map(ContactId::new).toList();
            Map<Long, ZoneId> fresh = new HashMap<>();
            ask(work -> {
                        Zones.Within here = zones.within(work);
                        return stores.contacts().findAll(work, ids).values().stream()
                                .map(contact -> Map.entry(contact.id().value(), here.of(contact)))
                                .toList();
                    })
                    .forEach(each -> fresh.put(each.getKey(), each.getValue()));
            loaded = fresh;
            calendars = fresh;
        }
        return loaded.getOrDefault(run.contact(), ZoneOffset.UTC);
    }

    /** What the lead did, oldest first; from before the enrollment too. */
    List<EventRow> events(EnrollmentRow run) {
        Map<Long, List<EventRow>> loaded = events;
        if (loaded == null) {
            loaded = loadEvents();
            events = loaded;
        }
        return loaded.getOrDefault(run.contact(), List.of());
    }

    private Map<Long, List<EventRow>> loadEvents() {
        Instant horizon = stores.clock().instant().minus(HORIZON);
        Map<Long, Instant> since = new HashMap<>();
        for (EnrollmentRow run : runs) {
            Instant from = run.enrolledAt().isBefore(horizon) ? run.enrolledAt() : horizon;
            since.merge(run.contact(), from, (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<Long, List<EventRow>> loaded = new HashMap<>();
        ask(work -> stores.events().ofContacts(work, since, TYPES))
                .forEach(event -> loaded.computeIfAbsent(event.contact(), c -> new ArrayList<>())
                        .add(event));
        return loaded;
    }

    /**
     * The newest event of these types that is about this run, or null. What happened last counts, in whichever order it came
     * in; of what happened at the same moment, what came in last.
     */
    @Nullable EventRow newest(EnrollmentRow run, String key, List<String> types) {
        Map<Long, List<EventRow>> loaded = newest.computeIfAbsent(types, asked -> {
            Map<Long, List<EventRow>> fresh = new HashMap<>();
            ask(work -> stores.events().newest(work, contacts(), asked, MOST_OF_A_TYPE))
                    .forEach(event -> fresh.computeIfAbsent(event.contact(), c -> new ArrayList<>())
                            .add(event));
            return fresh;
        });
        return loaded.getOrDefault(run.contact(), List.of()).stream()
                .filter(event -> RunKey.isAbout(run, key, event.type(), event.data()))
                .max(Comparator.comparing(EventRow::at).thenComparing(EventRow::receivedAt))
                .orElse(null);
    }

    /** The last e-mails to the lead that were accepted, the newest first. */
    List<MailSent> mails(EnrollmentRow run) {
        Map<Long, List<MailSent>> loaded = mails;
        if (loaded == null) {
            Map<Long, List<MailSent>> fresh = new HashMap<>();
            ask(work -> stores.messages().lastMails(work, contacts()))
                    .forEach(mail -> fresh.computeIfAbsent(mail.contact(), c -> new ArrayList<>())
                            .add(mail));
            loaded = fresh;
            mails = fresh;
        }
        return loaded.getOrDefault(run.contact(), List.of());
    }

    @Nullable String outcome(EnrollmentRow run, String step) {
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
        return loaded.getOrDefault(run.id(), Map.of()).get(step);
    }

    private Set<Long> contacts() {
        Set<Long> contacts = new TreeSet<>();
        runs.forEach(run -> contacts.add(run.contact()));
        return contacts;
    }

    @SuppressWarnings("unchecked") // the reader answers what the question answered
    private <T> List<T> ask(Function<UnitOfWork, List<T>> question) {
        return (List<T>) SegmentThread.onCaller(() -> reader.apply(question::apply));
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
