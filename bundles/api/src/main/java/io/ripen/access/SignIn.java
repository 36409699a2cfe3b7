package io.ripen.access;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Tells who somebody is by what they know. Thread-safe. */
@ProviderType
public interface SignIn {

    /**
     * Whose login and password these are; empty when they are nobody's, or the account is disabled. A wrong password takes as long
     * as a login that does not exist.
     *
     * @throws SignInBusyException when too many passwords are being checked, or a directory cannot be asked; nothing was checked
     * @throws NoEntryException when a directory knows them, and they may not come in
     */
    Optional<Actor> byPassword(String login, String password);

    /**
     * The login of an account as it is kept; empty when there is none. For logs, so that they name accounts and never what somebody
     * typed by mistake; not to be told to who tries to sign in.
     */
    Optional<String> known(String login);

    /** Whose key of a program it is; empty when it is nobody's, has ended, or its account is disabled. */
    Optional<Actor> byToken(String key);
}
