package io.ripen.rest.internal.login;

import io.ripen.rest.internal.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The second proof of a session. A browser sends the cookie by itself, whoever's page makes the call; this one a page has to send, and
 * only a page of ours can read it. It is made of the session's key, so it is of no use in another session.
 */
final class CsrfToken {
    static final String HEADER = "X-CSRF-Token";
    private static final String ALGORITHM = "HmacSHA256";

    private CsrfToken() {}

    /** The one of a session. */
    static String of(String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal("X-CSRF-Token".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK lacks " + ALGORITHM + ", which every JDK must have.", e);
        }
    }

    /** Refuses a call without the one of its session. */
    static void require(Headers headers, String key) {
        String sent = headers.get(HEADER);
        boolean right = sent != null
                && MessageDigest.isEqual(
                        of(key).getBytes(StandardCharsets.UTF_8), sent.strip().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw ProblemException.of(
                    403,
                    "csrf",
                    "Refused",
                    "A session changes something only with the header " + HEADER + ", which "
                            + (sent == null ? "is missing." : "belongs to another session, or to none.")
                            + " Nothing was changed.",
                    "Send 'csrfToken' of GET /api/v1/session in the header " + HEADER
                            + ". Programs send 'Authorization: Bearer KEY' and need none.");
        }
    }
}
