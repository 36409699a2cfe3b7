package io.ripen.inbound.mail.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the mailbox is read.
 *
 * @param target null when none is configured
 */
record ImapSettings(@Nullable ImapTarget target, Duration poll, int mailsPerPoll, Duration timeout) {
    private static final int LONGEST_POLL = 3_600;

    static ImapSettings of(ImapConfig config) {
        return new ImapSettings(
                config.url().isBlank() ? null : ImapTarget.parse(config.url()),
                Duration.ofSeconds(Math.max(1, Math.min(LONGEST_POLL, config.pollSeconds()))),
                Math.max(1, config.mailsPerPoll()),
                Duration.ofMillis(Math.max(1_000, config.timeoutMillis())));
    }
}
