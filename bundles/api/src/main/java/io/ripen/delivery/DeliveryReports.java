package io.ripen.delivery;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a channel's callbacks report what became of an attempt. An OSGi service; thread-safe; stored before it returns.
 * Reports may come in any order and more than once; a message never goes back.
 */
@ProviderType
public interface DeliveryReports {

    /** What a provider reports. */
    enum Status {
        /** The provider has it (queued, sending, sent): settles an unknown attempt. */
        ACCEPTED,
        DELIVERED,
        UNDELIVERED
    }

    /**
     * Records a report.
     *
     * @param token the signed attempt token from the callback's address
     * @param providerId the provider's id of the message
     * @param code the provider's error code, if any
     * @return false when the token is not one of ours: nothing was changed
     */
    boolean report(String token, Status status, String providerId, @Nullable String code);
}
