package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.delivery.DeliveryReports.Status;
import io.ripen.delivery.MessageState;
import io.ripen.event.EventSource;
import io.ripen.transaction.UnitOfWork;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a lead costs must not grow with those that wait, also in a database that is new: PostgreSQL knows nothing of its tables
 * then and keeps the plans that it made while they were empty. Counted are the rows that it reads, which is what such a plan
 * costs, on every machine alike.
 */
class PostgresPlansTest {
    private static final int LEADS = 40;
    private static final int WAITING = 20_000;
    /** For all that happens to one lead below; it is about 20. */
    private static final int ROWS_FOR_A_LEAD = 50;

    @Test
    void a_lead_costs_the_same_however_many_wait_in_a_database_without_statistics() throws Exception {
        TestDatabase database = TestDatabase.POSTGRESQL;
        String url = database.url();
        World world = new World();
        world.stores = Stores.open(url, database.user(), "", 12, StoreOptions.PLAIN);
        try {
            execute(url, "ALTER TABLE contact SET (autovacuum_enabled = off)");
            execute(url, "ALTER TABLE enrollment SET (autovacuum_enabled = off)");
            execute(url, "ALTER TABLE message SET (autovacuum_enabled = off)");
            // A plan is kept after some executions; then the tables grow.
            for (int i = 0; i < LEADS / 2; i++) {
                world.aLeadComesIsTextedAndReplies(i);
            }
            world.manyWait();
            execute(
                    url,
                    "INSERT INTO task (id, team, contact_id, kind, title, state, enrollment_id, message_id, created_at)"
                            + " SELECT n, 'default', n, 'call', 'Call', 'OPEN', 1000000 + n, n, now()"
                            + " FROM generate_series(1, " + WAITING + ") AS n");
            for (int i = LEADS / 2; i < LEADS; i++) {
                world.aLeadComesIsTextedAndReplies(i);
            }
        } finally {
            world.closeStores();
        }

        String table = "SELECT relname, n_tup_ins, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) AS rows_read,"
                + " coalesce(seq_tup_read, 0) AS scanned FROM pg_stat_user_tables"
                + " WHERE relname IN ('contact', 'enrollment', 'message', 'event', 'history', 'task') ORDER BY relname";
        await(url, "SELECT n_tup_ins = " + (WAITING + LEADS) + " FROM pg_stat_user_tables WHERE relname = 'contact'");
        List<String> seen = new ArrayList<>();
        long read = 0;
        try (Connection connection = DriverManager.getConnection(url, database.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(table)) {
            while (rows.next()) {
                seen.add(rows.getString(1) + ": " + rows.getLong(2) + " written, " + rows.getLong(3) + " read, of them "
                        + rows.getLong(4) + " by reading the whole table");
                read += rows.getLong(3);
            }
        }
        assertThat(read)
                .as("rows read for %s leads while %s wait: %s", LEADS, WAITING, seen)
                .isBetween(LEADS * 5L, LEADS * (long) ROWS_FOR_A_LEAD);
    }

    @Test
    void a_page_of_what_came_reads_as_many_rows_as_it_shows() throws Exception {
        String url = TestDatabase.POSTGRESQL.url();
        World world = new World();
        world.stores = Stores.open(url, TestDatabase.POSTGRESQL.user(), "", 2, StoreOptions.PLAIN);
        try {
            execute(url, "ALTER TABLE event SET (autovacuum_enabled = off)");
            execute(url, "ALTER TABLE stranger_event SET (autovacuum_enabled = off)");
            execute(
                    url,
                    "INSERT INTO event (team, id, type, happened_at, received_at, source, hook) SELECT 'default',"
                            + " 'e' || n, 'x', now(), TIMESTAMPTZ '2026-03-01 10:00:00+00' + n * INTERVAL '1 second',"
                            + " 'API', CASE WHEN n % 1000 = 0 THEN 'shop' END FROM generate_series(1, " + WAITING
                            + ") AS n");
            execute(
                    url,
                    "INSERT INTO stranger_event (team, id, address, received_at) SELECT team, id, id, received_at FROM event");
            world.run(work -> {
                EventStore events = world.stores.events();
                List<CameRow> page = events.came(work, "default", null, null, 50);
                CameRow last = page.get(49);
                assertThat(page.get(0).key()).isEqualTo("e" + WAITING);
                EventStore.Place place = new EventStore.Place(last.event().receivedAt(), last.key());
                assertThat(events.came(work, "default", null, place, 50).get(0).key())
                        .isEqualTo("e" + (WAITING - 50));
                assertThat(events.came(work, "default", "shop", null, 10)).hasSize(10);
                assertThat(world.stores.strangers().of(work, List.of("e7", "e8")))
                        .hasSize(2);
                assertThat(world.stores.strangers().waiting(work, "default", List.of("e7", "nobody")))
                        .hasSize(1);
                assertThat(world.stores
                                .strangers()
                                .addressesSince(work, last.event().receivedAt(), 500))
                        .hasSize(50);
                assertThat(events.hasCome(work, "default", List.of("e7"))).isTrue();
            });
        } finally {
            world.closeStores();
        }
        await(url, "SELECT n_tup_ins = " + WAITING + " FROM pg_stat_user_tables WHERE relname = 'stranger_event'");
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT sum(coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables"
                                + " WHERE relname IN ('event', 'stranger_event')")) {
            rows.next();
            assertThat(rows.getLong(1)).as("rows read by an index").isBetween(100L, 400L);
        }
    }

