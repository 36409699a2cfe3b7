package io.ripen.mailbox.internal;

import io.ripen.core.store.Stores;
import io.ripen.delivery.MessageId;
import io.ripen.mail.MailTokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The message's id in base 36, an "x", and 80 bits of HMAC-SHA256 in hexadecimal digits. The secret is kept in the
 * database, the same for all nodes.
 */
@Component
public final class SignedMailTokens implements MailTokens {
    private static final String SETTING = "mailbox.secret";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int MAC_BYTES = 10;
    private static final int RADIX = 36;
    private static final int LONGEST_ID = 13;

    private final SecretKeySpec key;

    @Activate
    public SignedMailTokens(@Reference Stores stores) {
        String secret = stores.transactions()
                .call(work -> stores.settings().getOrCreate(work, SETTING, () -> {
                    byte[] random = new byte[SECRET_BYTES];
                    new SecureRandom().nextBytes(random);
                    return HexFormat.of().formatHex(random);
                }));
        key = new SecretKeySpec(HexFormat.of().parseHex(secret), ALGORITHM);
    }

    @Override
    public String sign(MessageId message) {
        String id = Long.toString(message.value(), RADIX);
        return id + "x" + mac(id);
    }

    @Override
    public Optional<MessageId> verify(String token) {
        String lower = token.toLowerCase(Locale.ROOT);
        // The digits of the signature end it, so the last "x" parts the two; an id may have one as well.
        int part = lower.length() - 2 * MAC_BYTES - 1;
        if (part < 1 || part > LONGEST_ID || lower.charAt(part) != 'x') {
            return Optional.empty();
        }
        String id = lower.substring(0, part);
        byte[] given = lower.substring(part + 1).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(mac(id).getBytes(StandardCharsets.US_ASCII), given)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MessageId(Long.parseLong(id, RADIX)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String mac(String id) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] sum = mac.doFinal(("mail " + id).getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(sum, 0, MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM + ", which every Java must have.", e);
        }
    }
}
