package io.ripen.sandbox.internal;

import io.ripen.sandbox.SandboxMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An accepted message with what only Twilio's API shows of it. */
final class Stored {
    private final SandboxMessage message;
    private final Instant createdAt;
    private final @Nullable String statusCallback;
    private final @Nullable WayBack wayBack;
    private volatile String status = "queued";

    /**
     * Where what comes back of a mail goes.
     *
     * @param envelopeFrom where bounces go
     * @param replyTo where answers go
     */
    record WayBack(String envelopeFrom, String replyTo) {}

    /** @param createdAt machine time */
    Stored(SandboxMessage message, Instant createdAt, @Nullable String statusCallback) {
        this(message, createdAt, statusCallback, null);
    }

    /** A mail. */
    Stored(SandboxMessage message, Instant createdAt, WayBack wayBack) {
        this(message, createdAt, null, wayBack);
    }

    private Stored(
            SandboxMessage message, Instant createdAt, @Nullable String statusCallback, @Nullable WayBack wayBack) {
        this.message = message;
        this.createdAt = createdAt;
        this.statusCallback = statusCallback;
        this.wayBack = wayBack;
    }

    @Nullable WayBack wayBack() {
        return wayBack;
    }

    SandboxMessage message() {
        return message;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable String statusCallback() {
        return statusCallback;
    }

    String status() {
        return status;
    }

    void status(String now) {
        status = now;
    }

    /** About how much memory it takes. */
    long bytes() {
        String html = message.html();
        String subject = message.subject();
        return 400L
                + message.text().length()
                + (html == null ? 0 : html.length())
                + (subject == null ? 0 : subject.length());
    }
}
