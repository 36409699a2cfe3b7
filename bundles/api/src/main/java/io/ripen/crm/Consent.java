package io.ripen.crm;

import org.jspecify.annotations.Nullable;

/**
 * Whether a contact agreed to be written to; null means that nothing is known.
 *
 * @param sms by text message
 * @param email by e-mail
 */
public record Consent(@Nullable Boolean sms, @Nullable Boolean email) {
    public static final Consent UNKNOWN = new Consent(null, null);
}
