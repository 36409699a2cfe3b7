package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.access.NoEntryException;
import io.ripen.access.SignIn;
import io.ripen.access.SignInBusyException;
import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.transaction.StoreUnavailableException;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells who calls: by the settings of the installation first, then by the accounts in the database. Thread-safe. */
public final class Callers {
    private final Logins logins;
    private final Needed<SignIn> accounts;
    private final Needed<WebSessions> sessions;

    /** @param accounts may be away; the administrator of the installation gets in all the same */
    public Callers(Logins logins, Needed<SignIn> accounts, Needed<WebSessions> sessions) {
        this.logins = logins;
        this.accounts = accounts;
        this.sessions = sessions;
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
        if (credential instanceof Credential.Basic basic) {
            return unlessBusy(() -> accounts.get().byPassword(basic.login(), basic.password()));
        }
        return credential instanceof Credential.Bearer bearer ? accounts.get().byToken(bearer.key()) : Optional.empty();
    }

    /**
     * Signs a person in; empty when the login is wrong.
     *
     * @throws ProblemException 503 when the accounts cannot be asked now
     */
    Optional<WebSessions.Opened> open(Credential.Basic login, WebSessions.From from) {
        Optional<Actor> installation = logins.check(login);
        if (installation.isPresent()) {
            return Optional.of(sessions.get().open(installation.get(), logins.proof(), from));
        }
        return login.kind().equals(Logins.ADMIN)
                ? Optional.empty()
                : unlessBusy(() -> sessions.get().open(login.login(), login.password(), from));
    }

    /** Whose session it is; empty when it is nobody's, or over. */
    Optional<WebSessions.Opened> session(Credential.Session session) {
        return sessions.get().find(session.key(), logins.proof());
    }

    /** Which account it tries, for a log: its login when there is such an account, and never what somebody typed. */
    String known(Credential credential) {
        try {
            return credential instanceof Credential.Basic basic
                            && !credential.kind().equals(Logins.ADMIN)
                    ? accounts.get().known(basic.login()).orElse(credential.kind())
                    : credential.kind();
        } catch (ProblemException | StoreUnavailableException away) {
            return credential.kind();
        }
    }

    private static <T> Optional<T> unlessBusy(Supplier<Optional<T>> look) {
        try {
            return look.get();
        } catch (NoEntryException refused) {
            throw ProblemException.of(
                    403,
                    "no-entry",
                    "You cannot come in",
                    String.valueOf(refused.getMessage()),
                    "The administrator finds what was received in logins.log.");
        } catch (SignInBusyException busy) {
            throw ProblemException.of(
                            503,
                            "sign-in-busy",
                            "Nobody can be signed in now",
                            busy.getMessage() + " Yours was not looked at.",
                            "Send the same request again in some seconds.")
                    .header("Retry-After", "3");
        }
    }
}
