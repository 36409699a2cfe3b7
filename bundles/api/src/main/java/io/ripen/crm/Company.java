package io.ripen.crm;

import org.jspecify.annotations.Nullable;

/**
 * The company that a contact works for; any part may be unknown.
 *
 * @param name its name
 * @param size number of people, at least 1
 * @param industry its industry in the CRM's own words
 */
public record Company(
        @Nullable String name,
        @Nullable Integer size,
        @Nullable String industry) {}
