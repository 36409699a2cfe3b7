package io.ripen.rest.internal.login;

import io.ripen.rest.internal.http.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Has logins checked, slowly when many fail, and tells of those that fail. Thread-safe. */
public final class Attempts {
    private final Callers callers;
    private final FailureLimit failures;
    private final FailureLog log;

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    public Attempts(Callers callers, FailureLog log, LongSupplier nanoTime) {
        this.callers = callers;
        this.failures = new FailureLimit(nanoTime);
        this.log = log;
    }

    Callers callers() {
        return callers;
    }

    /**
     * Looks at a login, unless too many failed.
     *
     * @param address where it comes from
     * @param look empty when the login is wrong
     * @throws ProblemException 429 when it was not looked at
     */
    <C extends Credential, T> Optional<T> check(String address, C credential, Function<C, Optional<T>> look) {
        String from = group(address);
        String account = credential.who();
        if (!failures.begin(from, account)) {
            log.turnedAway(address, account, credential.kind());
            throw ProblemException.of(
                            429,
                            "too-many-failed-logins",
                            "Too many failed logins",
                            "Too many logins failed in a row, from your address or in all.",
                            "Wait a second, then log in with the right password or token.")
                    .header("Retry-After", "1");
        }
        Optional<T> found;
        try {
            found = look.apply(credential);
        } catch (RuntimeException away) {
            failures.notChecked(from, account);
            throw away;
        }
        if (found.isPresent()) {
            failures.succeeded(from, account);
        } else if (!(credential instanceof Credential.Session)) {
            // Sessions end every day, and nobody guesses 256 bits.
            log.failed(address, account, callers.known(credential));
        }
        return found;
    }

    /** One sender: of IPv6 the first half, since everybody there has the second half to choose from. */
    private static String group(String address) {
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }
}
