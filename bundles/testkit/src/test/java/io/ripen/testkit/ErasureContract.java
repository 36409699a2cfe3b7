package io.ripen.testkit;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.contacts.internal.person.ErasureBook;
import io.ripen.contacts.internal.person.PersonFile;
import io.ripen.core.store.ByHandRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.OutboxConsumerStore;
import io.ripen.core.store.OutboxEvent;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.Stores;
import io.ripen.core.store.StrangerRow;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.policy.Blocks;
import io.ripen.policy.ConsentRecord;
import io.ripen.privacy.Erasure;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.team.TeamId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Somebody with an unmistakable name, number and address is in every table that holds people, is erased, and is then looked for in every
 * column of every table of the schema. A table that is new has to be told here whether it holds people.
 */
abstract class ErasureContract {
    /** As a word: three letters stand in many a text that is only encoded. */
    private static final Pattern NAME = Pattern.compile("(?<![a-z0-9+/=])zo(e|ë)(?![a-z0-9+/=])");

    private static final String EMAIL = "Zoe.Unmistakable+News@Gmail.com";
    private static final String MAILBOX = "zoeunmistakable@gmail.com";
    private static final String PHONE = "+14155550142";
    private static final String WRITTEN = "(415) 555-0142";
    private static final TeamId TEAM = TeamId.DEFAULT;
    private static final Actor MANAGER =
            new Actor(Actor.Kind.PERSON, null, "Mia Manager", false, Map.of(TEAM, Role.MANAGER));
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Tables in which the person must have been. */
    private static final Set<String> PERSONAL = Set.of(
            "contact",
            "enrollment",
            "message",
            "event",
            "history",
            "suppression",
            "inbound",
            "link",
            "task",
            "by_hand",
            "notification",
            "hit",
            "block",
            "consent",
            "policy_memory",
            "stranger_event",
            "outbox",
            "outbox_consumer",
            "outbox_quarantine",
            "erasure");

    /** Tables that hold no words about leads: numbers of them at most. */
    private static final Set<String> OTHERS = Set.of(
            "account",
            "account_identity",
            "api_token",
            "audit", // what is personal in it is sealed, see audit_key
            "audit_head",
            "audit_key",
            "counter",
            "found_text",
            "inquiry",
            "membership",
            "node",
            "revision",
            "schema_history",
            "sequence",
            "sequence_team",
            "setting",
            "straggler",
            "team",
            "template_override",
            "web_session");

    private static final String SEQUENCE = """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
              <route id="welcome">
                <from uri="sequence:welcome?on=contact.created"/>
                <to id="first" uri="sms:first"/>
                <to id="mail" uri="email:mail"/>
                <to id="wait" uri="wait:3 days"/>
                <to id="last" uri="sms:last"/>
              </route>
            </routes>
            """;

    private LiveNode node;
    private Stores stores;
    private ErasureBook erasure;

    abstract String url();

    abstract String user();

    @BeforeEach
    void open() {
        TesterSetup setup = SequenceTester.setup()
                .sequence(
                        SEQUENCE,
                        Map.of(
                                "first.sms", "Hi {{contact.first_name}}, it is us.",
                                "mail.email",
                                        "Subject: For {{contact.first_name}}\n\nDear {{contact.last_name}}, hello.",
                                "last.sms", "Bye {{contact.first_name}}"));
        node = LiveNode.open(url(), user(), "", 1, setup);
        stores = Stores.open(url(), user(), "", 6, new io.ripen.core.store.StoreOptions(1, null, "test"));
        erasure = ErasureBook.still(stores, node.enrollments(), LONG);
    }

    @AfterEach
    void close() {
        node.close();
        stores.close();
    }

    private TestLead zoe() {
        return lead("Zoë")
                .lastName("Unmistakable")
                .email(EMAIL)
                .phone(PHONE)
                .field("note", "Zoë Unmistakable likes tea")
                .tag("zoe-unmistakable");
    }

