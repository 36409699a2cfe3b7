package io.ripen.channel.email.internal;

import io.ripen.sandbox.Sandbox;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configured mail server with its pool and our sender; the sandbox's when none is configured. Thread-safe. */
public final class MailServer implements AutoCloseable {
    /** Below the 30 s that a channel has, so that the sender learns the outcome from us. */
    private static final int LONGEST_MILLIS = 28_000;

    private static final String SANDBOX_SENDER = "Ripen <ripen@sandbox.invalid>";

    private final @Nullable SmtpSettings settings;
    private final @Nullable InternetAddress from;
    private final @Nullable SmtpPool pool;
    private final String problem;
    private final boolean sandbox;
    private static final String SANDBOX_DOMAIN = "sandbox.invalid";

    private final @Nullable String inboundDomain;

    MailServer(EmailConfig config, @Nullable Sandbox present) {
        SmtpSettings made = null;
        InternetAddress sender = null;
        String wrong = "";
        sandbox = config.url().isBlank() && present != null;
        if (config.url().isBlank() && present == null) {
            wrong = "No mail server is configured and the sandbox is not installed, so no mail can be sent; they wait."
                    + " Set url and from in etc/io.ripen.channel.email.cfg, or install ripen-sandbox.";
        } else {
            try {
                made = settings(config, present != null && sandbox ? present.smtpUrl() : config.url());
                sender = sender(config, sandbox);
            } catch (IllegalArgumentException | MailComposer.BadAddress e) {
                wrong = e.getMessage() + " No mail can be sent; they wait. Mend it in etc/io.ripen.channel.email.cfg.";
            }
        }
        boolean complete = made != null && sender != null;
        this.settings = complete ? made : null;
        this.from = complete ? sender : null;
        this.pool = complete && made != null ? new SmtpPool(made) : null;
        this.problem = wrong;
        String configured = domain(config.inboundDomain());
        // What the sandbox sends back names its message, as it does with a domain that is set up well.
        this.inboundDomain = configured == null && sandbox ? SANDBOX_DOMAIN : configured;
    }

    public MailServer(SmtpSettings settings, InternetAddress from) {
        this(settings, from, "");
    }

    MailServer(SmtpSettings settings, InternetAddress from, String inboundDomain) {
        this.settings = settings;
        this.from = from;
        this.pool = new SmtpPool(settings);
        this.problem = "";
        this.sandbox = false;
        this.inboundDomain = domain(inboundDomain);
    }

    private static @Nullable String domain(String configured) {
        String domain = configured.strip();
        domain = domain.startsWith("@") ? domain.substring(1) : domain;
        return domain.isEmpty() ? null : domain;
    }

    /** Where answers and bounces with a token are read. */
    Optional<String> inboundDomain() {
        return Optional.ofNullable(inboundDomain);
    }

    private static SmtpSettings settings(EmailConfig config, String url) {
        SmtpSettings.StartTls startTls;
        try {
            startTls = SmtpSettings.StartTls.valueOf(config.startTls().trim().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "startTls must be offered, required or never, not '" + config.startTls() + "'.", e);
        }
        return new SmtpSettings(
                SmtpTarget.parse(url),
                startTls,
                Math.max(1, config.connections()),
                Duration.ofSeconds(Math.max(1, config.idleSeconds())),
                Math.max(1, config.mailsPerConnection()),
                Duration.ofMillis(clamp(config.connectTimeoutMillis())),
                Duration.ofMillis(clamp(config.timeoutMillis())));
    }

    private static InternetAddress sender(EmailConfig config, boolean sandbox) throws MailComposer.BadAddress {
        if (config.from().isBlank()) {
            if (sandbox) {
                return MailComposer.address(SANDBOX_SENDER);
            }
            throw new IllegalArgumentException(
                    "from is empty: it must be our sender, such as Acme <hello@acme.example>.");
        }
        return MailComposer.address(config.from().trim());
    }

    private static int clamp(int millis) {
        return Math.max(1, Math.min(LONGEST_MILLIS, millis));
    }

    Optional<SmtpPool> pool() {
        return Optional.ofNullable(pool);
    }

    Optional<InternetAddress> from() {
        return Optional.ofNullable(from);
    }

    Optional<SmtpSettings> settings() {
        return Optional.ofNullable(settings);
    }

    boolean isSandbox() {
        return sandbox;
    }

    /** Why there is no server, with the cure; empty when there is one. */
    String problem() {
        return problem;
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
