package io.ripen.trigger.hooks.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Over what a sender makes its HMAC-SHA256, and how it writes it. Where a scheme signs the time as well, a call that is older
 * than five minutes is refused: whoever overheard one cannot send it again later.
 */
enum SignatureScheme {
    /** Over the body, in hex or Base64: GitHub, WooCommerce, Shopify and most others. */
    BODY("X-Hub-Signature-256") {
        @Override
        boolean holds(byte[] secret, String signature, SignedCall call) {
            String text = signature.toLowerCase(Locale.ROOT).startsWith("sha256=") ? signature.substring(7) : signature;
            return isOneOf(List.of(text), hmac(secret, call.body()));
        }
    },

    /** {@code t=SECONDS,v1=HEX} over the time, a full stop and the body: Stripe, Calendly. */
    TIMESTAMPED("Stripe-Signature") {
        @Override
        boolean holds(byte[] secret, String signature, SignedCall call) {
            List<String> parts =
                    Stream.of(signature.split(",")).map(String::strip).toList();
            String time = parts.stream()
                    .filter(each -> each.startsWith("t="))
                    .map(each -> each.substring(2))
                    .findFirst()
                    .orElse("");
            return call.isRecent(time, 1_000)
                    && isOneOf(
                            parts.stream()
                                    .filter(each -> each.startsWith("v1="))
                                    .map(each -> each.substring(3))
                                    .toList(),
                            hmac(secret, bytes(time + "."), call.body()));
        }
    },

    /** {@code v1,BASE64} over id, time and body, as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> say: Svix, Clerk, Resend. */
    STANDARD("webhook-signature") {
        @Override
        boolean holds(byte[] secret, String signature, SignedCall call) {
            String header = call.signatureHeader().toLowerCase(Locale.ROOT);
            String id = call.header(header.replace("-signature", "-id"));
            String time = call.header(header.replace("-signature", "-timestamp"));
            return !id.isEmpty()
                    && call.isRecent(time, 1_000)
                    && isOneOf(
                            Stream.of(signature.split("\\s+"))
                                    .filter(each -> each.startsWith("v1,"))
                                    .map(each -> each.substring(3))
                                    .toList(),
                            hmac(secret, bytes(id + "." + time + "."), call.body()));
        }

        @Override
        byte[] key(String secret) {
            return secret.startsWith("whsec_") ? Base64.getDecoder().decode(secret.substring(6)) : super.key(secret);
        }
    },

    /** Base64 over method, address, body and time in milliseconds: HubSpot's signature of version 3. */
    HUBSPOT("X-HubSpot-Signature-v3") {
        @Override
        boolean holds(byte[] secret, String signature, SignedCall call) {
            String time = call.header("X-HubSpot-Request-Timestamp");
            return call.isRecent(time, 1)
                    && isOneOf(
                            List.of(signature), hmac(secret, bytes("POST" + call.address()), call.body(), bytes(time)));
        }
    },

    /** ECDSA over time and body, with SendGrid's public key as the secret: Twilio SendGrid. */
    SENDGRID("X-Twilio-Email-Event-Webhook-Signature") {
        @Override
        boolean holds(byte[] secret, String signature, SignedCall call) {
            String time = call.header("X-Twilio-Email-Event-Webhook-Timestamp");
            if (!call.isRecent(time, 1_000)) {
                return false;
            }
            try {
                Signature check = Signature.getInstance("SHA256withECDSA");
                check.initVerify(publicKey(secret));
                check.update(bytes(time));
                check.update(call.body());
                return check.verify(Base64.getDecoder().decode(signature));
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                return false;
            }
        }

        @Override
        byte[] key(String secret) {
            if (secret.isEmpty()) {
                return super.key(secret);
            }
            try {
                byte[] key = Base64.getDecoder().decode(secret);
                publicKey(key);
                return key;
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "secret is not SendGrid's verification key: copy the public key that it shows beside its webhook.",
                        wrong);
            }
        }

        private PublicKey publicKey(byte[] key) throws GeneralSecurityException {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(key));
        }
    },

    /**
     * Hex over time and a token, both of which stand beside it in the body: Mailgun. It does not cover what is told, so a call
     * that somebody else has seen proves another one for as long as it is recent.
     */
    MAILGUN("") {
        @Override
        boolean holds(byte[] secret, String header, SignedCall call) {
            try {
                JsonNode proof = Payload.read(call.body()).path("signature");
                String time = proof.path("timestamp").asText();
                return call.isRecent(time, 1_000, MAILGUN_REPEATS)
                        && isOneOf(
                                List.of(proof.path("signature").asText()),
                                hmac(secret, bytes(time + proof.path("token").asText())));
            } catch (Refused noJson) {
                return false;
            }
        }
    };

    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration OLDEST = Duration.ofMinutes(5);
    private static final Duration AHEAD = Duration.ofMinutes(1);
    /** For so long Mailgun sends again what was not taken. */
    private static final Duration MAILGUN_REPEATS = Duration.ofHours(9);

    private final String header;

    SignatureScheme(String header) {
        this.header = header;
    }

    /** The header that senders use, unless the hook names another. */
    String header() {
        return header;
    }

    /** Whether this is the signature of the call. */
    abstract boolean holds(byte[] secret, String signature, SignedCall call);

    byte[] key(String secret) {
        return bytes(secret);
    }

    /** @throws IllegalArgumentException when there is no scheme of that name */
    static SignatureScheme named(String name) {
        for (SignatureScheme each : values()) {
            if (each.word().equals(name.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no scheme of a signature: use "
                + String.join(
                        ", ", Stream.of(values()).map(SignatureScheme::word).toList()) + ".");
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What is signed.
     *
     * @param address where the sender sent it to, as the sender knows it
     * @param now machine time
     */
    record SignedCall(
            String signatureHeader,
            java.util.function.Function<String, @Nullable String> headers,
            byte[] body,
            String address,
            Instant now) {

        String header(String name) {
            String value = headers.apply(name);
            return value == null ? "" : value.strip();
        }

        boolean isRecent(String time, long millisOfUnit) {
            return isRecent(time, millisOfUnit, OLDEST);
        }

        boolean isRecent(String time, long millisOfUnit, Duration oldest) {
            if (!time.matches("[0-9]{1,15}")) {
                return false;
            }
            Instant sent = Instant.ofEpochMilli(Long.parseLong(time) * millisOfUnit);
            return !sent.isBefore(now.minus(oldest)) && !sent.isAfter(now.plus(AHEAD));
        }
    }

    /** Compared in a time that tells nothing of the secret. */
    private static boolean isOneOf(List<String> written, byte[] right) {
        boolean found = false;
        for (String each : written) {
            byte[] sent = decoded(each.strip());
            found |= sent != null && MessageDigest.isEqual(right, sent);
        }
        return found;
    }

    private static byte @Nullable [] decoded(String text) {
        try {
            return text.length() == 64
                    ? HexFormat.of().parseHex(text)
                    : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException neither) {
            return null;
        }
    }

    private static byte[] hmac(byte[] secret, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no HMAC-SHA256, which every Java must have.", impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