    /** What a lead does by itself, and what systems do around it. */
    private Contact livedThrough() throws SQLException {
        Contact zoe = node.create(List.of(zoe())).get(0);
        node.start();
        await().atMost(LONG).until(() -> accepted(zoe.id()) == 2);
        event("SM1", "I am Zoë Unmistakable, call me at " + WRITTEN);
        event("SM2", "please stop texting me, Zoe Unmistakable");
        inAllTables(zoe);
        sql("UPDATE enrollment SET run_key = 'deal-zoe', variables = '{\"who\":\"Zoë\"}' WHERE contact_id = "
                + zoe.id());
        return zoe;
    }

    private long accepted(ContactId contact) {
        return node.messages(contact).stream()
                .filter(each -> each.state() == MessageState.ACCEPTED)
                .count();
    }

    private void event(String id, String text) {
        node.events()
                .receive(new Event(
                        id,
                        EventTypes.SMS_RECEIVED,
                        null,
                        null,
                        PHONE,
                        NOW,
                        EventSource.PROVIDER,
                        Map.of("channel", "sms", "text", text, "from", PHONE)));
    }

    private void in(java.util.function.Consumer<io.ripen.transaction.UnitOfWork> body) {
        stores.transactions().call(work -> {
            body.accept(work);
            return null;
        });
    }

    /** What other bundles write about a lead, in their words. */
    private void inAllTables(Contact zoe) {
        long id = zoe.id().value();
        Message sms = node.messages(zoe.id()).get(0);
        in(work -> {
            stores.suppressions()
                    .add(
                            work,
                            new io.ripen.policy.Suppressions.Suppression(
                                    AddressKind.EMAIL, MAILBOX, "Zoë wrote STOP", NOW));
            stores.inbound()
                    .insert(
                            work,
                            List.of(
                                    inbound(stores.ids().next(work, IdKind.INBOUND), id, "<1@zoe-unmistakable>"),
                                    inbound(stores.ids().next(work, IdKind.INBOUND), 0, "<2@zoe-unmistakable>")));
            stores.links()
                    .keep(
                            work,
                            List.of(
                                    new LinkTarget(
                                            "book", "https://book.example/zo%C3%AB/?mail=" + MAILBOX + "&topic=a"),
                                    new LinkTarget("plain", "https://book.example/?topic=a")));
            stores.hits()
                    .insert(
                            work,
                            List.of(new HitRow(
                                    stores.ids().next(work, IdKind.HIT),
                                    sms.id().value(),
                                    1,
                                    "unmistakable-fingerprint",
                                    "Unmistakable Browser",
                                    "human",
                                    "",
                                    NOW,
                                    NOW,
                                    NOW)));
            stores.tasks()
                    .insert(
                            work,
                            new Task(
                                    new TaskId(stores.ids().next(work, IdKind.TASK)),
                                    TEAM,
                                    zoe.id(),
                                    null,
                                    "call",
                                    "Call Zoë Unmistakable",
                                    "Say hello to " + WRITTEN,
                                    "Hello Zoë",
                                    Task.State.OPEN,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    NOW,
                                    null,
                                    null,
                                    null));
            stores.notifications()
                    .insert(
                            work,
                            new NotificationRow(
                                    stores.ids().next(work, IdKind.NOTIFICATION),
                                    TEAM.value(),
                                    id,
                                    "webhook",
                                    "https://hooks.example/x",
                                    "Zoë Unmistakable wrote",
                                    "{\"phone\":\"" + PHONE + "\"}",
                                    0,
                                    NOW.plus(Duration.ofDays(4000)),
                                    null,
                                    NOW));
            byHand(work, id);
            stores.consents()
                    .insert(
                            work,
                            List.of(
                                    consent(PHONE, AddressKind.PHONE, zoe.id(), "I, Zoë Unmistakable, agree"),
                                    consent(MAILBOX, AddressKind.EMAIL, null, "I agree to the newsletter")));
            stores.inquiries().keep(work, Map.of(zoe.id(), NOW));
            stores.policyMemory().lock(work, "frequency-caps", List.of("PHONE:" + PHONE));
            stores.policyMemory().keep(work, "frequency-caps", Map.of("PHONE:" + PHONE, "1 2"));
            EventRow stranger = eventRow("hook:form:" + MAILBOX, 0, Map.of("email", "ZoeUnmistakable@googlemail.com"));
            EventRow letGo = eventRow("form-7", 0, Map.of("phone", WRITTEN));
            stores.events().insertNew(work, List.of(stranger, letGo, eventRow("e-zoe-unmistakable", id, Map.of())));
            stores.strangers().keep(work, List.of(new StrangerRow(stranger, false, MAILBOX)));
            outbox(work, id, stranger);
            stores.audit()
                    .record(
                            work,
                            Change.of(MANAGER, "contact.changed", "contact:" + id)
                                    .in(TEAM)
                                    .personal("phone", "+14155550000", PHONE));
        });
    }

