package io.ripen.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * By whom an account can sign in at another system.
 *
 * @param issuer which system, as in {@link ExternalPerson#issuer}
 * @param subject who it is there
 * @param byGroups whether the account was made for it, so that its roles follow the groups at each sign-in
 * @param since when it was joined
 * @param lastSignInAt when somebody signed in by it last; null for never
 */
public record ExternalIdentity(
        long id,
        AccountId account,
        String issuer,
        String subject,
        boolean byGroups,
        Instant since,
        @Nullable Instant lastSignInAt) {}
