package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import io.ripen.audit.Verification.Kind;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.team.TeamId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The audit log: what is in it, who sees it, and that whoever tampers with it is found. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
abstract class AuditStoreContract {
    private static final Actor ANN = new Actor(Actor.Kind.PERSON, null, "Ann Alder", true, Map.of());
    private static final TeamId NORTH = new TeamId("north");
    private static final TeamId SOUTH = new TeamId("south");

    private final TestDatabase database;

    @TempDir
    Path folder;

    private String url = "";
    private Stores stores;

    AuditStoreContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.url();
        stores = Stores.open(url, database.user(), "", 8, StoreOptions.PLAIN);
        stores.auditProof().keep(AuditAnchors.in(folder));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void record(Change change) {
        stores.transactions().call(work -> {
            stores.audit().record(work, change);
            return null;
        });
    }

    private void record(int count) {
        for (int i = 1; i <= count; i++) {
            record(Change.of(ANN, "team.changed", "team:north").in(NORTH).value("name", "N" + (i - 1), "N" + i));
        }
    }

    private List<AuditEntry> list(
            Scope teams, @Nullable String target, @Nullable String actor, @Nullable Long before, int limit) {
        return stores.transactions()
                .call(work -> stores.audit()
                        .list(work, teams, new Audit.Query(null, target, actor, null, null, before, limit)));
    }

    private List<AuditEntry> all() {
        return list(Scope.all(), null, null, null, 1_000);
    }

