package io.ripen.accounts.internal;

import io.ripen.access.NoEntryException;
import io.ripen.access.SignInBusyException;
import io.ripen.core.store.Credentials;
import io.ripen.core.store.Stores;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whose login and password these are: an account's own, else somebody's of the realm that is configured. Thread-safe. */
@Component(service = Passwords.class, configurationPid = AccountsConfig.PID)
public final class Passwords {
    private static final long PATIENCE_MILLIS = 3_000;
    private static final int LONGEST = 1_000;

    private final Stores stores;
    private final PasswordCheck check;
    private final Realm realm;
    private final Entrance entrance;

    @Activate
    public Passwords(@Reference Stores stores, AccountsConfig config) {
        this(
                stores,
                new PasswordHash(),
                config.realm().isBlank()
                        ? Realm.NONE
                        : new JaasRealm(config.realm().strip(), null, PATIENCE_MILLIS),
                GroupRules.of(config.groups()));
    }

    Passwords(Stores stores, PasswordHash hashes, Realm realm, GroupRules rules) {
        this.stores = stores;
        this.check = new PasswordCheck(hashes, PATIENCE_MILLIS);
        this.realm = realm;
        this.entrance = new Entrance(stores, rules);
    }

    /** The account with this login, whatever the password; empty when there is none. */
    Optional<Credentials> find(String login) {
        return login.length() > LONGEST || login.indexOf('\0') >= 0
                ? Optional.empty()
                : stores.transactions().call(work -> stores.accounts().byLogin(work, login));
    }

    /**
     * Whose they are, with the hash that the password was right for; empty when they are nobody's, or the account is disabled.
     *
     * @throws SignInBusyException when too many passwords are being checked, or the realm cannot be asked
     * @throws NoEntryException when the realm knows them, and they may not come in
     */
    Optional<Credentials> check(String login, String password) {
        Optional<Credentials> open = find(login).filter(each -> !each.account().disabled());
        // Always checked, so that the time tells nothing about the login.
        boolean right = check.matches(open.map(Credentials::passwordHash).orElse(null), password);
        return right ? open : realm.check(login, password).flatMap(person -> entrance.account(person));
    }
}
