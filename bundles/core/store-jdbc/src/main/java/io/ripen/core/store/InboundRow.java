package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that came in, as it is kept.
 *
 * @param id from {@link IdAllocator}, {@link IdKind#INBOUND}
 * @param contact whom it is from; 0 when nobody known wrote it
 * @param channel {@code sms} or {@code email}
 * @param kind {@code reply}, {@code auto-reply}, {@code bounce}, {@code complaint} or {@code other}
 * @param providerId Message-ID or SM…; (channel, providerId, team) is unique
 * @param sender address that it came from
 * @param recipient address that it came to
 * @param body what is new in it; may be empty
 * @param raw the mail as it came, or null
 * @param problem what could not be read of it, or null
 * @param matchedBy {@code token}, {@code in-reply-to}, {@code references}, {@code sender}, or null
 * @param answers id of the message that it answers or is about; 0 when none is known
 * @param receivedAt business time
 */
public record InboundRow(
        long id,
        String team,
        long contact,
        String channel,
        String kind,
        String providerId,
        @Nullable String sender,
        @Nullable String recipient,
        @Nullable String subject,
        String body,
        @Nullable String raw,
        @Nullable String problem,
        @Nullable String matchedBy,
        long answers,
        Instant receivedAt) {}
