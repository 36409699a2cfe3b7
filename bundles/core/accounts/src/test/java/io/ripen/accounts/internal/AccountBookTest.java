package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountDraft;
import io.ripen.access.Actor;
import io.ripen.access.ApiTokens;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.StaleAccountException;
import io.ripen.team.TeamId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountBookTest extends SignInStory {
    private static final AccountChange NOTHING = new AccountChange(null, null, null, null, null, null, null);

    private static AccountChange admin(boolean admin) {
        return new AccountChange(null, null, admin, null, null, null, null);
    }

    private static AccountChange named(String name, @Nullable Integer version) {
        return new AccountChange(name, null, null, null, null, null, version);
    }

    @Test
    void a_manager_makes_nobody_more_not_even_himself() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        Actor actor = signedIn(ann);
        Account bea = ann(Map.of(NORTH, Role.AGENT));
        assertThatThrownBy(() -> accounts.create(actor, draft("eve", Map.of()))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> accounts.list(actor, 0, 10)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> accounts.delete(actor, bea.id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> accounts.change(actor, ann.id(), admin(true))).isInstanceOf(RefusedException.class);
        AccountChange south = new AccountChange(null, null, null, Map.of(SOUTH, Role.VIEWER), null, null, null);
        assertThatThrownBy(() -> accounts.change(actor, ann.id(), south)).isInstanceOf(RefusedException.class);
        assertThat(accounts.find(actor, bea.id()))
                .as("another's account is not there")
                .isEmpty();
        AccountChange password = new AccountChange(null, null, null, null, null, "mine from now on", null);
        assertThat(accounts.change(actor, bea.id(), password)).isEmpty();
        assertThat(signedIn(bea)).isNotNull();
        assertThat(signedIn(ann).roles()).isEqualTo(Map.of(NORTH, Role.MANAGER));
    }

    @Test
    void everybody_changes_their_own_name_and_password() {
        Account ann = ann(Map.of(NORTH, Role.VIEWER));
        Actor actor = signedIn(ann);
        AccountChange change = new AccountChange("Ann Ash", "", null, null, null, "lorry blue mornings", 1);
        Account changed = accounts.change(actor, ann.id(), change).orElseThrow();
        assertThat(changed.name()).isEqualTo("Ann Ash");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(signIn.byPassword(ann.login(), "lorry blue mornings")).isPresent();
        assertThat(accounts.find(actor, ann.id())).contains(changed);
    }

    @Test
    void a_token_changes_no_account_and_makes_no_token() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        Actor program = signIn.byToken(tokens.create(signedIn(ann), new ApiTokens.Draft("import", null, null, null))
                        .key())
                .orElseThrow();
        assertThat(accounts.change(program, ann.id(), named("Other", null))).isEmpty();
        assertThatThrownBy(() -> tokens.create(program, new ApiTokens.Draft("more", null, null, null)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void nobody_makes_a_token_that_is_worth_more() {
        Actor actor = signedIn(ann(Map.of(NORTH, Role.AGENT)));
        for (ApiTokens.Draft each : new ApiTokens.Draft[] {
            new ApiTokens.Draft("x", NORTH, Role.MANAGER, null),
            new ApiTokens.Draft("x", SOUTH, Role.VIEWER, null),
            new ApiTokens.Draft("x", SOUTH, null, null),
            new ApiTokens.Draft("x", null, Role.MANAGER, null)
        }) {
            assertThatThrownBy(() -> tokens.create(actor, each)).isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> tokens.create(ADMIN, new ApiTokens.Draft("x", null, Role.AGENT, null)))
                .as("it would be worth nothing")
                .isInstanceOfSatisfying(
                        InvalidAccountException.class,
                        e -> assertThat(e.field()).isEqualTo("team"));
        Actor nowhere = signedIn(ann(Map.of()));
        assertThatThrownBy(() -> tokens.create(nowhere, new ApiTokens.Draft("x", null, null, null)))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void everybody_sees_and_ends_only_their_own_tokens() {
        Actor ann = signedIn(ann(Map.of(NORTH, Role.AGENT)));
        Actor bea = signedIn(ann(Map.of(NORTH, Role.AGENT)));
        ApiTokens.Made made = tokens.create(ann, new ApiTokens.Draft("import", null, null, null));
        assertThat(tokens.list(ann, 0, 10)).containsExactly(made.token());
        assertThat(tokens.list(bea, 0, 10)).isEmpty();
        assertThat(tokens.end(bea, made.token().id())).isFalse();
        assertThat(tokens.end(ann, made.token().id())).isTrue();
        assertThat(tokens.end(ann, made.token().id())).isFalse();
        assertThat(signIn.byToken(made.key())).isEmpty();
    }

    @Test
    void of_two_who_change_the_same_the_second_is_told() {
        Account ann = ann(Map.of());
        accounts.change(ADMIN, ann.id(), named("First", 1));
        assertThatThrownBy(() -> accounts.change(ADMIN, ann.id(), named("Second", 1)))
                .isInstanceOf(StaleAccountException.class);
        assertThat(accounts.find(ADMIN, ann.id()).orElseThrow().name()).isEqualTo("First");
        assertThat(accounts.change(ADMIN, ann.id(), NOTHING).orElseThrow().version())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ann alder", "ann:alder", "admin", "ADMIN ", "\u00a0ann\u2003alder"})
    void such_a_login_is_refused(String login) {
        assertThatThrownBy(() -> accounts.create(ADMIN, draft(login, Map.of())))
                .isInstanceOfSatisfying(
                        InvalidAccountException.class,
                        e -> assertThat(e.field()).isEqualTo("login"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann.ash@example.com", "Ann", "zoë", "安", "o'brien", "a+b"})
    void such_a_login_is_kept_and_given_once(String login) {
        Account first = accounts.create(ADMIN, draft(login, Map.of()));
        assertThat(first.login()).isEqualTo(login);
        assertThatThrownBy(() -> accounts.create(ADMIN, draft(login.toUpperCase(Locale.ROOT), Map.of())))
                .isInstanceOf(InvalidAccountException.class)
                .hasMessageContaining("already");
        assertThat(signedIn(first)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "short",
        "12345678901234",
        "abcdefghijklmnop",
        "aaaaaaaaaaaaaaaa",
        "abababababababab",
        "Password2026!!!",
        "my-eve-password-is-eve@example.com",
    })
    void such_a_password_is_refused(String password) {
        AccountDraft draft = new AccountDraft("eve@example.com", null, null, false, Map.of(), password);
        assertThatThrownBy(() -> accounts.create(ADMIN, draft))
                .isInstanceOfSatisfying(InvalidAccountException.class, e -> {
                    assertThat(e.field()).isEqualTo("password");
                    assertThat(e.getMessage()).doesNotContain(password);
                });
    }

    @Test
    void a_role_in_a_team_that_does_not_exist_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> accounts.create(ADMIN, draft("eve", Map.of(new TeamId("nort"), Role.AGENT))))
                .isInstanceOfSatisfying(
                        InvalidAccountException.class, e -> assertThat(e.cure()).contains("'north'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "@", "ann@", "@example.com", "a@b@c", "ann alder@example.com"})
    void such_an_address_is_refused(String email) {
        AccountDraft draft = new AccountDraft("eve2", null, email, false, Map.of(), null);
        assertThatThrownBy(() -> accounts.create(ADMIN, draft))
                .isInstanceOfSatisfying(
                        InvalidAccountException.class,
                        e -> assertThat(e.field()).isEqualTo("email"));
    }
}
