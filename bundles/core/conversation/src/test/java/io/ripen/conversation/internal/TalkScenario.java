package io.ripen.conversation.internal;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.ConsentEvents;
import io.ripen.contacts.internal.LocalProjection;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.conversation.internal.reading.LearnedReader;
import io.ripen.core.fixtures.SettableClock;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Move;
import io.ripen.core.store.NewEnrollment;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.gate.HandAdmission;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.net.OutboundTargets;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.Enrollments;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The conversation with the real gate over a real database, and a clock that stands. */
abstract class TalkScenario {
    static final Team TEAM = new Team(TeamId.DEFAULT, "Harbor Homes", ZoneId.of("America/New_York"), "US", Map.of());

    private final TestDatabase database;
    final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T15:00:00.123456Z"));
    /** Whom the operator wants to be told of alarms. */
    String alarmMail = "";

    Stores stores;
    ToldChannel sms;
    ToldChannel email;
    InstalledPolicies policies;
    WritingChannels writing;
    HandDelivery delivery;
    LeadConversations conversations;
    TaskBook tasks;
    Notices notices;
    Intake intake;
    SuppressionList suppressions;
    ConsentBook consents;
    KeptBlocks blocks;
    OptingOut optingOut;
    private HandAdmission admission;
    private DeliveryGate gate;

