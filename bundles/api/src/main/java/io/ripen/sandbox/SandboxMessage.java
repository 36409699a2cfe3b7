package io.ripen.sandbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that the sandbox accepted.
 *
 * @param number 1 for the first that the sandbox received, in order of receipt
 * @param channel {@code sms} or {@code email}
 * @param providerId the SID, or the Message-ID
 * @param at business time
 * @param html HTML part of a mail, or null
 */
public record SandboxMessage(
        long number,
        String channel,
        String providerId,
        String from,
        String to,
        @Nullable String subject,
        String text,
        @Nullable String html,
        Instant at) {}
