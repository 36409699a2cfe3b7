package io.ripen.channel.sms.twilio.internal;

import com.twilio.security.RequestValidator;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request is really Twilio's. The address is the configured one, never what the request claims, and is tried
 * with and without its port, since proxies and Twilio itself differ in that.
 */
final class TwilioSignature {
    private final @Nullable RequestValidator validator;

    /** @param authToken with an empty one nothing is valid */
    TwilioSignature(String authToken) {
        this.validator = authToken.isEmpty() ? null : new RequestValidator(authToken);
    }

    boolean isValid(String url, Map<String, String> signedFields, @Nullable String signature) {
        if (validator == null || signature == null) {
            return false;
        }
        try {
            return validator.validate(url, signedFields, signature);
        } catch (RuntimeException e) {
            // The SDK throws on an address that is none.
            return false;
        }
    }

    /** For bodies that are not forms: the address carries their SHA-256. */
    boolean isValid(String url, String body, @Nullable String signature) {
        if (validator == null || signature == null) {
            return false;
        }
        try {
            return validator.validate(url, body, signature);
        } catch (URISyntaxException | RuntimeException e) {
            return false;
        }
    }
}
