package io.ripen.mail;

import io.ripen.delivery.MessageId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signed tokens that stand for a message in an address of ours: {@code reply+TOKEN@…} as Reply-To, {@code bounce+TOKEN@…}
 * as the envelope's sender and {@code unsubscribe+TOKEN@…} in List-Unsubscribe, so that each is known for certain. Nobody else can make one. Letters and
 * digits only, at most 40, and the same in any case, since mail servers may change it. An OSGi service; thread-safe.
 */
@ProviderType
public interface MailTokens {

    /** The token of a message; always the same one. */
    String sign(MessageId message);

    /** The message that a token stands for; empty when it is none of ours. */
    Optional<MessageId> verify(String token);
}
