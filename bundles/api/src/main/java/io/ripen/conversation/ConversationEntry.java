package io.ripen.conversation;

import io.ripen.delivery.MessageId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param id unique among the entries of all conversations
 * @param message the message that went out; null for one that came in
 * @param kind of one that came in: {@code reply}, {@code auto-reply}, {@code bounce}, {@code complaint} or {@code other};
 *     of one that went out: {@code sequence} or {@code hand}
 * @param channel such as {@code sms}, {@code email} or {@code call}
 * @param address the lead's address, as far as it is known
 * @param text of one that came in: what is new in it
 * @param state of one that went out: as in {@code GET /messages}
 * @param reason why it is held, denied, refused or unknown; of one that came in, what could not be read
 * @param writtenBy who wrote it by hand
 * @param outcome of a call: {@code reached}, {@code voicemail}, …
 * @param note what the caller wrote down
 * @param answers the message that one that came in answers, as far as it is known
 * @param opened when a person opened it first; {@code null} when nobody is known to have
 * @param clicked names of the links that a person clicked
 * @param at business time: when it came in, or was sent, or was planned if it is not sent yet
 */
public record ConversationEntry(
        String id,
        Direction direction,
        @Nullable MessageId message,
        String kind,
        String channel,
        @Nullable String address,
        @Nullable String subject,
        String text,
        @Nullable String state,
        @Nullable String reason,
        @Nullable SequenceId sequence,
        @Nullable StepId step,
        @Nullable String writtenBy,
        @Nullable String outcome,
        @Nullable String note,
        @Nullable MessageId answers,
        @Nullable Instant opened,
        List<String> clicked,
        Instant at,
        @Nullable Instant deliveredAt) {

    /** Who wrote it. */
    public enum Direction {
        /** The lead. */
        IN,
        /** We. */
        OUT
    }
}
