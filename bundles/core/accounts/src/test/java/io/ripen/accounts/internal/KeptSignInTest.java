package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.Actor;
import io.ripen.access.ApiTokens;
import io.ripen.access.Role;
import io.ripen.access.Scope;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptSignInTest extends SignInStory {

    private static AccountChange change(@Nullable Map<io.ripen.team.TeamId, Role> roles, @Nullable Boolean disabled) {
        return new AccountChange(null, null, null, roles, disabled, null, null);
    }

    @Test
    void the_right_password_gives_the_roles_of_the_moment() {
        Account ann = ann(Map.of(NORTH, Role.AGENT));
        Actor actor = signedIn(ann);
        assertThat(actor.scope(Role.VIEWER)).isEqualTo(Scope.of(NORTH));
        assertThat(actor.may(Role.AGENT, NORTH)).isTrue();
        assertThat(actor.may(Role.MANAGER, NORTH)).isFalse();
        assertThat(actor.may(Role.VIEWER, SOUTH)).isFalse();

        accounts.change(ADMIN, ann.id(), change(Map.of(SOUTH, Role.VIEWER), null));
        assertThat(signedIn(ann).scope(Role.VIEWER)).isEqualTo(Scope.of(SOUTH));
    }

    @Test
    void capitals_of_a_login_do_not_matter_and_those_of_a_password_do() {
        Account ann = ann(Map.of());
        assertThat(signIn.byPassword(ann.login().toUpperCase(Locale.ROOT), PASSWORD))
                .isPresent();
        assertThat(signIn.byPassword(ann.login(), PASSWORD.toUpperCase(Locale.ROOT)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "orange tractor sings lo", "orange tractor sings low ", "admin", "\0"})
    void another_password_is_nobodys(String password) {
        Account ann = ann(Map.of());
        assertThat(signedIn(ann)).isNotNull();
        assertThat(signIn.byPassword(ann.login(), password)).isEmpty();
        assertThat(signIn.byPassword("nobody", PASSWORD)).isEmpty();
    }

    @Test
    void a_password_typed_on_another_keyboard_is_the_same() {
        String typed = "Müllers Garten blüht";
        Account ann = ann(Map.of());
        accounts.change(ADMIN, ann.id(), new AccountChange(null, null, null, null, null, typed, null));
        assertThat(signIn.byPassword(ann.login(), Normalizer.normalize(typed, Normalizer.Form.NFD)))
                .isPresent();
    }

    @Test
    void who_is_disabled_or_deleted_or_has_another_password_is_out_at_once() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        Actor actor = signedIn(ann);
        String key = tokens.create(actor, new ApiTokens.Draft("import", null, null, null))
                .key();
        assertThat(signIn.byToken(key)).isPresent();

        accounts.change(ADMIN, ann.id(), change(null, true));
        assertThat(signIn.byPassword(ann.login(), PASSWORD)).isEmpty();
        assertThat(signIn.byToken(key)).isEmpty();

        accounts.change(ADMIN, ann.id(), change(null, false));
        accounts.change(ADMIN, ann.id(), new AccountChange(null, null, null, null, null, "another, longer one", null));
        assertThat(signIn.byPassword(ann.login(), PASSWORD)).isEmpty();
        assertThat(signIn.byPassword(ann.login(), "another, longer one")).isPresent();

        assertThat(accounts.delete(ADMIN, ann.id())).isTrue();
        assertThat(signIn.byPassword(ann.login(), "another, longer one")).isEmpty();
        assertThat(signIn.byToken(key)).isEmpty();
    }

    @Test
    void a_token_is_never_worth_more_than_its_owner_is_now() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER, SOUTH, Role.AGENT));
        Actor actor = signedIn(ann);
        String all = tokens.create(actor, new ApiTokens.Draft("all", null, null, null))
                .key();
        String one = tokens.create(actor, new ApiTokens.Draft("one", NORTH, Role.AGENT, null))
                .key();
        assertThat(roles(all)).isEqualTo(Map.of(NORTH, Role.MANAGER, SOUTH, Role.AGENT));
        assertThat(roles(one)).isEqualTo(Map.of(NORTH, Role.AGENT));

        accounts.change(ADMIN, ann.id(), change(Map.of(NORTH, Role.VIEWER), null));
        assertThat(roles(all)).isEqualTo(Map.of(NORTH, Role.VIEWER));
        assertThat(roles(one)).isEqualTo(Map.of(NORTH, Role.VIEWER));
    }

    private Map<io.ripen.team.TeamId, Role> roles(String key) {
        Actor actor = signIn.byToken(key).orElseThrow();
        assertThat(actor.kind()).isEqualTo(Actor.Kind.TOKEN);
        assertThat(actor.admin()).isFalse();
        return actor.roles();
    }

    @Test
    void the_administrators_token_reaches_all_or_what_it_was_made_for() {
        String all = tokens.create(ADMIN, new ApiTokens.Draft("backup", null, null, null))
                .key();
        String north = tokens.create(ADMIN, new ApiTokens.Draft("north", NORTH, null, null))
                .key();
        assertThat(signIn.byToken(all).orElseThrow().scope(Role.MANAGER)).isEqualTo(Scope.all());
        assertThat(signIn.byToken(all).orElseThrow().name()).isEqualTo("token 'backup' of admin");
        assertThat(roles(north)).isEqualTo(Map.of(NORTH, Role.MANAGER));
    }

    @Test
    void a_token_ends_at_its_time_and_notes_its_last_use_once_a_minute() {
        var now = stores.clock().instant();
        ApiTokens.Made made =
                tokens.create(ADMIN, new ApiTokens.Draft("soon", null, null, now.plus(Duration.ofDays(1))));
        assertThat(signIn.byToken(made.key())).isPresent();
        var used = tokens.list(ADMIN, made.token().id() - 1, 1).get(0).lastUsedAt();
        assertThat(used).isNotNull();
        assertThat(signIn.byToken(made.key())).isPresent();
        assertThat(tokens.list(ADMIN, made.token().id() - 1, 1).get(0).lastUsedAt())
                .isEqualTo(used);
        stores.transactions().call(work -> {
            stores.apiTokens().delete(work, made.token().id());
            stores.apiTokens()
                    .insert(
                            work,
                            new io.ripen.access.ApiToken(
                                    made.token().id(), null, "soon", null, null, now.minusSeconds(9), now, null),
                            TokenKey.hash(made.key()));
            return null;
        });
        assertThat(signIn.byToken(made.key())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rpn_", "rpn_AAAA", "Bearer rpn_AAAA", "rpn_\0"})
    void what_is_no_key_is_nobodys(String key) {
        assertThat(signIn.byToken(key)).isEmpty();
    }
}
