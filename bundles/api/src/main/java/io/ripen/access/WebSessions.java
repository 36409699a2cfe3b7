package io.ripen.access;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sessions of people in the console. A browser proves one by a key, which is kept as a hash only. A session ends when nothing is done
 * for a time, at a time after the sign-in whatever is done, and at once on every node when its account is disabled, deleted or gets
 * another password. Roles count as they are at each request. Thread-safe.
 *
 * <p>The administrator of the installation has sessions too. Since no account stands behind them, each is tied to the {@code proof}
 * that its caller gives: what proves the administrator now, such as the hash of the password. With another proof it is over.
 */
@ProviderType
public interface WebSessions {

    /**
     * Where a person signs in.
     *
     * @param address of the browser; empty when it is not known
     * @param browser what the browser calls itself; empty when it does not
     */
    record From(String address, String browser) {}

    /**
     * A session with what its browser sends.
     *
     * @param key what the browser proves it by; a secret
     */
    record Opened(WebSession session, Actor actor, String key) {
        /** Without the key. */
        @Override
        public String toString() {
            return "session " + session.id() + " of " + actor.name();
        }
    }

    /**
     * Signs somebody in by login and password; empty when these are nobody's, or the account is disabled. A wrong password takes as
     * long as a login that does not exist.
     *
     * @throws SignInBusyException when too many passwords are being checked, or a directory cannot be asked; nothing was checked
     * @throws NoEntryException when a directory knows them, and they may not come in
     */
    Optional<Opened> open(String login, String password, From from);

    /**
     * Opens a session for a person whom something else has proved.
     *
     * @param proof what the session of the administrator of the installation is tied to; without meaning for an account
     * @throws RefusedException when it is no person, or the account is gone or disabled
     */
    Opened open(Actor person, String proof, From from);

    /**
     * Whose session it is, with the roles of this moment; empty when it is nobody's, or over.
     *
     * @param proof what proves the administrator of the installation now
     */
    Optional<Opened> find(String key, String proof);

    /** Ends the session of a key; nothing happens when it is over already. */
    void end(String key);

    /**
     * The actor's own sessions that are not over, the newest first; 50 at most.
     *
     * @throws RefusedException when it is no person
     */
    List<WebSession> list(Actor by);

    /**
     * Ends one of the actor's own sessions.
     *
     * @return false when there is none, or it is another's
     * @throws RefusedException when it is no person
     */
    boolean end(Actor by, long id);

    /**
     * Ends all sessions of an account: the actor's own, and an admin ends those of others.
     *
     * @param account null for the administrator of the installation
     * @throws RefusedException when they are another's and the actor is no admin, or it is no person
     */
    void endAll(Actor by, @Nullable AccountId account);
}
