package io.ripen.core.store;

import io.ripen.delivery.MessageState;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be kept. It may begin as PLANNED (perhaps held), as SENDING (planned and begun in one insert:
 * attempt 1) or as DENIED.
 *
 * @param id from {@link IdAllocator}
 * @param enrollment 0 for one sent by hand, which no unique key protects
 * @param sendingAt business time, when it begins as SENDING
 * @param sendingMachineAt machine time, when it begins as SENDING
 * @param settledAt business time, when it begins as DENIED
 */
public record NewMessage(
        long id,
        String team,
        long contact,
        long enrollment,
        @Nullable String sequence,
        @Nullable String step,
        int occurrence,
        String channel,
        String address,
        @Nullable String subject,
        String body,
        @Nullable String html,
        Map<String, String> headers,
        MessageState state,
        int attempt,
        @Nullable String code,
        @Nullable String reason,
        @Nullable String policy,
        @Nullable Instant heldUntil,
        Instant plannedAt,
        @Nullable Instant sendingAt,
        @Nullable Instant sendingMachineAt,
        @Nullable Instant settledAt) {}
