package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.AccountChange;
import io.ripen.access.AccountDraft;
import io.ripen.access.AccountId;
import io.ripen.access.Accounts;
import io.ripen.access.Actor;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.access.StaleAccountException;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The accounts in the database. Thread-safe. */
@Component
public final class AccountBook implements Accounts {
    private static final int LONGEST_PAGE = 1_000;

    private final Stores stores;
    private final PasswordHash hashes;

    @Activate
    public AccountBook(@Reference Stores stores) {
        this(stores, new PasswordHash());
    }

    AccountBook(Stores stores, PasswordHash hashes) {
        this.stores = stores;
        this.hashes = hashes;
    }

    @Override
    public List<Account> list(Actor by, long after, int limit) {
        by.requireAdmin();
        return stores.transactions().call(work -> stores.accounts().list(work, after, Math.min(limit, LONGEST_PAGE)));
    }

    @Override
    public Optional<Account> find(Actor by, AccountId id) {
        return sees(by, id)
                ? stores.transactions()
                        .call(work -> stores.accounts().find(work, id))
                        .map(Credentials::account)
                : Optional.empty();
    }

    @Override
    public Account create(Actor by, AccountDraft draft) {
        Recorded.attempt(stores, by, "account.created", "account:?", () -> {
            by.requireAdmin();
            return true;
        });
        String login = AccountRules.login(draft.login());
        String name = AccountRules.name(draft.name() == null || draft.name().isBlank() ? login : draft.name());
        String email = AccountRules.email(draft.email());
        String hash = hash(draft.password(), login);
        return stores.transactions().call(work -> {
            KnownTeams.require(work, stores, "roles", draft.roles().keySet());
            Account account = new Account(
                    new AccountId(stores.ids().next(work, IdKind.ACCOUNT)),
                    login,
                    name,
                    email,
                    draft.admin(),
                    draft.roles(),
                    false,
                    1);
            if (!stores.accounts().insert(work, account, hash, stores.clock().instant())) {
                throw new InvalidAccountException(
                        "login",
                        "There is an account with the login '" + login + "' already.",
                        "Use another login, or change that account.");
            }
            stores.audit().record(work, Recorded.account(by, null, account, hash != null));
            return account;
        });
    }

    @Override
    public Optional<Account> change(Actor by, AccountId id, AccountChange change) {
        return Recorded.attempt(stores, by, "account.changed", "account:" + id, () -> changeIt(by, id, change));
    }

    private Optional<Account> changeIt(Actor by, AccountId id, AccountChange change) {
        if (!sees(by, id)) {
            return Optional.empty();
        }
        if (!by.admin() && (change.admin() != null || change.roles() != null || change.disabled() != null)) {
            throw new RefusedException("Only an admin changes roles, makes somebody an admin, or disables an account; "
                    + by.name() + " is none.");
        }
        Optional<Credentials> found =
                stores.transactions().call(work -> stores.accounts().find(work, id));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // Hashing takes some tenths of a second, which no transaction should wait for.
        String fresh = hash(change.password(), found.get().account().login());
        return stores.transactions().call(work -> {
            Optional<Credentials> there = stores.accounts().find(work, id);
            if (there.isEmpty()) {
                return Optional.<Account>empty();
            }
            Account before = there.get().account();
            if (change.version() != null && change.version() != before.version()) {
                throw new StaleAccountException(id, before.version());
            }
            if (change.roles() != null) {
                KnownTeams.require(work, stores, "roles", change.roles().keySet());
            }
            Account after = changed(before, change);
            if (!stores.accounts()
                    .update(work, after, fresh == null ? there.get().passwordHash() : fresh)) {
                throw new StaleAccountException(id, before.version() + 1);
            }
            stores.audit().record(work, Recorded.account(by, before, after, fresh != null));
            if (fresh != null || after.disabled()) {
                endSessions(work, id, fresh, change.keep());
            }
            return Optional.of(after);
        });
    }

    @Override
    public boolean delete(Actor by, AccountId id) {
        return Recorded.attempt(stores, by, "account.deleted", "account:" + id, () -> {
            by.requireAdmin();
            return stores.transactions().call(work -> {
                Optional<Account> there = stores.accounts().find(work, id).map(Credentials::account);
                there.ifPresent(account -> {
                    stores.audit().record(work, Recorded.account(by, account, null, false));
                    stores.audit().forget(work, Recorded.target(account));
                });
                return there.isPresent() && stores.accounts().delete(work, id);
            });
        });
    }

    /**
     * Ends the sessions of an account, but one that stays although the password changes.
     *
     * @param fresh the hash of its new password; null when that did not change
     */
    private void endSessions(UnitOfWork work, AccountId id, @Nullable String fresh, @Nullable Long keep) {
        long stays = fresh == null || keep == null ? 0 : keep;
        stores.webSessions().deleteOf(work, id, stays);
        boolean own = stays != 0
                && stores.webSessions()
                        .find(work, stays)
                        .filter(each -> id.equals(each.account()))
                        .isPresent();
        if (own) {
            stores.webSessions().tie(work, stays, KeptWebSessions.proof(fresh));
        }
    }

    private static Account changed(Account before, AccountChange change) {
        Map<TeamId, Role> roles = Objects.requireNonNullElse(change.roles(), before.roles());
        return new Account(
                before.id(),
                before.login(),
                change.name() == null ? before.name() : AccountRules.name(change.name()),
                change.email() == null ? before.email() : AccountRules.email(change.email()),
                Objects.requireNonNullElse(change.admin(), before.admin()),
                roles,
                Objects.requireNonNullElse(change.disabled(), before.disabled()),
                before.version() + 1);
    }

    private static boolean sees(Actor by, AccountId id) {
        return by.admin() || by.kind() == Actor.Kind.PERSON && id.equals(by.account());
    }

    private @Nullable String hash(@Nullable String password, String login) {
        if (password == null) {
            return null;
        }
        AccountRules.password(password, login);
        return hashes.of(password);
    }
}