    /** Rows for a listener that is away. */
    private void outbox(io.ripen.transaction.UnitOfWork work, long contact, EventRow stranger) {
        OutboxConsumerStore consumers = stores.outboxConsumers();
        consumers.register(work, "crm", Set.of("form.submitted"), NOW);
        consumers.called(work, "crm", 1, null, "Nobody at " + MAILBOX);
        stores.outbox().refresh(work);
        List<OutboxEvent> events = new ArrayList<>();
        for (String id : List.of("o-1", "o-2")) {
            EventRow hers = eventRow(id, contact, Map.of("who", "Zoë Unmistakable"));
            EventRow nobodys = eventRow(id + MAILBOX, 0, stranger.data());
            events.add(new OutboxEvent(hers, Set.of("form.submitted"), null));
            events.add(new OutboxEvent(nobodys, Set.of("form.submitted"), MAILBOX));
        }
        stores.outbox().put(work, events);
        consumers.turn(work, "crm");
        stores.outbox()
                .claim(work, "crm", NOW, 7, 2)
                .forEach(row -> stores.quarantine().keep(work, row, "Refused Zoë", NOW, 7));
    }

    private void byHand(io.ripen.transaction.UnitOfWork work, long contact) {
        long message = stores.ids().next(work, IdKind.MESSAGE);
        stores.messages()
                .insert(
                        work,
                        List.of(new NewMessage(
                                message,
                                TEAM.value(),
                                contact,
                                0,
                                null,
                                null,
                                1,
                                "sms",
                                PHONE,
                                null,
                                "Dear Zoë Unmistakable",
                                null,
                                Map.of(),
                                MessageState.PLANNED,
                                0,
                                null,
                                "held for Zoë Unmistakable",
                                null,
                                NOW.plus(Duration.ofDays(4000)),
                                NOW,
                                null,
                                null,
                                null)));
        stores.byHand()
                .insert(
                        work,
                        new ByHandRow(
                                message,
                                TEAM.value(),
                                contact,
                                "mia",
                                "key-zoe-unmistakable",
                                "x",
                                NOW.plus(Duration.ofDays(4000)),
                                null,
                                0));
    }

    private static InboundRow inbound(long id, long contact, String providerId) {
        return new InboundRow(
                id,
                TEAM.value(),
                contact,
                "email",
                "reply",
                providerId,
                "Zoe.Unmistakable@gmail.com",
                "us@example.com",
                "From Zoë Unmistakable",
                "Call " + WRITTEN,
                "From: Zoë Unmistakable <" + MAILBOX + ">",
                null,
                "sender",
                0,
                NOW);
    }

    private static ConsentRecord consent(
            String address, AddressKind kind, @Nullable ContactId contact, String wording) {
        return new ConsentRecord(
                kind, address, "sms", ConsentRecord.State.OUT, "form", wording, NOW, contact, TEAM, "mia");
    }

