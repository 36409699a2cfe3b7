package io.ripen.delivery.internal.links;

import io.ripen.core.store.Stores;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret that every token is signed with; the database keeps it, the same for all nodes. */
public final class Secret {
    private static final String SETTING = "delivery.secret";
    private static final int BYTES = 32;

    private Secret() {}

    /** Made up when there is none yet. */
    public static byte[] of(Stores stores) {
        String secret = stores.transactions()
                .call(work -> stores.settings().getOrCreate(work, SETTING, () -> {
                    byte[] random = new byte[BYTES];
                    new SecureRandom().nextBytes(random);
                    return Base64.getEncoder().encodeToString(random);
                }));
        return Base64.getDecoder().decode(secret);
    }
}
