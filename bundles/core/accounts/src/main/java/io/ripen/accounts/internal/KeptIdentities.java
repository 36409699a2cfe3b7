package io.ripen.accounts.internal;

import io.ripen.access.Account;
import io.ripen.access.AccountId;
import io.ripen.access.Actor;
import io.ripen.access.ExternalIdentities;
import io.ripen.access.ExternalIdentity;
import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.access.NoEntryException;
import io.ripen.access.RefusedException;
import io.ripen.audit.Change;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who accounts are at other systems, in the database. Thread-safe. */
@Component(configurationPid = AccountsConfig.PID)
public final class KeptIdentities implements ExternalIdentities {
    private static final int MOST = 20;
    private static final int LONGEST = 500;

    private final Stores stores;
    private final Entrance entrance;
    private final JoinTickets tickets;

    @Activate
    public KeptIdentities(@Reference Stores stores, AccountsConfig config) {
        this(stores, GroupRules.of(config.groups()));
    }

    KeptIdentities(Stores stores, GroupRules rules) {
        this.stores = stores;
        this.entrance = new Entrance(stores, rules);
        this.tickets = new JoinTickets(stores);
    }

    @Override
    public Actor enter(ExternalPerson person) throws NoEntryException {
        return entrance.enter(person);
    }

    @Override
    public List<ExternalIdentity> list(Actor by, AccountId account) {
        requireOwnerOrAdmin(by, account);
        return stores.transactions().call(work -> stores.accountIdentities().ofAccount(work, account, MOST));
    }

    @Override
    public ExternalIdentity join(Actor by, AccountId account, String issuer, String subject) {
        return Recorded.attempt(stores, by, "identity.joined", "account:" + account, () -> {
            by.requireAdmin();
            return joined(
                    by,
                    account,
                    AccountRules.text("issuer", issuer, LONGEST, "Send what the provider calls itself."),
                    AccountRules.text("subject", subject, LONGEST, "Send 'sub' of the person's ID token."));
        });
    }

    @Override
    public String ticket(Actor by) {
        AccountId account = by.account();
        if (by.kind() != Actor.Kind.PERSON || account == null) {
            throw new RefusedException("Only a person with an account joins it; " + by.name() + " is none.");
        }
        return tickets.make(account);
    }

    @Override
    public ExternalIdentity join(String ticket, ExternalPerson person) {
        AccountId account = tickets.read(ticket)
                .orElseThrow(() -> new InvalidAccountException(
                        "ticket", "The time to join your account is over.", "Begin again in your settings."));
        Credentials owner = stores.transactions()
                .call(work -> stores.accounts().find(work, account))
                .orElseThrow(() -> noSuch(account));
        return joined(KeptSignIn.person(owner.account()), account, person.issuer(), person.subject());
    }

    private ExternalIdentity joined(Actor by, AccountId account, String issuer, String subject) {
        return stores.transactions().call(work -> {
            Account owner = stores.accounts()
                    .find(work, account)
                    .orElseThrow(() -> noSuch(account))
                    .account();
            if (owner.disabled()) {
                throw new InvalidAccountException("account", "The account is disabled.", "Enable it first.");
            }
            ExternalIdentity identity = new ExternalIdentity(
                    stores.ids().next(work, IdKind.ACCOUNT_IDENTITY),
                    account,
                    issuer,
                    subject,
                    false,
                    stores.clock().machine().instant(),
                    null);
            if (!stores.accountIdentities().insert(work, identity)) {
                ExternalIdentity there =
                        stores.accountIdentities().find(work, issuer, subject).orElseThrow();
                if (there.account().equals(account)) {
                    return there;
                }
                throw new InvalidAccountException(
                        "subject",
                        "They sign in to another account already.",
                        "An admin parts that account from them, or deletes it, and joins this one then.");
            }
            if (stores.accountIdentities().ofAccount(work, account, MOST + 1).size() > MOST) {
                throw new InvalidAccountException(
                        "account", "An account has " + MOST + " identities at most.", "Part it from one first.");
            }
            record(work, by, account, "identity.joined", identity);
            return identity;
        });
    }

    @Override
    public boolean part(Actor by, AccountId account, long id) {
        return Recorded.attempt(stores, by, "identity.parted", "account:" + account, () -> {
            requireOwnerOrAdmin(by, account);
            return stores.transactions().call(work -> {
                List<ExternalIdentity> there = stores.accountIdentities().ofAccount(work, account, MOST).stream()
                        .filter(each -> each.id() == id)
                        .toList();
                for (ExternalIdentity each : there) {
                    stores.accountIdentities().delete(work, account, id);
                    stores.webSessions().deleteOf(work, account, 0);
                    record(work, by, account, "identity.parted", each);
                }
                return !there.isEmpty();
            });
        });
    }

    private void record(UnitOfWork work, Actor by, AccountId account, String action, ExternalIdentity identity) {
        stores.audit()
                .record(
                        work,
                        Change.of(by, action, "account:" + account)
                                .with("issuer", identity.issuer())
                                .personal("subject", null, identity.subject()));
    }

    private static InvalidAccountException noSuch(AccountId account) {
        return new InvalidAccountException(
                "account", "There is no account " + account + ".", "GET /api/v1/accounts lists them.");
    }

    private static void requireOwnerOrAdmin(Actor by, AccountId account) {
        boolean owner = by.kind() == Actor.Kind.PERSON && account.equals(by.account());
        if (!owner && !(by.admin() && by.kind() == Actor.Kind.PERSON)) {
            throw new RefusedException("Only the owner of an account or an admin sees and parts its identities; "
                    + by.name() + " is neither.");
        }
    }
}
