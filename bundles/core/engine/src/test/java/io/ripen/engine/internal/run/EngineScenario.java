package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.SettableClock;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.CounterKey;
import io.ripen.core.store.Gate;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.report.CallbackReports;
import io.ripen.delivery.internal.report.KeptMessages;
import io.ripen.engine.internal.enroll.KeptEnrollments;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Receipt;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The engine with the real gate over a real database, a clock that stands, and a channel that does as it is told. */
abstract class EngineScenario {
    static final RunSettings QUICK = new RunSettings(
            "test",
            500,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            4,
            1_000,
            Duration.ofSeconds(5));
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final AtomicLong NUMBER = new AtomicLong();

    private final TestDatabase database;
    private String url = "";
    SettableClock clock;
    Stores stores;
    FakeDeployment sequences;
    FakeChannel sms;
    InstalledChannels channels;
    InstalledPolicies policies;
    Wake wake;
    EventIntake events;
    KeptEnrollments enrollments;
    KeptMessages messages;
    AttemptTokens tokens;
    CallbackReports reports;
    DeliveryGate gate;
    Engine engine;

    EngineScenario(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void build() {
        clock = new SettableClock(START);
        url = database.url(Stores::migrate);
        stores = open(url);
        sequences = new FakeDeployment();
        sms = new FakeChannel();
        channels = new InstalledChannels();
        channels.add("sms", sms);
        policies = new InstalledPolicies();
        wake = new Wake();
        events = new EventIntake(stores, sequences, wake);
        enrollments = new KeptEnrollments(stores, sequences, wake);
        messages = new KeptMessages(stores);
        tokens = AttemptTokens.of(stores);
        Aftermath aftermath = Aftermath.of(stores, channels, new KeptBlocks(stores));
        reports = CallbackReports.of(stores, tokens, aftermath);
        gate = DeliveryGate.untracked(
                stores, new OneTeam(), channels, policies, tokens, new GateSettings(Set.of()), aftermath);
        engine = anotherEngine();
    }

    String databaseUrl() {
        return url;
    }

    String databaseUser() {
        return database.user();
    }

    Stores open(String address) {
        return Stores.open(address, databaseUser(), "", 12, options());
    }

    StoreOptions options() {
        return StoreOptions.with(clock);
    }

    Engine anotherEngine() {
        return anotherEngine(gate);
    }

    Engine anotherEngine(Gate through) {
        return new Engine(stores, sequences, through, new FakeProjection(stores, events), wake, settings());
    }

    RunSettings settings() {
        return QUICK;
    }

    @AfterEach
    void close() {
        engine.stop();
        stores.close();
    }

    /** Two texts, three days apart. */
    FakeSequence nurture() {
        return new FakeSequence("nurture")
                .sms("day-1")
                .wait("wait-1", ofDays(3))
                .sms("day-4")
                .wait("wait-2", ofDays(4));
    }

    Contact ann() {
        return contact("Ann");
    }

    Contact contact(String firstName) {
        return contacts(1, firstName).get(0);
    }

    List<Contact> contacts(int count, String firstName) {
        return stores.transactions().call(work -> {
            long[] ids = stores.ids().next(work, IdKind.CONTACT, count);
            List<Contact> made = java.util.Arrays.stream(ids)
                    .mapToObj(id -> new Contact(
                            new ContactId(id),
                            TeamId.DEFAULT,
                            null,
                            firstName,
                            "Lee",
                            firstName + id + "@example.com",
                            "+1415" + (1_000_000 + id),
                            "+1415" + (1_000_000 + id),
                            Set.of(),
                            null,
                            "web-form",
                            null,
                            null,
                            0,
                            null,
                            null,
                            Consent.UNKNOWN,
                            Map.of(),
                            stores.clock().instant(),
                            1))
                    .toList();
            stores.contacts().insert(work, made);
            return made;
        });
    }

    Contact contactNow(Contact contact) {
        return stores.transactions()
                .call(work -> stores.contacts().find(work, contact.id()))
                .orElseThrow();
    }

    EnrollmentId enroll(String sequence, Contact contact) {
        Enrollments.Result result =
                enrollments.enroll(Actor.part("the test"), new SequenceId(sequence), contact.id(), "", Map.of());
        assertThat(result).isInstanceOf(Enrollments.Result.Enrolled.class);
        return ((Enrollments.Result.Enrolled) result).id();
    }

    Receipt event(String type, Contact contact) {
        return event("e" + NUMBER.incrementAndGet(), type, contact);
    }

    Receipt event(String type, Contact contact, Map<String, Object> data) {
        return events.receive(new Event(
                "e" + NUMBER.incrementAndGet(),
                type,
                null,
                contact.id(),
                null,
                stores.clock().instant(),
                EventSource.API,
                data));
    }

    /** The words of what is told of this kind. */
    List<String> lines(Contact contact, String kind) {
        return stores
                .transactions()
                .call(work -> stores.history().byContact(work, contact.id().value(), 1_000))
                .stream()
                .filter(row -> row.kind().equals(kind))
                .map(HistoryRow::text)
                .toList();
    }

    Receipt event(String id, String type, Contact contact) {
        return events.receive(
                new Event(id, type, null, contact.id(), null, stores.clock().instant(), EventSource.API, Map.of()));
    }

    void advance(Duration by) {
        clock.advance(by);
        engine.drain();
    }

    Enrollment run(EnrollmentId id) {
        return enrollments.find(Actor.part("the test"), id).orElseThrow();
    }

    List<Message> messagesTo(Contact contact) {
        return messages.list(Actor.part("the test"), new Messages.Query(null, contact.id(), null, null, 0, 1_000));
    }

    Message onlyMessageTo(Contact contact) {
        List<Message> all = messagesTo(contact);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    List<String> told(Contact contact) {
        return stores
                .transactions()
                .call(work -> stores.history().byContact(work, contact.id().value(), 1_000))
                .stream()
                .map(HistoryRow::kind)
                .toList();
    }

    String toldAbout(Contact contact, String kind) {
        return stores
                .transactions()
                .call(work -> stores.history().byContact(work, contact.id().value(), 1_000))
                .stream()
                .filter(row -> row.kind().equals(kind))
                .map(HistoryRow::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was told about '" + kind + "'."));
    }

    long count(String sequence, String step, String name) {
        return stores.transactions()
                .call(work -> stores.counters().sums(work, sequence))
                .getOrDefault(new CounterKey(sequence, step, name), 0L);
    }

    private static final class OneTeam implements Teams {
        private final Team team = new Team(TeamId.DEFAULT, "Acme", ZoneId.of("America/New_York"), "US", Map.of());

        @Override
        public Optional<Team> find(TeamId id) {
            return Optional.of(team);
        }

        @Override
        public List<Team> all() {
            return List.of(team);
        }

        @Override
        public void save(Actor by, Team team) {
            throw new UnsupportedOperationException();
        }
    }
}
