package io.ripen.channel.email.internal;

import java.time.Duration;

/**
 * How connections to a mail server are used.
 *
 * @param mailsPerConnection 1 makes a connection for each mail
 * @param timeout limit for one attempt as a whole
 */
public record SmtpSettings(
        SmtpTarget target,
        StartTls startTls,
        int connections,
        Duration idle,
        int mailsPerConnection,
        Duration connectTimeout,
        Duration timeout) {

    /** Whether a plain connection changes to TLS. */
    public enum StartTls {
        OFFERED,
        REQUIRED,
        NEVER
    }

    /** What is good for most servers. */
    public static SmtpSettings standard(SmtpTarget target) {
        return new SmtpSettings(
                target,
                StartTls.OFFERED,
                8,
                Duration.ofSeconds(30),
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(25));
    }
}
