package io.ripen.accounts.internal;

import io.ripen.access.AccountId;
import io.ripen.core.store.Stores;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Proofs that an account's owner wants to join it to somebody at another system. Signed, so that each node knows them. Thread-safe. */
final class JoinTickets {
    private static final String SETTING = "identity.secret";
    private static final int SECRET_BYTES = 32;
    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Stores stores;

    JoinTickets(Stores stores) {
        this.stores = stores;
    }

    String make(AccountId account) {
        Instant end = stores.clock().machine().instant().plus(GOOD_FOR);
        String what = account + "." + end.getEpochSecond();
        return what + "." + sign(what);
    }

    /** Whose it is; empty when it is none, or over. */
    Optional<AccountId> read(String ticket) {
        int signature = ticket.lastIndexOf('.');
        int end = ticket.indexOf('.');
        if (end < 1
                || signature <= end
                || !SessionKey.same(sign(ticket.substring(0, signature)), ticket.substring(signature + 1))) {
            return Optional.empty();
        }
        Instant over = Instant.ofEpochSecond(Long.parseLong(ticket.substring(end + 1, signature)));
        return stores.clock().machine().instant().isBefore(over)
                ? Optional.of(new AccountId(Long.parseLong(ticket.substring(0, end))))
                : Optional.empty();
    }

    private String sign(String what) {
        String secret = stores.transactions()
                .call(work -> stores.settings().getOrCreate(work, SETTING, () -> {
                    byte[] random = new byte[SECRET_BYTES];
                    new SecureRandom().nextBytes(random);
                    return HexFormat.of().formatHex(random);
                }));
        return SessionKey.tied(secret, "join " + what);
    }
}
