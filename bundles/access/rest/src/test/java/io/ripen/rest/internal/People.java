package io.ripen.rest.internal;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountDraft;
import io.ripen.access.AccountId;
import io.ripen.access.Accounts;
import io.ripen.access.Actor;
import io.ripen.access.ApiToken;
import io.ripen.access.ApiTokens;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.SignIn;
import io.ripen.access.SignInBusyException;
import io.ripen.access.StaleAccountException;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Accounts and tokens in memory. */
final class People implements Accounts, SignIn {
    static final String PASSWORD = "orange tractor sings low";

    final Map<AccountId, Account> kept = new LinkedHashMap<>();
    final List<ApiToken> tokens = new ArrayList<>();
    final ApiTokens keys = new Keys();
    final Browsers sessions = new Browsers(this);
    final Joined joined = new Joined();
    boolean busy;
    private long last;

    /** Somebody with this role in the team default, who signs in with the role's word. */
    void join(Role role) {
        join(role.word(), role);
    }

    void join(String login, Role role) {
        keep(new Account(new AccountId(++last), login, login, null, false, Map.of(TeamId.DEFAULT, role), false, 1));
    }

    private Account keep(Account account) {
        kept.put(account.id(), account);
        return account;
    }

    @Override
    public List<Account> list(Actor by, long after, int limit) {
        by.requireAdmin();
        return kept.values().stream()
                .filter(each -> each.id().value() > after)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Account> find(Actor by, AccountId id) {
        return by.admin() || id.equals(by.account()) ? Optional.ofNullable(kept.get(id)) : Optional.empty();
    }

    @Override
    public Account create(Actor by, AccountDraft draft) {
        by.requireAdmin();
        return keep(new Account(
                new AccountId(++last),
                draft.login(),
                draft.name() == null ? draft.login() : draft.name(),
                draft.email(),
                draft.admin(),
                draft.roles(),
                false,
                1));
    }

    @Override
    public Optional<Account> change(Actor by, AccountId id, AccountChange change) {
        Optional<Account> found = find(by, id);
        if (found.isPresent()
                && change.version() != null
                && change.version() != found.get().version()) {
            throw new StaleAccountException(id, found.get().version());
        }
        if (!by.admin() && change.roles() != null) {
            throw new RefusedException("Only an admin changes roles.");
        }
        if (change.password() != null) {
            sessions.endAllBut(id, change.keep());
        }
        return found.map(before -> keep(new Account(
                id,
                before.login(),
                change.name() == null ? before.name() : change.name(),
                before.email(),
                before.admin(),
                change.roles() == null ? before.roles() : change.roles(),
                change.disabled() == null ? before.disabled() : change.disabled(),
                before.version() + 1)));
    }

    @Override
    public boolean delete(Actor by, AccountId id) {
        by.requireAdmin();
        return kept.remove(id) != null;
    }

    @Override
    public Optional<Actor> byPassword(String login, String password) {
        if (busy) {
            throw new SignInBusyException();
        }
        return kept.values().stream()
                .filter(each -> each.login().equalsIgnoreCase(login) && password.equals(PASSWORD) && !each.disabled())
                .findFirst()
                .map(each -> new Actor(Actor.Kind.PERSON, each.id(), each.name(), each.admin(), each.roles()));
    }

    @Override
    public Optional<String> known(String login) {
        return kept.values().stream()
                .map(Account::login)
                .filter(each -> each.equalsIgnoreCase(login))
                .findFirst();
    }

    @Override
    public Optional<Actor> byToken(String key) {
        return tokens.stream()
                .filter(each -> key.equals("rpn_" + each.id()))
                .findFirst()
                .map(each -> new Actor(Actor.Kind.TOKEN, each.account(), each.name(), false, Map.of()));
    }

    /** The tokens of all. */
    private final class Keys implements ApiTokens {
        @Override
        public Made create(Actor by, Draft draft) {
            ApiToken token = new ApiToken(
                    ++last,
                    by.account(),
                    draft.name(),
                    draft.team(),
                    draft.role(),
                    Instant.parse("2026-03-02T10:00:00Z"),
                    draft.expiresAt(),
                    null);
            tokens.add(token);
            return new Made(token, "rpn_" + token.id());
        }

        @Override
        public List<ApiToken> list(Actor by, long after, int limit) {
            return tokens.stream()
                    .filter(each -> each.id() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public boolean end(Actor by, long id) {
            return tokens.removeIf(each -> each.id() == id);
        }
    }
}