    /** As somebody with the database's password would. */
    private void tamper(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, database.user(), "");
                Statement statement = connection.createStatement()) {
            if (database == TestDatabase.POSTGRESQL) {
                statement.execute("ALTER TABLE audit DISABLE TRIGGER audit_append_only");
            }
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private Verification.Broken broken() {
        Verification.Broken broken = stores.auditProof().verify().broken();
        assertThat(broken).isNotNull();
        return broken;
    }

    @Test
    void an_entry_says_who_changed_what_from_what_to_what() {
        record(Change.of(ANN, "account.changed", "account:7")
                .in(NORTH)
                .value("admin", false, true)
                .value("name", "same", "same")
                .personal("email", "old@example.com", "new@example.com")
                .secret("password"));
        AuditEntry entry = all().get(0);
        assertThat(entry.number()).isEqualTo(1);
        assertThat(entry.by()).isEqualTo(new AuditEntry.By(Actor.Kind.PERSON, "Ann Alder", null));
        assertThat(entry.team()).isEqualTo(NORTH);
        assertThat(entry.action() + " " + entry.target()).isEqualTo("account.changed account:7");
        assertThat(entry.values())
                .isEqualTo(Map.of(
                        "admin", new Change.Value(false, true),
                        "email", new Change.Value("old@example.com", "new@example.com"),
                        "password", new Change.Value("secret", "changed")));
        assertThat(entry.erased()).isFalse();
        assertThat(stores.auditProof().verify().isWhole()).isTrue();
    }

    @Test
    void what_was_rolled_back_or_undone_leaves_nothing() {
        assertThatThrownBy(() -> stores.transactions().call(work -> {
                    stores.audit().record(work, Change.of(ANN, "a", "b"));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        stores.transactions().call(work -> {
            Savepoint.run(work, () -> {
                stores.audit().record(work, Change.of(ANN, "undone", "b"));
                throw new IllegalStateException("no");
            });
            stores.audit().record(work, Change.of(ANN, "done", "b"));
            return null;
        });
        assertThat(all()).extracting(AuditEntry::action).containsExactly("done");
        assertThat(all().get(0).number()).isEqualTo(1);
    }

    @Test
    void many_at_once_get_numbers_without_a_gap_and_the_chain_holds() throws Exception {
        try (Stores other = Stores.open(url, database.user(), "", 8, StoreOptions.PLAIN)) {
            List<Callable<Object>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Stores node = i % 2 == 0 ? stores : other;
                String target = "account:" + i % 3;
                tasks.add(() -> {
                    for (int j = 0; j < 25; j++) {
                        node.transactions().call(work -> {
                            node.audit()
                                    .record(work, Change.of(ANN, "one", target).personal("name", null, "x"));
                            node.audit()
                                    .record(
                                            work,
                                            Change.of(ANN, "two", "other:1").with("count", 2));
                            return null;
                        });
                    }
                    return "";
                });
            }
            java.util.concurrent.ExecutorService threads = java.util.concurrent.Executors.newFixedThreadPool(8);
            try {
                for (var each : threads.invokeAll(tasks)) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(all())
                .extracting(AuditEntry::number)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 400).map(i -> 401 - i).boxed().toList());
        assertThat(stores.auditProof().verify().entries()).isEqualTo(400);
        assertThat(stores.auditProof().verify().broken()).isNull();
    }

    @Test
    void lists_are_by_team_target_actor_and_page() {
        Actor bea = new Actor(Actor.Kind.TOKEN, null, "token 'x' of Bea", false, Map.of());
        record(Change.of(ANN, "one", "team:north").in(NORTH));
        record(Change.of(ANN, "two", "team:south").in(SOUTH));
        record(Change.of(bea, "three", "team:north").in(NORTH));
        record(Change.of(ANN, "four", "account:1"));
        assertThat(actions(list(Scope.of(NORTH), null, null, null, 10))).containsExactly("three", "one");
        assertThat(actions(list(Scope.of(List.of(NORTH, SOUTH)), null, null, null, 2)))
                .containsExactly("three", "two");
        assertThat(actions(list(Scope.of(List.of(NORTH, SOUTH)), null, null, 2L, 2)))
                .containsExactly("one");
        assertThat(list(Scope.none(), null, null, null, 10)).isEmpty();
        assertThat(actions(list(Scope.all(), "team:north", null, null, 10))).containsExactly("three", "one");
        assertThat(actions(list(Scope.all(), null, bea.name(), null, 10))).containsExactly("three");
        assertThat(actions(list(Scope.all(), null, null, 4L, 1))).containsExactly("three");
        AuditEntry two = all().get(2);
        assertThat(actions(between(two.at(), null))).contains("four", "three", "two");
        assertThat(actions(between(null, two.at()))).doesNotContain("four", "three", "two");
        assertThat(between(two.at().plusSeconds(60), null)).isEmpty();
        assertThat(between(null, two.at().plusSeconds(60))).hasSize(4);
    }

    private List<AuditEntry> between(java.time.@Nullable Instant from, java.time.@Nullable Instant until) {
        return stores.transactions()
                .call(work -> stores.audit()
                        .list(work, Scope.all(), new Audit.Query(null, null, null, from, until, null, 10)));
    }

    private static List<String> actions(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::action).toList();
    }

    @Test
    void what_was_personal_is_gone_with_its_key_and_the_chain_still_holds() throws Exception {
        record(Change.of(ANN, "contact.changed", "contact:5").personal("phone", "+14155550100", "+14155550199"));
        record(Change.of(ANN, "contact.changed", "contact:6").personal("phone", null, "+14155550177"));
        stores.transactions().call(work -> {
            stores.audit().record(work, Change.of(ANN, "contact.erased", "contact:5"));
            stores.audit().forget(work, "contact:5");
            return null;
        });
        List<AuditEntry> entries = all();
        assertThat(entries.get(2).erased()).isTrue();
        assertThat(entries.get(2).values()).isEmpty();
        assertThat(entries.get(1).values()).containsKey("phone");
        assertThat(stores.auditProof().verify().isWhole()).isTrue();
        tamper("UPDATE audit SET sealed = NULL WHERE number = 1");
        assertThat(broken().number()).isEqualTo(1);
    }

    @Test
    void a_changed_entry_is_found_and_named() throws Exception {
        record(9);
        for (String column : List.of("actor", "action", "target", "details", "team", "actor_kind")) {
            assertThat(stores.auditProof().verify().isWhole()).isTrue();
            tamper("ALTER TABLE audit ADD COLUMN kept VARCHAR", "UPDATE audit SET kept = " + column);
            tamper("UPDATE audit SET " + column + " = 'PERSON_' WHERE number = 4");
            assertThat(broken().number()).as(column).isEqualTo(4);
            assertThat(broken().kind()).isEqualTo(Kind.CHANGED);
            assertThat(broken().told()).startsWith("Entry 4 is not what was written");
            tamper("UPDATE audit SET " + column + " = kept", "ALTER TABLE audit DROP COLUMN kept");
        }
        tamper("UPDATE audit SET at = at + INTERVAL '1' SECOND WHERE number = 9");
        assertThat(broken().number()).isEqualTo(9);
    }

    @Test
    void an_entry_that_was_taken_out_is_found_and_named() throws Exception {
        record(9);
        tamper("DELETE FROM audit WHERE number = 4");
        assertThat(broken().kind()).isEqualTo(Kind.MISSING);
        assertThat(broken().number()).isEqualTo(4);
        tamper("UPDATE audit SET number = number - 1 WHERE number = 5");
        assertThat(broken().number()).as("put together again").isEqualTo(4);
    }

    @Test
    void a_log_that_was_cut_off_is_found() throws Exception {
        record(9);
        tamper("DELETE FROM audit WHERE number > 7");
        assertThat(broken().kind()).isEqualTo(Kind.CUT);
        assertThat(broken().number()).isEqualTo(8);
    }

    @Test
    void a_log_that_was_cut_off_with_its_end_is_found_by_what_this_node_noted() throws Exception {
        record(9);
        stores.auditProof().note();
        tamper(
                "DELETE FROM audit WHERE number > 7",
                "UPDATE audit_head SET number = 7, hash = (SELECT hash FROM audit WHERE number = 7)");
        assertThat(broken().kind()).isEqualTo(Kind.CUT);
        assertThat(broken().number()).isEqualTo(8);
        record(5);
        assertThat(broken().told()).as("written anew from there").contains("written anew");
        stores.auditProof().keep(AuditAnchors.in(null));
        assertThat(stores.auditProof().verify().isWhole())
                .as("without the note nobody knows")
                .isTrue();
    }

    @Test
    void the_file_keeps_one_line_a_day_and_never_goes_back() throws Exception {
        AuditAnchors anchors = AuditAnchors.in(folder);
        anchors.note("2026-12-01", new AuditStore.Head(1, "a"));
        anchors.note("2026-12-01", new AuditStore.Head(5, "b"));
        anchors.note("2026-12-02", new AuditStore.Head(5, "b"));
        anchors.note("2026-12-02", new AuditStore.Head(6, "c"));
        anchors.note("2026-12-03", new AuditStore.Head(2, "d"));
        assertThat(Files.readAllLines(folder.resolve("audit"))).containsExactly("2026-12-01 5 b", "2026-12-02 6 c");
    }

    @Test
    void odd_characters_have_the_same_hash_when_they_are_read() {
        record(Change.of(ANN, "odd", "a\0b").value("x", "\ud800", "Zoë \uD83D\uDE42 \u0000"));
        assertThat(stores.auditProof().verify().isWhole()).isTrue();
    }

    @Test
    void no_statement_of_ours_may_change_it_on_postgresql() {
        record(1);
        if (database == TestDatabase.POSTGRESQL) {
            for (String each : List.of("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit")) {
                assertThatThrownBy(() -> {
                            try (Connection connection = DriverManager.getConnection(url, database.user(), "");
                                    Statement statement = connection.createStatement()) {
                                statement.execute(each);
                            }
                        })
                        .hasMessageContaining("only added to");
            }
        }
        assertThat(all()).hasSize(1);
    }
}
