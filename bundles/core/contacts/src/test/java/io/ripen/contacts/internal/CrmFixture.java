package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.PostalAddress;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contacts' services on a fresh H2 database, with an intake that remembers what it received. */
final class CrmFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final Stores stores = Stores.inMemory(StoreOptions.with(new StoppedClock()));
    final TeamDirectory teams = new TeamDirectory(stores);
    final Intake intake = new Intake();
    final StoppedRuns runs = new StoppedRuns();
    final LocalProjection projection = new LocalProjection(stores, teams, intake, runs);
    final CsvImport csv = new CsvImport(stores, teams, intake);

    static ContactDraft draft(@Nullable String email, @Nullable String phone) {
        return new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann",
                "Ott",
                email,
                phone,
                Set.of("New Lead"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    static ContactDraft in(String country, String phone) {
        return new ContactDraft(
                TeamId.DEFAULT,
                null,
                null,
                null,
                null,
                phone,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                new PostalAddress(null, null, null, null, country),
                null,
                null,
                Map.of());
    }

    Contact create(ContactDraft draft) {
        return stores.transactions()
                .call(work ->
                        projection.insert(work, List.of(draft), EventSource.API).get(0));
    }

    Contact find(ContactId id) {
        return stores.transactions().call(work -> projection.find(work, id)).orElseThrow();
    }

    @Override
    public void close() {
        stores.close();
    }

    /** Remembers what was received in transactions, also in those that were rolled back. */
    static class Intake implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        final List<Event> received = new ArrayList<>();
        RuntimeException failure;

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> events) {
            if (failure != null) {
                throw failure;
            }
            received.addAll(events);
            return events.stream()
                    .map(event -> new Receipt(event.id(), false, List.of(), List.of(), List.of()))
                    .toList();
        }

        @Override
        public Receipt receive(Event event) {
            throw new AssertionError("Contacts receive their events in their own transaction.");
        }
    }

    static final class StoppedRuns implements Enrollments {
        final List<ContactId> stopped = new ArrayList<>();

        @Override
        public List<EnrollmentId> stopAll(
                UnitOfWork work, ContactId contact, @Nullable SequenceId only, String reason) {
            stopped.add(contact);
            return List.of();
        }

        @Override
        public Result enroll(
                Actor by, SequenceId sequence, ContactId contact, String key, Map<String, Object> variables) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean stop(Actor by, EnrollmentId id, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean retry(Actor by, EnrollmentId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Enrollment> find(Actor by, EnrollmentId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Enrollment> list(Actor by, Query query) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class StoppedClock implements RipenClock {
        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public InstantSource machine() {
            return InstantSource.fixed(NOW);
        }

        @Override
        public double speed() {
            return 1;
        }
    }
}
