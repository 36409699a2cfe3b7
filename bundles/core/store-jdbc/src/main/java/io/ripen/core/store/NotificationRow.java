package io.ripen.core.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person, or a program of theirs, is to be told.
 *
 * @param id from {@link IdAllocator}, {@link IdKind#NOTIFICATION}
 * @param contact the lead that it is about
 * @param kind {@code email} or {@code webhook}
 * @param target address or URL
 * @param attempt how often it was tried
 * @param dueAt machine time of the next attempt; null once it was told or given up
 * @param outcome what came of the last attempt, in a sentence, or null
 * @param createdAt business time
 */
public record NotificationRow(
        long id,
        String team,
        long contact,
        String kind,
        String target,
        @Nullable String subject,
        String body,
        int attempt,
        @Nullable Instant dueAt,
        @Nullable String outcome,
        Instant createdAt) {}
