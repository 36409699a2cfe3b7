package io.ripen.crm;

import org.jspecify.annotations.Nullable;

/**
 * Where a contact lives or works; any part may be unknown.
 *
 * @param street street and number
 * @param city city or town
 * @param region state, province or county; for the US and Canada the two-letter code if it is known
 * @param postalCode postal or ZIP code
 * @param country ISO 3166-1 alpha-2
 */
public record PostalAddress(
        @Nullable String street,
        @Nullable String city,
        @Nullable String region,
        @Nullable String postalCode,
        @Nullable String country) {}
