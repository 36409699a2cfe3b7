package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.Actor;
import io.ripen.access.ApiTokens;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeptWebSessionsTest extends SignInStory {
    private static final WebSessions.From OFFICE = new WebSessions.From("203.0.113.9", "Firefox");
    private static final String PROOF = "hash of the administrator's password";

    private KeptWebSessions sessions;
    /** Another node on the same database. */
    private KeptWebSessions elsewhere;

    @BeforeAll
    void openSessions() {
        SessionLengths lengths = SessionLengths.of("1 hour", "12 hours");
        sessions = new KeptWebSessions(stores, passwords, lengths);
        elsewhere = new KeptWebSessions(stores, new Passwords(stores, HASHES, Realm.NONE, GroupRules.of("")), lengths);
    }

    private WebSessions.Opened opened(Account account) {
        return sessions.open(account.login(), PASSWORD, OFFICE).orElseThrow();
    }

    private boolean isOpen(WebSessions.Opened session) {
        boolean open = sessions.find(session.key(), PROOF).isPresent();
        assertThat(elsewhere.find(session.key(), PROOF).isPresent())
                .as("on the other node")
                .isEqualTo(open);
        return open;
    }

    private static AccountChange password(String password, @Nullable Long keep) {
        return new AccountChange(null, null, null, null, null, password, null, keep);
    }

    private static AccountChange change(@Nullable Map<TeamId, Role> roles, @Nullable Boolean disabled) {
        return new AccountChange(null, null, null, roles, disabled, null, null);
    }

    @Test
    void a_session_is_found_by_its_key_with_the_roles_of_the_moment() {
        Account ann = ann(Map.of(NORTH, Role.AGENT));
        WebSessions.Opened opened = opened(ann);
        assertThat(opened.actor()).isEqualTo(signedIn(ann));
        assertThat(opened.session().account()).isEqualTo(ann.id());
        assertThat(opened.session().address()).isEqualTo("203.0.113.9");
        assertThat(sessions.find(opened.key(), PROOF)).contains(opened);

        accounts.change(ADMIN, ann.id(), change(Map.of(SOUTH, Role.VIEWER), null));
        assertThat(elsewhere.find(opened.key(), PROOF).orElseThrow().actor().roles())
                .isEqualTo(Map.of(SOUTH, Role.VIEWER));
    }

    @Test
    void a_wrong_password_opens_none() {
        Account ann = ann(Map.of());
        assertThat(sessions.open(ann.login(), "another", OFFICE)).isEmpty();
        assertThat(sessions.open("nobody", PASSWORD, OFFICE)).isEmpty();
        accounts.change(ADMIN, ann.id(), change(null, true));
        assertThat(sessions.open(ann.login(), PASSWORD, OFFICE)).isEmpty();
        assertThatThrownBy(() ->
                        sessions.open(new Actor(Actor.Kind.PERSON, ann.id(), "Ann", false, Map.of()), PROOF, OFFICE))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rps_", "rps_AAAA", "rpn_AAAA", "rps_\0"})
    void what_is_no_key_is_nobodys(String key) {
        assertThat(sessions.find(key, PROOF)).isEmpty();
        sessions.end(key);
    }

    @Test
    void it_ends_when_nothing_is_done_and_lasts_while_something_is() {
        Account ann = ann(Map.of());
        WebSessions.Opened used = opened(ann);
        WebSessions.Opened idle = opened(ann);
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(50));
            assertThat(isOpen(used)).isTrue();
        }
        assertThat(isOpen(idle)).isFalse();
        assertThat(sessions.list(signedIn(ann)))
                .extracting(WebSession::id)
                .containsExactly(used.session().id());
        clock.pass(Duration.ofMinutes(60).minusNanos(1_000));
        assertThat(isOpen(used)).isTrue();
        clock.pass(Duration.ofMinutes(60));
        assertThat(isOpen(used)).isFalse();
    }

    @Test
    void it_ends_in_any_case_after_its_longest_time() {
        Account ann = ann(Map.of());
        WebSessions.Opened opened = opened(ann);
        for (int i = 0; i < 23; i++) {
            clock.pass(Duration.ofMinutes(30));
            assertThat(isOpen(opened)).isTrue();
        }
        WebSession near = sessions.list(signedIn(ann)).get(0);
        assertThat(near.idleEndsAt()).as("no later than its end").isEqualTo(near.endsAt());
        clock.pass(Duration.ofMinutes(30));
        assertThat(isOpen(opened)).isFalse();
    }

    @Test
    void when_it_was_used_last_is_written_once_a_minute() {
        Account ann = ann(Map.of());
        WebSessions.Opened opened = opened(ann);
        clock.pass(Duration.ofSeconds(59));
        assertThat(sessions.find(opened.key(), PROOF)).contains(opened);
        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.find(opened.key(), PROOF).orElseThrow().session().lastSeenAt())
                .isEqualTo(opened.session().createdAt().plusSeconds(60));
    }

    @Test
    void who_is_disabled_or_deleted_is_out_at_once_and_stays_out() {
        Account ann = ann(Map.of());
        WebSessions.Opened opened = opened(ann);
        accounts.change(ADMIN, ann.id(), change(null, true));
        assertThat(isOpen(opened)).isFalse();
        accounts.change(ADMIN, ann.id(), change(null, false));
        assertThat(isOpen(opened)).as("after a while disabled").isFalse();

        WebSessions.Opened again = opened(ann);
        assertThat(isOpen(again)).isTrue();
        accounts.delete(ADMIN, ann.id());
        assertThat(isOpen(again)).isFalse();
    }

    @Test
    void another_password_ends_the_other_sessions() {
        Account ann = ann(Map.of());
        WebSessions.Opened here = opened(ann);
        WebSessions.Opened there = opened(ann);
        WebSessions.Opened bea = opened(ann(Map.of()));
        accounts.change(
                here.actor(),
                ann.id(),
                password("lorry blue mornings", here.session().id()));
        assertThat(isOpen(here)).isTrue();
        assertThat(isOpen(there)).isFalse();

        accounts.change(
                ADMIN,
                ann.id(),
                password("and another longer one", bea.session().id()));
        assertThat(isOpen(here)).isFalse();
        assertThat(isOpen(bea)).as("somebody else's").isTrue();
    }

    @Test
    void a_sign_in_at_the_moment_of_a_change_with_the_old_password_is_over() {
        Account ann = ann(Map.of());
        WebSessions.Opened quick = opened(ann);
        var late = stores.transactions().call(work -> {
            var row = stores.webSessions().find(work, quick.session().id()).orElseThrow();
            stores.webSessions().delete(work, row.id());
            return row;
        });
        accounts.change(ADMIN, ann.id(), password("lorry blue mornings", null));
        stores.transactions().call(work -> {
            stores.webSessions().insert(work, late, SessionKey.hash(quick.key()));
            return null;
        });
        assertThat(isOpen(quick)).isFalse();
    }

    @Test
    void the_administrators_session_ends_with_what_proved_him() {
        WebSessions.Opened opened = sessions.open(ADMIN, PROOF, OFFICE);
        assertThat(sessions.find(opened.key(), PROOF).orElseThrow().actor()).isEqualTo(ADMIN);
        assertThat(sessions.find(opened.key(), "hash of another password")).isEmpty();
        stores.transactions().call(work -> {
            assertThat(stores.webSessions().find(work, opened.session().id()).toString())
                    .as("what is kept")
                    .doesNotContain(PROOF, opened.key());
            return null;
        });
        sessions.endAll(ADMIN, null);
        assertThat(isOpen(opened)).isFalse();
    }

    @Test
    void everybody_sees_and_ends_their_own() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        Account bea = ann(Map.of(NORTH, Role.MANAGER));
        WebSessions.Opened first = opened(ann);
        clock.pass(Duration.ofMinutes(1));
        WebSessions.Opened second = opened(ann);
        WebSessions.Opened other = opened(bea);
        assertThat(sessions.list(signedIn(ann))).containsExactly(second.session(), first.session());
        assertThat(sessions.end(signedIn(ann), other.session().id())).isFalse();
        assertThat(sessions.end(signedIn(ann), first.session().id())).isTrue();
        assertThat(isOpen(first)).isFalse();
        assertThatThrownBy(() -> sessions.endAll(signedIn(ann), bea.id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> sessions.endAll(signedIn(ann), null)).isInstanceOf(RefusedException.class);
        sessions.endAll(signedIn(ann), ann.id());
        assertThat(isOpen(second)).isFalse();
        assertThat(isOpen(other)).isTrue();
        sessions.endAll(ADMIN, bea.id());
        assertThat(isOpen(other)).isFalse();
    }

    @Test
    void a_program_has_none_and_ends_none() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        WebSessions.Opened opened = opened(ann);
        Actor program = signIn.byToken(tokens.create(signedIn(ann), new ApiTokens.Draft("x", null, null, null))
                        .key())
                .orElseThrow();
        assertThatThrownBy(() -> sessions.list(program)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> sessions.end(program, opened.session().id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> sessions.endAll(program, ann.id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> sessions.open(program, PROOF, OFFICE)).isInstanceOf(RefusedException.class);
        assertThat(isOpen(opened)).isTrue();
    }

    @Test
    void signing_out_ends_it_and_the_oldest_of_many_go() {
        Account ann = ann(Map.of());
        WebSessions.Opened first = opened(ann);
        WebSessions.Opened second = opened(ann);
        sessions.end(second.key());
        assertThat(isOpen(second)).isFalse();
        for (int i = 1; i < KeptWebSessions.MOST; i++) {
            opened(ann);
        }
        assertThat(isOpen(first)).isTrue();
        opened(ann);
        assertThat(isOpen(first)).isFalse();
        assertThat(sessions.list(signedIn(ann))).hasSize(KeptWebSessions.MOST);
    }

    @Test
    void what_a_browser_calls_itself_is_kept_in_one_short_line() {
        Account ann = ann(Map.of());
        sessions.open(ann.login(), PASSWORD, new WebSessions.From("x".repeat(500), "a\nb" + "c".repeat(500)));
        WebSession kept = sessions.list(signedIn(ann)).get(0);
        assertThat(kept.browser()).startsWith("a bc").hasSize(200);
        assertThat(kept.address()).hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "4 minutes,12 hours,session.idle",
        "1 hour,31 days,session.longest",
        "2 hours,1 hour,session.idle",
        "soon,1 hour,session.idle"
    })
    void settings_that_make_no_sense_are_refused_by_name(String idle, String longest, String named) {
        assertThatThrownBy(() -> SessionLengths.of(idle, longest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void the_name_of_an_account_is_known_for_logs() {
        Account ann = ann(Map.of());
        assertThat(signIn.known(ann.login().toUpperCase(java.util.Locale.ROOT))).contains(ann.login());
        assertThat(List.of("my secret password", "", "\0", "x".repeat(5_000)))
                .allSatisfy(each -> assertThat(signIn.known(each)).isEmpty());
    }
}
