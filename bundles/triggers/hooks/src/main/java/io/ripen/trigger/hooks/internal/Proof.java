package io.ripen.trigger.hooks.internal;

import io.ripen.trigger.hooks.internal.SignatureScheme.SignedCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a sender proves that it knows the secret of a hook. Compared in a time that tells nothing of the secret. */
final class Proof {
    private static final int SHORTEST = 16;

    private final SignatureScheme scheme;
    private final byte[] secret;
    private final String token;
    private final String header;
    private final String address;

    /** @throws IllegalArgumentException unless exactly one of secret and token is there and long enough */
    Proof(HookConfig config) {
        String written = config.secret().strip();
        token = config.token().strip();
        String hook = config.name().strip();
        if (written.isEmpty() == token.isEmpty()) {
            throw new IllegalArgumentException("The hook '" + hook + "' needs either a secret or a token, and has "
                    + (written.isEmpty() ? "none" : "both") + ". It is not served.");
        }
        if (written.length() + token.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "The " + (written.isEmpty() ? "token" : "secret") + " of the hook '" + hook
                            + "' has less than " + SHORTEST
                            + " characters. Take a random one, such as 'openssl rand -hex 32' makes. The hook is not served.");
        }
        try {
            scheme = SignatureScheme.named(scheme(config));
            secret = scheme.key(written);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The hook '" + hook + "': " + wrong.getMessage() + " The hook is not served.", wrong);
        }
        String named = (token.isEmpty() ? config.signatureHeader() : config.tokenHeader()).strip();
        header = !named.isEmpty() ? named : token.isEmpty() ? scheme.header() : "Authorization";
        address = config.address().strip();
    }

    /** Two providers of mail sign in a way of their own, which need not be said again. */
    private static String scheme(HookConfig config) {
        String scheme = config.scheme().strip();
        String provider = config.provider().strip().toLowerCase(Locale.ROOT);
        return scheme.equals("body") && (provider.equals("sendgrid") || provider.equals("mailgun")) ? provider : scheme;
    }

    /** The token as it is, behind {@code Bearer}, or as the password of an address {@code https://any:token@…}. */
    private static String sent(String proof) {
        if (proof.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair =
                        new String(Base64.getDecoder().decode(proof.substring(6).strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return (proof.regionMatches(true, 0, "Bearer ", 0, 7) ? proof.substring(7) : proof).strip();
    }

    /** The header that carries the proof; empty when it is in the body. */
    String header() {
        return header;
    }

    /**
     * Whether the call has the token, or the signature of its body.
     *
     * @param asked the address that was asked for, as far as it is known here
     * @param now machine time
     */
    boolean holds(Function<String, @Nullable String> headers, byte[] body, String asked, Instant now) {
        String proof = header.isEmpty() ? "" : headers.apply(header);
        if (proof == null) {
            return false;
        }
        if (!token.isEmpty()) {
            return MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8), sent(proof).getBytes(StandardCharsets.UTF_8));
        }
        return scheme.holds(
                secret, proof.strip(), new SignedCall(header, headers, body, address.isEmpty() ? asked : address, now));
    }
}
