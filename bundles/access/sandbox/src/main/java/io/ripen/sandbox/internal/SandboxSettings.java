package io.ripen.sandbox.internal;

import java.time.Duration;

/**
 * How a sandbox is set up.
 *
 * @param httpPort port of the Twilio API on loopback; 0 takes a free one
 * @param smtpPort port of the SMTP server on loopback; 0 takes a free one
 * @param accountSid Twilio account that it plays
 * @param authToken token of that account, also the key of its signatures
 * @param publicUrl what the product's addresses begin with, as the product is configured; signatures are made over it
 * @param localUrl where requests to {@code publicUrl} really go, such as {@code http://127.0.0.1:8181}; empty for the
 *     same
 * @param phoneNumber the product's own number, used for answers to a lead that was never written to
 * @param keepMessages how many messages are kept for reading back; the oldest go first
 * @param keepBytes about how many bytes of messages are kept
 * @param slow how long {@link io.ripen.sandbox.Fault#SLOW} keeps a client waiting
 */
public record SandboxSettings(
        int httpPort,
        int smtpPort,
        String accountSid,
        String authToken,
        String publicUrl,
        String localUrl,
        String phoneNumber,
        int keepMessages,
        long keepBytes,
        Duration slow) {

    /** The account that the sandbox plays unless told otherwise; no real account has it. */
    public static final String ACCOUNT_SID = "AC00000000000000000000000000005a4d";

    public static SandboxSettings standard() {
        return new SandboxSettings(
                0,
                0,
                ACCOUNT_SID,
                "sandbox",
                "http://localhost:8181",
                "",
                "+15005550006",
                200_000,
                256L << 20,
                Duration.ofSeconds(40));
    }

    public SandboxSettings withAuthToken(String token) {
        return new SandboxSettings(
                httpPort, smtpPort, accountSid, token, publicUrl, localUrl, phoneNumber, keepMessages, keepBytes, slow);
    }

    public SandboxSettings withPublicUrl(String url) {
        return new SandboxSettings(
                httpPort, smtpPort, accountSid, authToken, url, localUrl, phoneNumber, keepMessages, keepBytes, slow);
    }

    public SandboxSettings withPorts(int http, int smtp) {
        return new SandboxSettings(
                http, smtp, accountSid, authToken, publicUrl, localUrl, phoneNumber, keepMessages, keepBytes, slow);
    }

    public SandboxSettings withSlow(Duration howLong) {
        return new SandboxSettings(
                httpPort,
                smtpPort,
                accountSid,
                authToken,
                publicUrl,
                localUrl,
                phoneNumber,
                keepMessages,
                keepBytes,
                howLong);
    }

    public SandboxSettings withKeep(int messages, long bytes) {
        return new SandboxSettings(
                httpPort, smtpPort, accountSid, authToken, publicUrl, localUrl, phoneNumber, messages, bytes, slow);
    }
}