    private static EventRow eventRow(String id, long contact, Map<String, Object> data) {
        return new EventRow(TEAM.value(), id, "form.submitted", contact, NOW, NOW, EventSource.API, data);
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(url(), user(), "");
    }

    private Map<String, List<String>> columns() throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT table_name, column_name FROM information_schema.columns"
                                + " WHERE table_schema = 'public' ORDER BY table_name, ordinal_position")) {
            while (found.next()) {
                tables.computeIfAbsent(found.getString(1), table -> new ArrayList<>())
                        .add(found.getString(2));
            }
        }
        return tables;
    }

    /** Every value of every column in which the person is, by table. */
    private Map<String, List<String>> found() throws SQLException {
        Map<String, List<String>> found = new TreeMap<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : columns().entrySet()) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.getKey())) {
                    while (rows.next()) {
                        for (String column : table.getValue()) {
                            String value = rows.getString(column);
                            if (value != null && isHers(value)) {
                                found.computeIfAbsent(table.getKey(), each -> new ArrayList<>())
                                        .add(column + "=" + value);
                            }
                        }
                    }
                }
            }
        }
        return found;
    }

    private static boolean isHers(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return lower.contains("unmistakable")
                || NAME.matcher(lower).find()
                || lower.contains("zo%c3%ab")
                || value.replaceAll("[^0-9]", "").contains("4155550142");
    }

    /** Rows that reports count, without what stopping a run adds. */
    private Map<String, String> totals() throws SQLException {
        Map<String, String> totals = new LinkedHashMap<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "SELECT sequence_id || step || name, SUM(total) FROM counter WHERE name <> 'stopped'"
                            + " GROUP BY sequence_id, step, name",
                    "SELECT 'message ' || sequence_id || step, COUNT(*) FROM message WHERE sequence_id IS NOT NULL"
                            + " AND state = 'ACCEPTED' GROUP BY sequence_id, step",
                    "SELECT 'event ' || type, COUNT(*) FROM event GROUP BY type",
                    "SELECT 'inbound ' || kind, COUNT(*) FROM inbound GROUP BY kind",
                    "SELECT 'runs', COUNT(*) FROM enrollment")) {
                try (ResultSet rows = statement.executeQuery(sql)) {
                    while (rows.next()) {
                        totals.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
        }
        return totals;
    }

    @Test
    void nothing_is_left_of_the_person_in_any_column_of_any_table() throws Exception {
        Set<String> known = new TreeSet<>(PERSONAL);
        known.addAll(OTHERS);
        assertThat(columns().keySet())
                .as(
                        "A table is new. If it holds anything about people, erasure has to know it: then put a person into it"
                                + " here and name it in PERSONAL, else in OTHERS.")
                .containsExactlyInAnyOrderElementsOf(known);
        Contact zoe = livedThrough();
        Map<String, String> totals = totals();
        Set<String> before = new TreeSet<>(found().keySet());
        before.add("erasure"); // holds what to look for while it is running, and that is looked at below
        assertThat(before).as("where she was before").containsExactlyInAnyOrderElementsOf(new TreeSet<>(PERSONAL));
        Erasure.Preview preview = erasure.preview(MANAGER, zoe.id()).orElseThrow();
        assertThat(preview.rows())
                .containsEntry("messages", 3L)
                .containsKeys("events", "received", "timeline", "tasks");
        assertThat(preview.planned()).isEqualTo(1);

        Erasure.Progress progress = erasure.erase(MANAGER, zoe.id()).orElseThrow();

        assertThat(progress.state()).isEqualTo(Erasure.State.DONE);
        Map<String, List<String>> left = found();
        assertThat(left.keySet()).as("%s", left).containsExactly("erasure");
        endLooks(zoe.id());
        assertThat(found()).isEmpty();
        assertThat(totals()).isEqualTo(totals);
        assertThat(stores.auditProof().verify().isWhole()).isTrue();
        assertThat(node.messages(zoe.id()))
                .extracting(Message::state)
                .containsExactly(MessageState.ACCEPTED, MessageState.ACCEPTED, MessageState.CANCELLED);
    }

    /** As if an hour had gone by. */
    private void endLooks(ContactId id) throws SQLException {
        for (int i = 0; i < 4; i++) {
            sql("UPDATE erasure SET look_at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00'"
                    + " WHERE look_at IS NOT NULL AND contact_id = " + id);
            erasure.lookAgain();
        }
    }

    @Test
    void what_was_under_way_is_found_when_it_comes() throws Exception {
        Contact zoe = livedThrough();
        Message sms = node.messages(zoe.id()).get(0);
        erasure.erase(MANAGER, zoe.id());
        in(work -> {
            // A reply whose transaction knew the contact, and a sender that tells the outcome.
            stores.events()
                    .insertNew(work, List.of(eventRow("late-zoe", zoe.id().value(), Map.of("text", "Zoe here"))));
            stores.history()
                    .append(
                            work,
                            List.of(new HistoryRow(
                                    stores.ids().next(work, IdKind.HISTORY),
                                    TEAM.value(),
                                    zoe.id().value(),
                                    0,
                                    NOW,
                                    "note",
                                    null,
                                    null,
                                    0,
                                    "Zoë wrote",
                                    Map.of())));
        });
        sql("UPDATE message SET state = 'SENDING' WHERE id = " + sms.id());
        in(work -> stores.messages()
                .settle(
                        work,
                        List.of(new Settlement(
                                sms.id().value(),
                                0,
                                MessageState.REFUSED,
                                "SM-unmistakable",
                                "550",
                                "550 " + MAILBOX + " unknown",
                                null,
                                null,
                                NOW))));
        assertThat(found().keySet()).contains("event", "history", "message");
        endLooks(zoe.id());
        assertThat(found()).isEmpty();
        assertThat(node.messages(zoe.id()).get(0).state()).isEqualTo(MessageState.REFUSED);
    }

    @Test
    void a_node_that_dies_on_the_way_is_followed_by_another() throws Exception {
        Contact zoe = livedThrough();
        // What the first transaction does, and no more.
        ErasureBook dies = ErasureBook.still(stores, node.enrollments(), Duration.ofSeconds(-1));
        Erasure.Progress begun = dies.erase(MANAGER, zoe.id()).orElseThrow();
        assertThat(begun.state()).isEqualTo(Erasure.State.RUNNING);
        assertThat(found()).containsKeys("message", "event").doesNotContainKey("contact");
        assertThat(erasure.erase(MANAGER, zoe.id()))
                .as("asked again")
                .map(Erasure.Progress::state)
                .isEqualTo(Optional.of(Erasure.State.RUNNING));
        endLooks(zoe.id());
        assertThat(erasure.find(MANAGER, zoe.id()).orElseThrow().state()).isEqualTo(Erasure.State.DONE);
        assertThat(found()).isEmpty();
    }

    @Test
    void who_was_erased_stays_unreachable_in_every_spelling_also_when_she_comes_again() throws Exception {
        Contact zoe = livedThrough();
        erasure.erase(MANAGER, zoe.id());
        endLooks(zoe.id());
        SuppressionList suppressions = new SuppressionList(stores, new ConsentBook(stores));
        for (String each : List.of(EMAIL, MAILBOX, "z.o.e.unmistakable@GOOGLEMAIL.com")) {
            assertThat(suppressions.find(AddressKind.EMAIL, each)).as(each).isPresent();
        }
        for (String each : List.of(PHONE, "+1 (415) 555-0142", "001 415 555 0142")) {
            assertThat(suppressions.find(AddressKind.PHONE, each)).as(each).isPresent();
        }
        assertThat(suppressions.find(AddressKind.PHONE, "+14155550143")).isEmpty();
        in(work -> assertThat(suppressions.add(work, AddressKind.PHONE, PHONE, "STOP"))
                .as("she is suppressed already")
                .isFalse());
        assertThat(found()).isEmpty();
        Contact again =
                node.create(List.of(lead("Zoë").email(MAILBOX).phone(PHONE))).get(0);
        await().atMost(LONG)
                .until(() -> node.messages(again.id()).stream().anyMatch(each -> each.state() == MessageState.DENIED));
        assertThat(accepted(again.id())).isZero();
        in(work -> assertThat(suppressions.remove(work, AddressKind.PHONE, "+1 415 555 0142", "START"))
                .as("she may come back by herself")
                .isTrue());
    }

    @Test
    void a_twin_stays_and_is_told_before() throws Exception {
        Contact zoe = livedThrough();
        Contact twin =
                node.create(List.of(lead("Twin").phone(PHONE).withoutEmail())).get(0);
        Erasure.Preview preview = erasure.preview(MANAGER, zoe.id()).orElseThrow();
        assertThat(preview.sameTeam()).containsExactly(twin.id());
        assertThat(preview.otherTeams()).isZero();
        erasure.erase(MANAGER, zoe.id());
        in(work -> {
            assertThat(stores.contacts().find(work, twin.id())).isPresent();
            assertThat(stores.blocks().among(work, List.of(Blocks.address(AddressKind.PHONE, PHONE))))
                    .as("the hold of the number is the twin's as well")
                    .isNotEmpty();
        });
        assertThat(node.timeline(twin.id())).isNotEmpty();
    }

    @Test
    void an_export_has_all_that_is_kept_and_nothing_of_others() throws Exception {
        Contact zoe = livedThrough();
        node.create(List.of(lead("Twin").lastName("Other").phone(PHONE).withoutEmail()));
        Map<String, List<Map<String, Object>>> document = new LinkedHashMap<>();
        new PersonFile(stores)
                .of(MANAGER, zoe.id())
                .orElseThrow()
                .read((kind, row) -> document.computeIfAbsent(kind, each -> new ArrayList<>())
                        .add(row));
        assertThat(document.keySet())
                .containsExactlyInAnyOrder(
                        "contact",
                        "consents",
                        "suppressions",
                        "runs",
                        "messages",
                        "visits",
                        "received",
                        "events",
                        "timeline",
                        "tasks",
                        "notices",
                        "changes");
        assertThat(document.get("messages")).hasSize(3);
        assertThat(document.get("changes").get(1).toString())
                .as("the change before the export itself")
                .contains("+14155550000")
                .contains(PHONE);
        assertThat(document.toString())
                .contains("Zoë", "Unmistakable Browser", "I, Zoë Unmistakable, agree", "Say hello to")
                .doesNotContain("Mia", "mia", "Other", "hooks.example");
        Actor agent = new Actor(Actor.Kind.PERSON, null, "Al", false, Map.of(TEAM, Role.AGENT));
        assertThatThrownBy(() -> new PersonFile(stores).of(agent, zoe.id())).isInstanceOf(RefusedException.class);
    }

    @Test
    void a_number_that_she_had_before_goes_too_and_stays_suppressed_if_it_was() throws Exception {
        Contact zoe = livedThrough();
        sql("UPDATE message SET address = '+14155550777' WHERE channel = 'sms' AND contact_id = " + zoe.id());
        in(work -> {
            stores.suppressions()
                    .add(
                            work,
                            new io.ripen.policy.Suppressions.Suppression(
                                    AddressKind.PHONE, "+14155550777", "STOP", NOW));
            stores.policyMemory().lock(work, "frequency-caps", List.of("PHONE:+14155550777"));
        });
        erasure.erase(MANAGER, zoe.id());
        endLooks(zoe.id());
        assertThat(found()).isEmpty();
        assertThat(everything()).noneMatch(value -> value.contains("4155550777"));
        assertThat(new SuppressionList(stores, new ConsentBook(stores)).find(AddressKind.PHONE, "+1 415 555 0777"))
                .isPresent();
    }

    private List<String> everything() throws SQLException {
        List<String> all = new ArrayList<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, List<String>> table : columns().entrySet()) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table.getKey())) {
                    while (rows.next()) {
                        for (String column : table.getValue()) {
                            all.add(String.valueOf(rows.getString(column)));
                        }
                    }
                }
            }
        }
        return all;
    }

    @Test
    void who_was_only_deleted_before_is_erased_as_well() throws Exception {
        Contact zoe = livedThrough();
        in(work -> stores.contacts().delete(work, zoe.id()));
        assertThat(found()).containsKey("message").doesNotContainKey("contact");
        assertThat(erasure.preview(MANAGER, zoe.id()).orElseThrow().rows()).containsKey("messages");
        assertThat(erasure.erase(MANAGER, zoe.id()).orElseThrow().state()).isEqualTo(Erasure.State.DONE);
        endLooks(zoe.id());
        assertThat(found()).isEmpty();
        assertThat(erasure.erase(MANAGER, new ContactId(999_999_999))).isEmpty();
    }

    @Test
    void a_person_with_very_many_rows_goes_page_by_page() throws Exception {
        int rows = Integer.getInteger("erasure.rows", 5_000);
        Contact zoe = node.create(List.of(zoe())).get(0);
        String numbers = url().contains(":h2:") ? "SYSTEM_RANGE(1, " + rows + ")" : "generate_series(1, " + rows + ")";
        sql("INSERT INTO event (team, id, type, contact_id, happened_at, received_at, source, data) SELECT 'default',"
                + " 'many-' || x.n, 'page.viewed', " + zoe.id() + ", CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'WEB',"
                + " '{\"who\":\"zoe\"}' FROM " + numbers + " AS x(n)");
        sql("INSERT INTO history (id, team, contact_id, happened_at, kind, line) SELECT 5000000 + x.n, 'default', "
                + zoe.id() + ", CURRENT_TIMESTAMP, 'note', 'Zoë' FROM " + numbers + " AS x(n)");
        sql("INSERT INTO message (id, team, contact_id, occurrence, channel, address, body, state, attempt, planned_at)"
                + " SELECT 5000000 + x.n, 'default', " + zoe.id() + ", 1, 'sms', '" + PHONE
                + "', 'Zoë', 'ACCEPTED', 1, CURRENT_TIMESTAMP FROM " + numbers + " AS x(n)");
        long began = System.nanoTime();
        erasure.erase(MANAGER, zoe.id());
        while (erasure.find(MANAGER, zoe.id()).orElseThrow().state() == Erasure.State.RUNNING) {
            erasure.lookAgain();
        }
        System.out.printf("erased 3 x %d rows in %d ms%n", rows, (System.nanoTime() - began) / 1_000_000);
        assertThat(found().keySet()).containsExactly("erasure");
    }

    @Test
    void only_a_manager_of_the_team_erases() {
        Contact zoe = node.create(List.of(zoe())).get(0);
        Actor agent = new Actor(Actor.Kind.PERSON, null, "Al", false, Map.of(TEAM, Role.AGENT));
        Actor stranger = new Actor(Actor.Kind.PERSON, null, "Sue", false, Map.of(new TeamId("south"), Role.MANAGER));
        assertThatThrownBy(() -> erasure.erase(agent, zoe.id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> erasure.preview(agent, zoe.id())).isInstanceOf(RefusedException.class);
        assertThat(erasure.erase(stranger, zoe.id())).isEmpty();
        assertThat(erasure.preview(stranger, zoe.id())).isEmpty();
        in(work -> assertThat(stores.contacts().find(work, zoe.id())).isPresent());
        erasure.erase(MANAGER, zoe.id());
        assertThat(erasure.find(stranger, zoe.id())).isEmpty();
        assertThat(erasure.erase(MANAGER, zoe.id()))
                .as("asked twice")
                .map(Erasure.Progress::state)
                .isEqualTo(Optional.of(Erasure.State.DONE));
    }
}
