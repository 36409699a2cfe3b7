package io.ripen.core.store;

import io.ripen.crm.Contact;
import io.ripen.policy.SendPath;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that a person wrote and that asks to go out.
 *
 * @param id the message's id, from {@link IdAllocator}
 * @param contact the lead, locked by the transaction
 * @param path on which way it comes
 * @param channel channel type, such as {@code sms}
 * @param subject of a mail; null for other channels
 * @param text as it was written; nothing is merged into it
 * @param headers further headers of a mail, which count when it is new
 * @param row the message as it is kept already, locked; null when it is new
 */
public record HandRequest(
        long id,
        SendPath path,
        Contact contact,
        String channel,
        @Nullable String subject,
        String text,
        Map<String, String> headers,
        @Nullable MessageRow row) {}
