package io.ripen.core.store;

import io.ripen.crm.Contact;
import io.ripen.team.Team;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that the gate let through, or whose attempt has to be looked into.
 *
 * @param id the message's id
 * @param attempt the attempt that is to be made, or was made; 1 for the first
 * @param sentAt machine time of that attempt
 * @param validUntil business time after which it must not reach the lead; null for no end
 * @param repeated whether a repetition under the same provider id was made already
 */
public record Admitted(
        long id,
        int attempt,
        Instant sentAt,
        boolean repeated,
        Team team,
        Contact contact,
        String channel,
        String address,
        @Nullable String subject,
        String text,
        @Nullable String html,
        Map<String, String> headers,
        @Nullable Instant validUntil) {}
