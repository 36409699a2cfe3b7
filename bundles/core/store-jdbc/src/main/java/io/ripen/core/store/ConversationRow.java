package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation, in or out.
 *
 * @param inbound whether the lead wrote it
 * @param id of the message, or of the inbound message
 * @param kind of an inbound message: {@code reply}, {@code auto-reply}, …; of one that went out {@code sequence} or
 *     {@code hand}
 * @param address the lead's address
 * @param state of a message that went out; null for one that came in
 * @param writtenBy who wrote it by hand, or null
 * @param outcome of a call, or null
 * @param note of a call, or null
 * @param answers id of the message that an inbound one answers; 0 when none is known
 * @param at business time: when it came in, or when it was sent, or planned if it was not sent yet
 */
public record ConversationRow(
        boolean inbound,
        long id,
        String channel,
        String kind,
        @Nullable String address,
        @Nullable String subject,
        String text,
        @Nullable String state,
        @Nullable String reason,
        @Nullable String sequence,
        @Nullable String step,
        @Nullable String writtenBy,
        @Nullable String outcome,
        @Nullable String note,
        long answers,
        Instant at,
        @Nullable Instant deliveredAt) {}
