package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentity;
import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.NoEntryException;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in whom another system has recognised, and makes their accounts. Thread-safe. */
final class Entrance {
    /** The name is part of the contract: security.log and logins.log take their lines from it. */
    private static final Logger LOG = LoggerFactory.getLogger("io.ripen.security");

    private static final int TRIES = 5;
    private static final int MOST_GROUPS_TOLD = 50;
    private static final int LONGEST_TOLD = 200;

    private final Stores stores;
    private final GroupRules rules;

    Entrance(Stores stores, GroupRules rules) {
        this.stores = stores;
        this.rules = rules;
    }

    /** Somebody may come in, or not, and what was written meanwhile stays. */
    private record Outcome(@Nullable Actor actor, NoEntryException.@Nullable Reason refused) {
        static Outcome in(Account account) {
            return new Outcome(KeptSignIn.person(account), null);
        }

        static Outcome out(NoEntryException.Reason reason) {
            return new Outcome(null, reason);
        }
    }

    /** Two who are the same person came at the same moment, or an admin changed the account; nothing was written. */
    private static final class TriedAtOnce extends RuntimeException {
        private static final long serialVersionUID = 1;

        TriedAtOnce() {
            super("The account was changed at the same moment, again and again.", null, false, false);
        }
    }

    Actor enter(ExternalPerson person) {
        for (int tries = 1; ; tries++) {
            try {
                Outcome outcome = stores.transactions().call(work -> look(work, person));
                Actor actor = outcome.actor();
                if (actor != null) {
                    return actor;
                }
                NoEntryException.Reason reason =
                        outcome.refused() == null ? NoEntryException.Reason.NO_GROUP : outcome.refused();
                LOG.warn("sign-in refused reason={} {}", reason, told(person));
                throw new NoEntryException(reason);
            } catch (TriedAtOnce atOnce) {
                if (tries == TRIES) {
                    throw atOnce;
                }
            }
        }
    }

    /** The same, with what proves an account. */
    Optional<Credentials> account(ExternalPerson person) {
        AccountId account = enter(person).account();
        return account == null
                ? Optional.empty()
                : stores.transactions().call(work -> stores.accounts().find(work, account));
    }

    private Outcome look(UnitOfWork work, ExternalPerson person) {
        Optional<ExternalIdentity> identity = stores.accountIdentities().find(work, person.issuer(), person.subject());
        if (identity.isEmpty()) {
            return first(work, person);
        }
        Credentials kept =
                stores.accounts().find(work, identity.get().account()).orElseThrow(TriedAtOnce::new);
        if (kept.account().disabled()) {
            return Outcome.out(NoEntryException.Reason.DISABLED);
        }
        Account account = kept.account();
        Set<String> groups = person.groups();
        if (identity.get().byGroups() && groups == null) {
            LOG.warn("sign-in keeps the roles of the last one, since not all groups were told {}", told(person));
        } else if (identity.get().byGroups() && groups != null) {
            GroupRules.Given given = given(work, groups);
            account = with(work, kept, given, person);
            if (given.isNothing()) {
                stores.webSessions().deleteOf(work, account.id(), 0);
                return Outcome.out(NoEntryException.Reason.NO_GROUP);
            }
        }
        stores.accountIdentities().signedIn(work, identity.get().id(), now());
        return Outcome.in(account);
    }

    private Outcome first(UnitOfWork work, ExternalPerson person) {
        if (person.groups() == null) {
            return Outcome.out(NoEntryException.Reason.TOO_MANY_GROUPS);
        }
        GroupRules.Given given = given(work, person.groups());
        if (given.isNothing()) {
            return Outcome.out(NoEntryException.Reason.NO_GROUP);
        }
        String login = FreeLogin.of(work, stores, person);
        Account account = new Account(
                new AccountId(stores.ids().next(work, IdKind.ACCOUNT)),
                login,
                name(person, login),
                email(person),
                given.admin(),
                given.roles(),
                false,
                1);
        ExternalIdentity identity = new ExternalIdentity(
                stores.ids().next(work, IdKind.ACCOUNT_IDENTITY),
                account.id(),
                person.issuer(),
                person.subject(),
                true,
                now(),
                now());
        if (!stores.accounts().insert(work, account, null, stores.clock().instant())
                || !stores.accountIdentities().insert(work, identity)) {
            throw new TriedAtOnce();
        }
        stores.audit().record(work, Recorded.account(by(person), null, account, false));
        return Outcome.in(account);
    }

    /** The account with what the groups give now. */
    private Account with(UnitOfWork work, Credentials kept, GroupRules.Given given, ExternalPerson person) {
        Account before = kept.account();
        if (before.admin() == given.admin() && before.roles().equals(given.roles())) {
            return before;
        }
        Account after = new Account(
                before.id(),
                before.login(),
                before.name(),
                before.email(),
                given.admin(),
                given.roles(),
                before.disabled(),
                before.version() + 1);
        if (!stores.accounts().update(work, after, kept.passwordHash())) {
            throw new TriedAtOnce();
        }
        stores.audit().record(work, Recorded.account(by(person), before, after, false));
        return after;
    }

    private GroupRules.Given given(UnitOfWork work, Set<String> groups) {
        GroupRules.Given asked = rules.of(groups);
        Set<TeamId> teams = stores.teams().all(work).stream().map(Team::id).collect(Collectors.toSet());
        GroupRules.Given given = asked.in(teams);
        if (!given.equals(asked)) {
            Set<String> missing = new TreeSet<>();
            asked.roles().keySet().forEach(each -> missing.add(each.value()));
            teams.forEach(each -> missing.remove(each.value()));
            LOG.warn(
                    "'groups' in etc/{}.cfg gives roles in the teams {}, which are not there. Make them, or correct the setting.",
                    AccountsConfig.PID,
                    missing);
        }
        return given;
    }

    private static Actor by(ExternalPerson person) {
        return Actor.part("groups of " + person.issuer());
    }

    private static String name(ExternalPerson person, String login) {
        String name = person.name() == null ? "" : plain(person.name()).strip();
        return name.isEmpty() ? login : name;
    }

    private static @Nullable String email(ExternalPerson person) {
        try {
            return AccountRules.email(person.email());
        } catch (InvalidAccountException none) {
            return null;
        }
    }

    private Instant now() {
        return stores.clock().machine().instant();
    }

    /** What was received, for the admin. */
    private static String told(ExternalPerson person) {
        List<String> groups = person.groups() == null
                ? List.of()
                : person.groups().stream()
                        .sorted()
                        .limit(MOST_GROUPS_TOLD)
                        .map(each -> "\"" + plain(each) + "\"")
                        .toList();
        return "issuer=" + plain(person.issuer()) + " subject=" + plain(person.subject()) + " login="
                + plain(String.valueOf(person.login())) + " groups="
                + (person.groups() == null ? "not told, there are too many" : groups);
    }

    private static String plain(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.substring(0, Math.min(line.length(), LONGEST_TOLD));
    }
}
