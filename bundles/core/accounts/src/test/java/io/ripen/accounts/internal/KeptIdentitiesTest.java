package io.ripen.accounts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentity;
import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.NoEntryException;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.WebSessions;
import io.ripen.audit.Audit;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptIdentitiesTest extends SignInStory {
    private static final String ISSUER = "https://login.example.com";
    private static final String RULES = "{\"North managers\":\"manager@north\",\"North viewers\":\"viewer@north\","
            + "\"a,b /c\":[\"agent@south\",\"viewer@north\"],\"admins\":\"admin\",\"gone\":\"agent@nowhere\"}";

    private KeptIdentities identities;

    @BeforeAll
    void openIdentities() {
        identities = new KeptIdentities(stores, GroupRules.of(RULES));
    }

    private static ExternalPerson person(String subject, String @Nullable ... groups) {
        return new ExternalPerson(
                ISSUER, subject, "kim", "Kim Lee", "kim@example.com", groups == null ? null : Set.of(groups));
    }

    private static String subject() {
        return UUID.randomUUID().toString();
    }

    private NoEntryException.Reason refused(ExternalPerson person) {
        try {
            Actor actor = identities.enter(person);
            throw new AssertionError(actor + " came in.");
        } catch (NoEntryException refused) {
            assertThat(refused.getMessage()).doesNotContain("North", "admins");
            return refused.reason();
        }
    }

    private static AccountId account(Actor actor) {
        AccountId account = actor.account();
        assertThat(account).isNotNull();
        return account;
    }

    @Test
    void somebody_new_with_a_group_gets_an_account_whose_roles_follow_the_groups() {
        String kim = subject();
        Actor first = identities.enter(person(kim, "North managers", "Everybody"));
        assertThat(first.kind()).isEqualTo(Actor.Kind.PERSON);
        assertThat(first.name()).isEqualTo("Kim Lee");
        assertThat(first.roles()).isEqualTo(Map.of(NORTH, Role.MANAGER));
        assertThat(accounts.find(ADMIN, account(first)).orElseThrow().email()).isEqualTo("kim@example.com");

        Actor moved = identities.enter(person(kim, "a,b /c", "North viewers"));
        assertThat(moved.account()).isEqualTo(first.account());
        assertThat(moved.roles()).isEqualTo(Map.of(SOUTH, Role.AGENT, NORTH, Role.VIEWER));
        assertThat(identities.enter(person(kim, "admins")).admin()).isTrue();
        assertThat(identities
                        .enter(person(kim, "North viewers", "North managers"))
                        .roles())
                .as("the higher one, and no admin any more")
                .isEqualTo(Map.of(NORTH, Role.MANAGER));
        assertThat(new AuditBook(stores)
                        .list(ADMIN, new Audit.Query(null, "account:" + first.account(), null, null, null, null, 9)))
                .extracting(each -> each.by().name())
                .containsOnly("groups of " + ISSUER)
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admins-old",
                "Admins",
                "admin",
                " admins",
                "/admins",
                "North",
                "managers",
                "a",
                "b /c",
                "a,b",
                ""
            })
    void a_group_counts_only_whole_and_exactly(String group) {
        assertThat(refused(person(subject(), group))).isEqualTo(NoEntryException.Reason.NO_GROUP);
    }

    @Test
    void a_role_in_a_team_that_is_not_there_gives_nothing() {
        assertThat(refused(person(subject(), "gone"))).isEqualTo(NoEntryException.Reason.NO_GROUP);
        assertThat(identities.enter(person(subject(), "gone", "North viewers")).roles())
                .isEqualTo(Map.of(NORTH, Role.VIEWER));
    }

    @Test
    void when_the_groups_are_not_told_the_first_sign_in_is_refused_and_a_later_one_keeps_the_roles() {
        String kim = subject();
        ExternalPerson untold = new ExternalPerson(ISSUER, kim, "kim", "Kim Lee", null, null);
        assertThat(refused(untold)).isEqualTo(NoEntryException.Reason.TOO_MANY_GROUPS);
        identities.enter(person(kim, "North managers"));
        assertThat(identities.enter(untold).roles()).isEqualTo(Map.of(NORTH, Role.MANAGER));
    }

    @Test
    void who_lost_all_groups_is_out_with_sessions_and_tokens() {
        String kim = subject();
        Actor actor = identities.enter(person(kim, "North managers"));
        KeptWebSessions sessions = new KeptWebSessions(stores, passwords, SessionLengths.of("1 hour", "12 hours"));
        WebSessions.Opened opened = sessions.open(actor, "", new WebSessions.From("", ""));
        String key = tokens.create(actor, new io.ripen.access.ApiTokens.Draft("x", null, null, null))
                .key();
        assertThat(refused(person(kim))).isEqualTo(NoEntryException.Reason.NO_GROUP);
        assertThat(sessions.find(opened.key(), "")).isEmpty();
        assertThat(signIn.byToken(key).orElseThrow().roles()).isEmpty();
        assertThat(identities.enter(person(kim, "North viewers")).account()).isEqualTo(actor.account());
    }

    @Test
    void nobody_is_joined_by_name_or_address() {
        Account local = accounts.create(
                ADMIN,
                new io.ripen.access.AccountDraft(
                        "lee", "Lee", "lee@example.com", false, Map.of(SOUTH, Role.MANAGER), PASSWORD));
        ExternalPerson lee =
                new ExternalPerson(ISSUER, subject(), "LEE", "Lee", "lee@example.com", Set.of("North viewers"));
        Actor other = identities.enter(lee);
        assertThat(other.account()).isNotEqualTo(local.id());
        assertThat(accounts.find(ADMIN, account(other)).orElseThrow().login()).isEqualTo("LEE-2");
        ExternalPerson elsewhere = new ExternalPerson(
                "https://other.example.com", lee.subject(), "lee", "Lee", null, Set.of("North viewers"));
        assertThat(identities.enter(elsewhere).account()).isNotIn(local.id(), other.account());
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "ADMIN", "a:b", "a b\n", "   "})
    void a_login_that_no_account_may_have_is_made_one(String wish) {
        Actor actor = identities.enter(
                new ExternalPerson(ISSUER, subject(), wish, "a\nb", "no address", Set.of("North viewers")));
        Account made = accounts.find(ADMIN, account(actor)).orElseThrow();
        assertThat(made.login()).doesNotContainPattern("[\\s:]").isNotEqualToIgnoringCase("admin");
        assertThat(made.name()).isEqualTo("a b");
        assertThat(made.email()).isNull();
    }

    @Test
    void an_admin_joins_an_account_whose_roles_stay_as_they_are() {
        Account ann = ann(Map.of(SOUTH, Role.MANAGER));
        String kim = subject();
        ExternalIdentity joined = identities.join(ADMIN, ann.id(), ISSUER, kim);
        assertThat(identities.enter(person(kim, "North viewers", "admins"))).isEqualTo(signedIn(ann));
        assertThat(identities.enter(person(kim)).roles()).isEqualTo(Map.of(SOUTH, Role.MANAGER));
        assertThat(identities.list(signedIn(ann), ann.id())).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo(joined.id());
            assertThat(each.byGroups()).isFalse();
            assertThat(each.lastSignInAt()).isNotNull();
        });
        Account bea = ann(Map.of());
        assertThatThrownBy(() -> identities.join(ADMIN, bea.id(), ISSUER, kim))
                .isInstanceOfSatisfying(
                        InvalidAccountException.class,
                        e -> assertThat(e.field()).isEqualTo("subject"));
        assertThatThrownBy(() -> identities.join(ADMIN, new AccountId(999_999), ISSUER, subject()))
                .isInstanceOf(InvalidAccountException.class);
        assertThat(identities.part(ADMIN, bea.id(), joined.id())).isFalse();
        assertThat(identities.part(signedIn(ann), ann.id(), joined.id())).isTrue();
        assertThat(refused(person(kim))).isEqualTo(NoEntryException.Reason.NO_GROUP);
    }

    @Test
    void nobody_but_an_admin_and_the_owner_joins_sees_or_parts() {
        Account ann = ann(Map.of(NORTH, Role.MANAGER));
        Actor bea = signedIn(ann(Map.of(NORTH, Role.MANAGER)));
        assertThatThrownBy(() -> identities.join(signedIn(ann), ann.id(), ISSUER, subject()))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> identities.list(bea, ann.id())).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> identities.part(bea, ann.id(), 1)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> identities.ticket(ADMIN)).isInstanceOf(RefusedException.class);
    }

    @Test
    void the_owner_joins_by_a_ticket_that_ends() {
        Account ann = ann(Map.of(SOUTH, Role.AGENT));
        String ticket = identities.ticket(signedIn(ann));
        ExternalPerson kim = person(subject());
        for (String wrong :
                new String[] {"", "1", "1.2.3", "1..x", ticket + "0", "9" + ticket, ticket.replace('.', ':')}) {
            assertThatThrownBy(() -> identities.join(wrong, kim)).isInstanceOf(InvalidAccountException.class);
        }
        assertThat(identities.join(ticket, kim).account()).isEqualTo(ann.id());
        assertThat(identities.join(ticket, kim).account()).as("twice is once").isEqualTo(ann.id());
        assertThat(identities.enter(kim)).isEqualTo(signedIn(ann));
        clock.pass(Duration.ofMinutes(10));
        assertThatThrownBy(() -> identities.join(ticket, person(subject())))
                .isInstanceOf(InvalidAccountException.class);
    }

    @Test
    void a_disabled_account_stays_out() {
        String kim = subject();
        Actor actor = identities.enter(person(kim, "admins"));
        accounts.change(ADMIN, account(actor), new AccountChange(null, null, null, null, true, null, null));
        assertThat(refused(person(kim, "admins"))).isEqualTo(NoEntryException.Reason.DISABLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "x",
                "{\"a\":1}",
                "{\"a\":\"boss@north\"}",
                "{\"a\":\"manager\"}",
                "{\"a\":\"manager@\"}",
                "{\"a\":[]}",
                "{\"a\":\"admin@north\"}",
                "{\"a\":\"admin\",\"a\":\"admin\"}",
                "{} x",
                "{\"a\":[\"admin\",7]}"
            })
    void rules_that_cannot_be_read_are_refused_with_the_cure(String json) {
        assertThatThrownBy(() -> GroupRules.of(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.ripen.accounts.cfg")
                .hasMessageContaining("manager@north");
    }
}
