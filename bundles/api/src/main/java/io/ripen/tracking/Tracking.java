package io.ripen.tracking;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads the signed tokens of messages and records what they were used for. A token that is not ours changes nothing. An
 * OSGi service; thread-safe.
 */
@ProviderType
public interface Tracking {

    /**
     * A tracking pixel was loaded. Waits for the database a moment at most; what cannot be stored then is stored later,
     * and lost only when the process ends before.
     *
     * @return false when the token is not ours
     */
    boolean opened(String token, Sight sight);

    /**
     * A tracked link was used. Waits no longer than {@link #opened}.
     *
     * @return where it leads; empty when the token is not ours
     * @throws io.ripen.transaction.StoreUnavailableException when the target is not in memory and cannot be read
     */
    Optional<Click> clicked(String token, Sight sight);

    /** Whom an unsubscribe token stands for; changes nothing. Empty when the token is not ours. */
    Optional<Recipient> recipient(String token);

    /**
     * The same, and notes who looked: whoever follows the link to unsubscribe and another one within seconds is a program that
     * follows them all. Changes nothing for the lead.
     */
    default Optional<Recipient> recipient(String token, Sight sight) {
        return recipient(token);
    }

    /**
     * Takes the message's address out for good: suppression and {@code opt-out} event in one transaction, which is
     * committed when this returns. Doing it again changes nothing.
     *
     * @param source how it was asked for: {@code one-click} or {@code page}
     * @return empty when the token is not ours
     */
    Optional<Recipient> unsubscribe(String token, String source);

    /** Whom a visitor token stands for; empty when it is not ours or too old. */
    Optional<Visitor> visitor(String token);
}
