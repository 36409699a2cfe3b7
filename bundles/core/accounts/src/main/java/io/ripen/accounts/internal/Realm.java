package io.ripen.accounts.internal;

import io.ripen.access.ExternalPerson;
import io.ripen.access.SignInBusyException;
import java.util.Optional;

/** Another system that knows logins and passwords. Thread-safe. */
@FunctionalInterface
interface Realm {
    Realm NONE = (login, password) -> Optional.empty();

    /**
     * Whose they are; empty when they are nobody's there.
     *
     * @throws SignInBusyException when it cannot be asked now
     */
    Optional<ExternalPerson> check(String login, String password);
}
