package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.ApiToken;
import io.ripen.access.Role;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** People, their roles, and the keys of their programs. */
abstract class AccountStoreContract extends StoreContract {

    AccountStoreContract(TestDatabase database) {
        super(database);
    }

    private Account account(UnitOfWork work, String login) {
        return new Account(
                new AccountId(stores.ids().next(work, IdKind.ACCOUNT)),
                login,
                "Ann Alder",
                "ann@example.com",
                false,
                Map.of(TeamId.DEFAULT, Role.AGENT),
                false,
                1);
    }

    private static Account with(Account account, Map<TeamId, Role> roles, boolean disabled, int version) {
        return new Account(
                account.id(), account.login(), account.name(), null, account.admin(), roles, disabled, version);
    }

    private Account kept(String login) {
        return stores.transactions().call(work -> {
            Account ann = account(work, login);
            assertThat(stores.accounts().insert(work, ann, "hash", NOW)).isTrue();
            return ann;
        });
    }

    private static String login() {
        return "Ann-" + UUID.randomUUID();
    }

    @Test
    void what_is_kept_is_found_by_id_and_by_login_in_capitals_or_not() {
        Account ann = kept(login());
        run(work -> {
            assertThat(stores.accounts().find(work, ann.id())).contains(new Credentials(ann, "hash"));
            assertThat(stores.accounts().byLogin(work, ann.login().toUpperCase(java.util.Locale.ROOT)))
                    .contains(new Credentials(ann, "hash"));
            assertThat(stores.accounts().byLogin(work, "nobody")).isEmpty();
        });
    }

    @Test
    void a_login_is_given_once_whatever_its_capitals() {
        Account ann = kept(login());
        run(work -> assertThat(stores.accounts()
                        .insert(work, account(work, ann.login().toLowerCase(java.util.Locale.ROOT)), null, NOW))
                .isFalse());
    }

    @Test
    void a_change_replaces_the_roles_and_counts_only_on_the_version_before() {
        Account ann = kept(login());
        Account changed = with(ann, Map.of(), true, 2);
        run(work -> assertThat(stores.accounts().update(work, changed, null)).isTrue());
        run(work -> {
            assertThat(stores.accounts().find(work, ann.id())).contains(new Credentials(changed, null));
            assertThat(stores.accounts().update(work, with(ann, ann.roles(), false, 2), "other"))
                    .as("somebody was quicker")
                    .isFalse();
        });
        run(work -> assertThat(stores.accounts().find(work, ann.id())).contains(new Credentials(changed, null)));
    }

    @Test
    void lists_go_on_behind_the_page_before() {
        Account first = kept(login());
        Account second = kept(login());
        run(work -> {
            assertThat(stores.accounts().list(work, first.id().value() - 1, 2)).containsExactly(first, second);
            assertThat(stores.accounts().list(work, first.id().value(), 1)).containsExactly(second);
        });
    }

    @Test
    void an_account_takes_its_roles_and_tokens_along() {
        Account ann = kept(login());
        ApiToken token = token(ann.id(), TeamId.DEFAULT, Role.VIEWER, "hash-" + ann.id());
        run(work -> assertThat(stores.accounts().delete(work, ann.id())).isTrue());
        run(work -> {
            assertThat(stores.accounts().delete(work, ann.id())).isFalse();
            assertThat(stores.apiTokens().find(work, token.id())).isEmpty();
        });
    }

    private ApiToken token(@Nullable AccountId account, @Nullable TeamId team, @Nullable Role role, String hash) {
        return stores.transactions().call(work -> {
            ApiToken token = new ApiToken(
                    stores.ids().next(work, IdKind.API_TOKEN),
                    account,
                    "import",
                    team,
                    role,
                    NOW,
                    NOW.plusSeconds(60),
                    null);
            stores.apiTokens().insert(work, token, hash);
            return token;
        });
    }

    @Test
    void a_token_is_found_by_its_hash_and_remembers_its_last_use() {
        Account ann = kept(login());
        String hash = "hash-" + UUID.randomUUID();
        ApiToken token = token(ann.id(), TeamId.DEFAULT, Role.VIEWER, hash);
        run(work -> {
            assertThat(stores.apiTokens().byHash(work, hash)).contains(token);
            assertThat(stores.apiTokens().byHash(work, "another")).isEmpty();
            stores.apiTokens().used(work, token.id(), NOW);
        });
        run(work -> assertThat(
                        stores.apiTokens().byHash(work, hash).orElseThrow().lastUsedAt())
                .isEqualTo(NOW));
    }

    @Test
    void tokens_are_listed_by_account_and_all() {
        Account ann = kept(login());
        ApiToken hers = token(ann.id(), null, null, "hash-" + UUID.randomUUID());
        ApiToken installation = token(null, null, null, "hash-" + UUID.randomUUID());
        run(work -> {
            assertThat(stores.apiTokens().ofAccount(work, ann.id(), 0, 10)).containsExactly(hers);
            assertThat(stores.apiTokens().list(work, hers.id() - 1, 2)).containsExactly(hers, installation);
            assertThat(stores.apiTokens().delete(work, hers.id())).isTrue();
            assertThat(stores.apiTokens().ofAccount(work, ann.id(), 0, 10)).isEqualTo(List.of());
        });
    }
}
