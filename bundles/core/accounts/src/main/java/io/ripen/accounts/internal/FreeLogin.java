package io.ripen.accounts.internal;

import io.ripen.access.ExternalPerson;
import io.ripen.access.InvalidAccountException;
import io.ripen.core.store.Stores;
import io.ripen.transaction.UnitOfWork;

/** Finds a login for an account that is made for somebody of another system. */
final class FreeLogin {
    private static final int LONGEST = 90;
    private static final int MOST = 1_000;

    private FreeLogin() {}

    /** The wished one, or with a number behind it when it is another's. */
    static String of(UnitOfWork work, Stores stores, ExternalPerson person) {
        String wish = person.login() == null || person.login().isBlank() ? person.subject() : person.login();
        String plain = wish.strip().replaceAll("[\\s:\\p{Cntrl}]+", "-");
        String start = plain.substring(0, Math.min(plain.length(), LONGEST));
        for (int i = 1; i <= MOST; i++) {
            String each = i == 1 ? start : start + "-" + i;
            if (isAllowed(each) && stores.accounts().byLogin(work, each).isEmpty()) {
                return AccountRules.login(each);
            }
        }
        throw new IllegalStateException("No login is free for '" + start + "'. Join them to an account by hand.");
    }

    private static boolean isAllowed(String login) {
        try {
            AccountRules.login(login);
            return true;
        } catch (InvalidAccountException reserved) {
            return false;
        }
    }
}
