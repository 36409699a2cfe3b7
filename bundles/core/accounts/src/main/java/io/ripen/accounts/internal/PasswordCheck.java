package io.ripen.accounts.internal;

import io.ripen.access.Fingerprint;
import io.ripen.access.SignInBusyException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Checks passwords, one at a time, so that strangers who guess burn one processor at most. Who was right before is known by a
 * fingerprint in memory and does not wait: a program may log in with each of hundreds of calls a second. Thread-safe.
 */
final class PasswordCheck {
    private static final int KNOWN = 1_000;
    private static final int LONGEST = 1_000;

    private final Fingerprint fingerprint = new Fingerprint();
    private final String nobodys;
    private final Semaphore turn = new Semaphore(1, true);
    private final long patienceMillis;
    /** Fingerprints by the hash that they are right for, so that another password of the account makes them useless. */
    private final Map<String, byte[]> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > KNOWN;
        }
    };

    /** @param patienceMillis how long a check waits for those before it */
    PasswordCheck(PasswordHash hashes, long patienceMillis) {
        this.nobodys = hashes.of("nobody has this one");
        this.patienceMillis = patienceMillis;
    }

    /**
     * Whether it is the password.
     *
     * @param hash null when there is none to compare with, which takes as long
     * @throws SignInBusyException when the checks before it take too long
     */
    boolean matches(@Nullable String hash, String password) {
        if (password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        String normal = PasswordHash.normal(password);
        if (hash != null && isKnown(hash, normal)) {
            return true;
        }
        boolean matches = inTurn(hash == null ? nobodys : hash, password) && hash != null;
        if (matches) {
            synchronized (known) {
                known.put(hash, fingerprint.of(normal));
            }
        }
        return matches;
    }

    private boolean isKnown(String hash, String password) {
        byte[] right;
        synchronized (known) {
            right = known.get(hash);
        }
        return right != null && fingerprint.matches(right, password);
    }

    private boolean inTurn(String hash, String password) {
        try {
            if (!turn.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
                throw new SignInBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignInBusyException();
        }
        try {
            return PasswordHash.matches(hash, password);
        } finally {
            turn.release();
        }
    }
}
