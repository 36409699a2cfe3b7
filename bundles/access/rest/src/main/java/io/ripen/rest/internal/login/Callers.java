package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.access.SignIn;
import io.ripen.access.SignInBusyException;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import java.util.Optional;

/** Tells who calls: by the settings of the installation first, then by the accounts in the database. Thread-safe. */
public final class Callers {
    private final Logins logins;
    private final Needed<SignIn> accounts;

    /** @param accounts may be away; the administrator of the installation gets in all the same */
    public Callers(Logins logins, Needed<SignIn> accounts) {
        this.logins = logins;
        this.accounts = accounts;
    }

    /**
     * Who it is; empty when the login is wrong.
     *
     * @throws ProblemException 503 when the accounts cannot be asked now
     */
    Optional<Actor> check(Credential credential) {
        Optional<Actor> installation = logins.check(credential);
        if (installation.isPresent() || credential.kind().equals(Logins.ADMIN)) {
            return installation;
        }
        try {
            if (credential instanceof Credential.Basic basic) {
                return accounts.get().byPassword(basic.login(), basic.password());
            }
            return credential instanceof Credential.Bearer bearer
                    ? accounts.get().byToken(bearer.key())
                    : Optional.empty();
        } catch (SignInBusyException busy) {
            throw ProblemException.of(
                            503,
                            "sign-in-busy",
                            "Too many sign-ins",
                            busy.getMessage() + " Yours was not looked at.",
                            "Send the same request again in some seconds.")
                    .header("Retry-After", "3");
        }
    }
}
