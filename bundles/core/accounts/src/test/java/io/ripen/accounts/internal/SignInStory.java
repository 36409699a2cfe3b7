package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.AccountDraft;
import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** An installation with the teams north and south, an administrator, and people that a test asks for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SignInStory {
    static final TeamId NORTH = new TeamId("north");
    static final TeamId SOUTH = new TeamId("south");
    static final Actor ADMIN = new Actor(Actor.Kind.PERSON, null, "admin", true, Map.of());
    static final PasswordHash HASHES = new PasswordHash(10);
    static final String PASSWORD = "orange tractor sings low";

    final MovedClock clock = new MovedClock();
    Stores stores;
    AccountBook accounts;
    TokenBook tokens;
    Passwords passwords;
    KeptSignIn signIn;

    @BeforeAll
    void open() {
        stores = Stores.open(TestDatabase.H2.url(), TestDatabase.H2.user(), "", 4, StoreOptions.with(clock));
        for (TeamId each : new TeamId[] {NORTH, SOUTH}) {
            stores.transactions().call(work -> {
                stores.teams().save(work, new Team(each, each.value(), ZoneId.of("UTC"), "US", Map.of()));
                return null;
            });
        }
        accounts = new AccountBook(stores, HASHES);
        tokens = new TokenBook(stores);
        passwords = new Passwords(stores, HASHES, Realm.NONE, GroupRules.of(""));
        signIn = new KeptSignIn(stores, passwords);
    }

    @AfterAll
    void close() {
        stores.close();
    }

    static AccountDraft draft(String login, Map<TeamId, Role> roles) {
        return new AccountDraft(login, "Ann Alder", null, false, roles, PASSWORD);
    }

    Account ann(Map<TeamId, Role> roles) {
        return accounts.create(ADMIN, draft("ann-" + UUID.randomUUID(), roles));
    }

    Actor signedIn(Account account) {
        return signIn.byPassword(account.login(), PASSWORD).orElseThrow();
    }
}
