package io.ripen.core.store;

import io.ripen.delivery.DeliveryReports;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says became of a message.
 *
 * @param providerId the provider's id of the message; empty when it did not say
 * @param code the provider's error code, if any
 */
public record ProviderReport(
        long message,
        DeliveryReports.Status status,
        String providerId,
        @Nullable String code) {}
