package io.ripen.mail;

import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes in a mail: reads it, finds whose it is, keeps it and receives the event that it stands for, all in one transaction.
 * The same mail any number of times counts once. An OSGi service; thread-safe.
 */
@ProviderType
public interface MailIntake {

    /**
     * What became of a mail.
     *
     * @param duplicate true when it had come before; then it did nothing now
     * @param contact whose it is; empty when it is nobody's that we know
     * @param message the message of ours that it answers or is about
     * @param matchedBy {@code token}, {@code in-reply-to}, {@code references}, {@code original}, {@code sender} or null
     */
    record Taken(
            MailReading reading,
            boolean duplicate,
            Optional<ContactId> contact,
            Optional<MessageId> message,
            @Nullable String matchedBy) {}

    /**
     * Takes in a mail. When this returns it is kept, so the mailbox may forget it. A mail that cannot be read is kept as
     * well.
     *
     * @throws io.ripen.transaction.StoreUnavailableException when it could not be kept; offer it again later
     */
    Taken take(byte[] rfc822);
}