    @Test
    void a_session_costs_the_same_however_many_there_are() throws Exception {
        String url = TestDatabase.POSTGRESQL.url();
        World world = new World();
        world.stores = Stores.open(url, TestDatabase.POSTGRESQL.user(), "", 2, StoreOptions.PLAIN);
        try {
            execute(url, "ALTER TABLE web_session SET (autovacuum_enabled = off)");
            execute(
                    url,
                    "INSERT INTO web_session (id, hash, proof, created_at, last_seen_at, ends_at, address, browser)"
                            + " SELECT n, 'h' || n, '', now(), now(), TIMESTAMPTZ '2026-03-01 10:00:00+00' + n *"
                            + " INTERVAL '1 second', '', '' FROM generate_series(1, " + WAITING + ") AS n");
            world.run(work -> {
                WebSessionStore sessions = world.stores.webSessions();
                assertThat(sessions.byHash(work, "h" + WAITING)).isPresent();
                assertThat(sessions.ofAccount(work, null, 50)).hasSize(50);
                sessions.deleteEnded(work, Instant.parse("2026-03-01T10:00:11Z"));
            });
        } finally {
            world.closeStores();
        }
        await(url, "SELECT n_tup_del = 10 FROM pg_stat_user_tables WHERE relname = 'web_session'");
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT coalesce(idx_tup_fetch, 0), seq_tup_read FROM"
                        + " pg_stat_user_tables WHERE relname = 'web_session'")) {
            rows.next();
            assertThat(rows.getLong(1)).as("rows read by an index").isBetween(61L, 100L);
            assertThat(rows.getLong(2)).as("rows read without one").isZero();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A connection reports what it read when it ends, which is a moment after it was closed. */
    private static void await(String url, String condition) throws SQLException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.POSTGRESQL.user(), "");
                Statement statement = connection.createStatement()) {
            do {
                try (ResultSet others = statement.executeQuery("SELECT count(*) FROM pg_stat_activity WHERE datname ="
                        + " current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'")) {
                    others.next();
                    if (others.getInt(1) > 0) {
                        continue;
                    }
                }
                try (ResultSet row = statement.executeQuery(condition)) {
                    if (row.next() && row.getBoolean(1)) {
                        return;
                    }
                }
            } while (System.nanoTime() < end);
        }
        throw new AssertionError("Not within 30 s: " + condition);
    }

    /** Written with the stores' own statements only. */
    private static final class World extends StoreContract {
        private static final long NODE = 7;

        World() {
            super(TestDatabase.POSTGRESQL);
        }

        void manyWait() {
            run(work -> {
                List<Contact> contacts = new ArrayList<>();
                List<NewEnrollment> runs = new ArrayList<>();
                long[] ids = stores.ids().next(work, IdKind.CONTACT, WAITING);
                for (int i = 0; i < WAITING; i++) {
                    contacts.add(aContact(ids[i], "waiting-" + i, "+1212" + (1_000_000 + i)));
                    runs.add(aRun(work, "b2b", ids[i], NOW.plus(Duration.ofDays(3))));
                }
                assertThat(stores.contacts().insert(work, contacts)).hasSize(WAITING);
                assertThat(stores.enrollments().insert(work, runs)).hasSize(WAITING);
            });
        }

        void aLeadComesIsTextedAndReplies(int number) {
            Contact lead = aContact("lead-" + number, "+1646" + (1_000_000 + number));
            long id = lead.id().value();
            run(work -> {
                stores.contacts().insert(work, List.of(lead));
                stores.events().insertNew(work, List.of(event(id, "contact.created")));
                stores.enrollments().insert(work, List.of(aRun(work, "b2b", id, NOW)));
            });
            EnrollmentRow due = in(work -> {
                EnrollmentRow row = stores.due().lock(work, NOW, 500).get(0);
                stores.contacts().lock(work, Set.of(lead.id()));
                stores.enrollments().moveAll(work, List.of(owned(row, NODE)), 0);
                return row;
            });
            run(work -> assertThat(stores.due().earliest(work)).isNotEqualTo(Optional.of(NOW)));
            long message = in(work -> {
                NewMessage text = text(work, due);
                stores.messages().insert(work, List.of(text));
                return text.id();
            });
            run(work -> {
                stores.messages().settle(work, List.of(accepted(message)));
                stores.enrollments().moveAll(work, List.of(toWait(due, 0)), NODE);
            });
            run(work -> stores.messages()
                    .report(work, List.of(new ProviderReport(message, Status.DELIVERED, "SM" + message, null)), NOW));
            run(work -> {
                assertThat(stores.contacts().findByAddresses(work, Set.of(String.valueOf(lead.phone())), Set.of()))
                        .hasSize(1);
                stores.events().insertNew(work, List.of(event(id, "reply")));
                assertThat(stores.events().newest(work, Set.of(id), Set.of("reply"), 1))
                        .hasSize(1);
                assertThat(stores.events().ofContacts(work, Map.of(id, NOW), Set.of("reply")))
                        .hasSize(1);
                assertThat(stores.messages().lastOfSequence(work, id)).isPresent();
                List<EnrollmentRow> active =
                        stores.enrollments().lockConcerned(work, Set.of(id), Set.of("b2b"), Set.of("reply"));
                assertThat(stores.enrollments().stop(work, Set.of(active.get(0).id()), "A reply came in.", NOW))
                        .hasSize(1);
                assertThat(stores.events().byContact(work, id, 10)).hasSize(2);
            });
        }

        private static EventRow event(long contact, String type) {
            return new EventRow("default", type + contact, type, contact, NOW, NOW, EventSource.CRM, Map.of());
        }

        private NewMessage text(UnitOfWork work, EnrollmentRow run) {
            return new NewMessage(
                    stores.ids().next(work, IdKind.MESSAGE),
                    "default",
                    run.contact(),
                    run.id(),
                    "b2b",
                    "day-1",
                    1,
                    "sms",
                    "+16461000000",
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
                    NOW,
                    NOW,
                    NOW,
                    null);
        }

        private static Settlement accepted(long message) {
            return new Settlement(message, 1, MessageState.ACCEPTED, "SM" + message, null, null, null, null, NOW);
        }
    }
}