    TalkScenario(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void build() {
        stores = Stores.open(database.url(Stores::migrate), database.user(), "", 12, StoreOptions.with(clock));
        sms = new ToldChannel(AddressKind.PHONE);
        email = new ToldChannel(AddressKind.EMAIL);
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", sms);
        channels.add("email", email);
        writing = new WritingChannels();
        writing.add("sms", sms);
        writing.add("email", email);
        policies = new InstalledPolicies();
        GateSettings settings = new GateSettings(Set.of());
        gate = DeliveryGate.untracked(stores, new OneTeam(), channels, policies, AttemptTokens.of(stores), settings);
        admission = HandAdmission.of(stores, new OneTeam(), channels, policies, settings);
        delivery = new HandDelivery(stores, gate, admission, () -> intake, false);
        conversations = conversationsOver(delivery);
        suppressions = new SuppressionList(stores, new ConsentBook(stores));
        blocks = new KeptBlocks(stores);
        notices = notices(new Webhooks(new String[0], "", OutboundTargets.allowing(List.of())));
        consents = new ConsentBook(stores);
        settings(ConsentSettings.DEFAULTS);
    }

    /** Puts together what hears a text, under these settings. */
    void settings(ConsentSettings settings) {
        optingOut = OptingOut.of(stores, suppressions, consents, blocks, new OneTeam(), () -> intake, settings);
        Hearing hearing = Hearing.of(
                stores,
                new LearnedReader(),
                suppressions,
                consents,
                blocks,
                new OneTeam(),
                () -> intake,
                () -> new LocalProjection(stores, new OneTeam(), intake, enrollments()),
                this::enrollments,
                settings);
        intake = new Intake(List.of(
                new LeadWrote(stores, notices, hearing),
                LeadLeft.of(stores, suppressions, this::enrollments),
                optingOut,
                new ConsentEvents(consents)));
        tasks = new TaskBook(stores, intake, notices);
    }

    LeadConversations conversationsOver(HandDelivery delivery) {
        return new LeadConversations(stores, new HandPost(stores, admission, enrollments(), writing, delivery));
    }

    /** Another process over the same database. */
    HandDelivery anotherNode() {
        return new HandDelivery(stores, gate, admission, () -> intake, false);
    }

    Notices notices(Webhooks webhooks) {
        return new Notices(
                stores,
                new NoticeDelivery(
                        stores,
                        new OwnerMail(stores, new OneTeam(), writing, suppressions, blocks),
                        webhooks,
                        Runnable::run),
                webhooks,
                true,
                alarmMail,
                "https://ripen.example/");
    }

    @AfterEach
    void close() {
        notices.stop();
        delivery.stop();
        stores.close();
    }

    /** Of the runs only stopping is asked for. */
    private Enrollments enrollments() {
        return (Enrollments) Proxy.newProxyInstance(
                Enrollments.class.getClassLoader(), new Class<?>[] {Enrollments.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("stopAll")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    UnitOfWork work = (UnitOfWork) arguments[0];
                    long contact = ((ContactId) arguments[1]).value();
                    List<Long> active = stores.enrollments().lockActiveOfContact(work, Set.of(contact)).stream()
                            .map(row -> row.id())
                            .toList();
                    stores.enrollments().stop(work, active, (String) arguments[3], clock.instant());
                    return active.stream().map(EnrollmentId::new).toList();
                });
    }

    void run(Consumer<UnitOfWork> body) {
        stores.transactions().call(work -> {
            body.accept(work);
            return null;
        });
    }

    Contact lead(String name, String phone) {
        return lead(name, phone, name.toLowerCase(java.util.Locale.ROOT) + "@example.com", "kim@example.com");
    }

    Contact lead(String name, String phone, String mail, String owner) {
        return stores.transactions().call(work -> {
            Contact contact = new Contact(
                    new ContactId(stores.ids().next(work, IdKind.CONTACT)),
                    TeamId.DEFAULT,
                    null,
                    name,
                    "Example",
                    mail,
                    phone,
                    phone,
                    Set.of(),
                    owner,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    Consent.UNKNOWN,
                    Map.of(),
                    clock.instant(),
                    1);
            stores.contacts().insert(work, List.of(contact));
            return contact;
        });
    }

    /** A run that stands at a step. */
    long enrolledAt(Contact contact, String step) {
        long run = enrolled(contact);
        run(work -> {
            EnrollmentRow row = stores.enrollments().find(work, run).orElseThrow();
            stores.enrollments()
                    .moveAll(
                            work,
                            List.of(new Move(
                                    row.id(),
                                    row.revision(),
                                    row.state(),
                                    step,
                                    true,
                                    1,
                                    row.variables(),
                                    row.dueAt(),
                                    0,
                                    0,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null)),
                            0);
        });
        return run;
    }

    /** A run that has only begun. */
    long enrolled(Contact contact) {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.ENROLLMENT);
            stores.enrollments()
                    .insert(
                            work,
                            List.of(new NewEnrollment(
                                    id,
                                    "default",
                                    "welcome",
                                    "r1",
                                    contact.id().value(),
                                    "",
                                    Map.of(),
                                    clock.instant(),
                                    null,
                                    clock.instant())));
            return id;
        });
    }

    /** A message of a run's step, taken by its channel. */
    long touch(Contact contact, long run, String step) {
        long message = touchOnItsWay(contact, run, step);
        run(work -> stores.messages()
                .settle(
                        work,
                        List.of(new Settlement(
                                message, 1, MessageState.ACCEPTED, "task", null, null, null, null, clock.instant()))));
        return message;
    }

    long touchOnItsWay(Contact contact, long run, String step) {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.MESSAGE);
            stores.messages()
                    .insert(
                            work,
                            List.of(new NewMessage(
                                    id,
                                    "default",
                                    contact.id().value(),
                                    run,
                                    "welcome",
                                    step,
                                    1,
                                    "call",
                                    "+1",
                                    null,
                                    "Hi",
                                    null,
                                    Map.of(),
                                    MessageState.SENDING,
                                    1,
                                    null,
                                    null,
                                    null,
                                    null,
                                    clock.instant(),
                                    clock.instant(),
                                    clock.instant(),
                                    null)));
            return id;
        });
    }

    Event event(String id, String type, Contact contact, Map<String, Object> data) {
        return new Event(id, type, null, contact.id(), null, clock.instant(), EventSource.PROVIDER, data);
    }

    static final class OneTeam implements Teams {
        @Override
        public Optional<Team> find(TeamId id) {
            return Optional.of(TEAM);
        }

        @Override
        public List<Team> all() {
            return List.of(TEAM);
        }

        @Override
        public void save(Actor by, Team team) {
            throw new UnsupportedOperationException();
        }
    }

    /** Keeps events once and applies the rules, as the engine's intake does. */
    final class Intake implements Events {
        private final List<EventRule> rules;

        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        Intake(List<EventRule> rules) {
            this.rules = rules;
        }

        /** As if the address were several contacts'. */
        Receipt receive(Event event, List<Contact> contacts) {
            return stores.transactions().call(work -> receive(work, event, contacts));
        }

        @Override
        public Receipt receive(Event event) {
            return stores.transactions()
                    .call(work -> receive(work, List.of(event)).get(0));
        }

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> events) {
            List<Receipt> receipts = new ArrayList<>();
            for (Event event : events) {
                receipts.add(receive(work, event, whom(work, event)));
            }
            return receipts;
        }

        private List<Contact> whom(UnitOfWork work, Event event) {
            String address = event.address();
            if (address == null) {
                return List.of(stores.contacts().find(work, event.contact()).orElseThrow());
            }
            return address.indexOf('@') > 0
                    ? stores.contacts().findByAddresses(work, List.of(), List.of(address))
                    : stores.contacts().findByAddresses(work, List.of(address), List.of());
        }

        private Receipt receive(UnitOfWork work, Event event, List<Contact> contacts) {
            boolean fresh = stores.events()
                    .insertNew(
                            work,
                            List.of(new EventRow(
                                    "default",
                                    event.id(),
                                    event.type(),
                                    contacts.isEmpty()
                                            ? 0
                                            : contacts.get(0).id().value(),
                                    event.at(),
                                    clock.instant(),
                                    event.source(),
                                    event.data())))[0];
            List<Event> following = new ArrayList<>();
            for (EventRule rule : fresh ? rules : List.<EventRule>of()) {
                if (!rule.types().contains(event.type())) {
                    continue;
                }
                if (contacts.isEmpty()) {
                    rule.applyToStrangers(work, List.of(event));
                } else {
                    following.addAll(rule.apply(
                            work,
                            contacts.stream()
                                    .map(contact -> new EventRule.Occurrence(event, contact))
                                    .toList()));
                }
            }
            receive(work, following);
            return new Receipt(
                    event.id(), !fresh, contacts.stream().map(Contact::id).toList(), List.of(), List.of());
        }
    }
}
