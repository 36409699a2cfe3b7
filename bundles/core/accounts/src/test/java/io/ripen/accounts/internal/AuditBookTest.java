package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountDraft;
import io.ripen.access.Actor;
import io.ripen.access.ApiTokens;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.health.HealthCheck;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the audit log says of accounts and tokens, and to whom. */
class AuditBookTest extends SignInStory {

    private List<AuditEntry> entries(Actor by, @Nullable String target) {
        return new AuditBook(stores).list(by, new Audit.Query(null, target, null, null, null, null, 100));
    }

    private AuditEntry newest() {
        return entries(ADMIN, null).get(0);
    }

    @Test
    void each_change_of_an_account_is_there_with_from_and_to_and_no_secret() {
        Account ann = accounts.create(
                ADMIN,
                new AccountDraft("anna", "Ann Alder", "ann@example.com", false, Map.of(NORTH, Role.AGENT), PASSWORD));
        AuditEntry created = newest();
        assertThat(created.action()).isEqualTo("account.created");
        assertThat(created.values())
                .containsEntry("roles", new Change.Value(null, Map.of("north", "agent")))
                .containsEntry("email", new Change.Value(null, "ann@example.com"))
                .containsEntry("password", new Change.Value("secret", "changed"));
        accounts.change(
                ADMIN,
                ann.id(),
                new AccountChange(null, "other@example.com", true, Map.of(), null, "lorry blue mornings", null));
        AuditEntry changed = newest();
        assertThat(changed.target()).isEqualTo("account:" + ann.id());
        assertThat(changed.values())
                .isEqualTo(Map.of(
                        "email", new Change.Value("ann@example.com", "other@example.com"),
                        "admin", new Change.Value(false, true),
                        "roles", new Change.Value(Map.of("north", "agent"), null),
                        "password", new Change.Value("secret", "changed")));
        accounts.delete(ADMIN, ann.id());
        assertThat(newest().action()).isEqualTo("account.deleted");
        assertThat(entries(ADMIN, "account:" + ann.id()))
                .as("the address of who is gone")
                .allSatisfy(each -> assertThat(each.values()).doesNotContainKey("email"))
                .allSatisfy(each -> assertThat(each.erased()).isTrue());
        assertThat(entries(ADMIN, null).toString()).doesNotContain(PASSWORD).doesNotContain("lorry");
    }

    @Test
    void tokens_are_there_without_their_key() {
        Actor ann = signedIn(ann(Map.of(NORTH, Role.MANAGER)));
        ApiTokens.Made made = tokens.create(ann, new ApiTokens.Draft("import", NORTH, Role.AGENT, null));
        tokens.end(ann, made.token().id());
        assertThat(entries(ADMIN, "token:" + made.token().id()))
                .extracting(AuditEntry::action)
                .containsExactly("token.ended", "token.created");
        assertThat(entries(ADMIN, null).toString()).doesNotContain(made.key());
    }

    @Test
    void an_attempt_that_is_refused_is_there() {
        Actor ann = signedIn(ann(Map.of(NORTH, Role.MANAGER)));
        assertThatThrownBy(() -> tokens.create(ann, new ApiTokens.Draft("x", SOUTH, Role.MANAGER, null)))
                .isInstanceOf(RefusedException.class);
        assertThat(newest().values()).containsKey("refused");
        assertThatThrownBy(() -> accounts.create(ann, draft("eve", Map.of()))).isInstanceOf(RefusedException.class);
        assertThat(newest().by().name()).isEqualTo(ann.name());
        assertThat(newest().values().get("refused").to()).asString().contains("no admin");
    }

    @Test
    void a_manager_sees_what_is_of_their_team_and_others_nothing() {
        for (TeamId team : new TeamId[] {NORTH, SOUTH}) {
            stores.transactions().call(work -> {
                new AuditBook(stores)
                        .record(work, Change.of(ADMIN, "seen." + team, "x:1").in(team));
                return true;
            });
        }
        Actor manager = signedIn(ann(Map.of(NORTH, Role.MANAGER, SOUTH, Role.AGENT)));
        assertThat(entries(manager, "x:1")).extracting(AuditEntry::action).containsExactly("seen.north");
        assertThat(entries(manager, null))
                .allSatisfy(each -> assertThat(each.team()).isEqualTo(NORTH));
        assertThat(entries(signedIn(ann(Map.of(NORTH, Role.AGENT))), null)).isEmpty();
        assertThatThrownBy(() -> new AuditBook(stores).verify(manager)).isInstanceOf(RefusedException.class);
        assertThat(new AuditBook(stores).verify(ADMIN).isWhole()).isTrue();
    }

    @Test
    void health_says_where_it_ends() {
        tokens.create(ADMIN, new ApiTokens.Draft("y", null, null, null));
        HealthCheck.Result result = new AuditHealth(stores).check();
        assertThat(result.status()).isEqualTo(HealthCheck.Status.OK);
        assertThat(result.message()).contains(newest().number() + " entries").contains(newest().hash());
    }
}
