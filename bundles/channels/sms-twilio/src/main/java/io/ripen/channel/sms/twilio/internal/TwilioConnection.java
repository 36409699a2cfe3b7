package io.ripen.channel.sms.twilio.internal;

import com.twilio.http.TwilioRestClient;
import io.ripen.sandbox.Sandbox;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configured account with an SDK client for it; the sandbox's when none is configured. Thread-safe. */
public final class TwilioConnection implements AutoCloseable {
    /** Below the 30 s that a channel has, so that the sender learns the outcome from us. */
    private static final int LONGEST_MILLIS = 28_000;

    private final @Nullable TwilioAccount account;
    private final String problem;
    private final @Nullable TwilioHttpClient http;
    private final @Nullable TwilioRestClient client;

    TwilioConnection(TwilioConfig config, @Nullable Sandbox sandbox) {
        this(account(config, sandbox), problem(config, sandbox));
    }

    /**
     * @param account null when there is neither an account nor a sandbox
     * @param problem why there is none
     */
    public TwilioConnection(@Nullable TwilioAccount account, String problem) {
        this.account = account;
        this.problem = problem;
        if (account == null) {
            http = null;
            client = null;
        } else {
            http = new TwilioHttpClient(account);
            client = new TwilioRestClient.Builder(account.accountSid(), account.authToken())
                    .accountSid(account.accountSid())
                    .httpClient(http)
                    .build();
        }
    }

    private static @Nullable TwilioAccount account(TwilioConfig config, @Nullable Sandbox sandbox) {
        boolean configured = !config.accountSid().isBlank() || !config.url().isBlank();
        if (configured) {
            return missing(config).isEmpty()
                    ? account(
                            config,
                            config.url().isBlank() ? TwilioAccount.TWILIO : config.url(),
                            config.accountSid().trim(),
                            config.authToken().trim(),
                            false)
                    : null;
        }
        return sandbox == null
                ? null
                : account(config, sandbox.twilioUrl(), sandbox.accountSid(), sandbox.authToken(), true);
    }

    private static TwilioAccount account(TwilioConfig config, String url, String sid, String token, boolean sandbox) {
        return new TwilioAccount(
                URI.create(withoutSlash(url)),
                sid,
                token,
                config.from().isBlank()
                        ? TwilioAccount.TEST_NUMBER
                        : config.from().trim(),
                withoutSlash(config.publicUrl()),
                sandbox,
                Math.max(1, config.concurrency()),
                Duration.ofMillis(clamp(config.connectTimeoutMillis())),
                Duration.ofMillis(clamp(config.timeoutMillis())),
                sandbox ? 0 : segmentsPerSecond(config));
    }

    private static double segmentsPerSecond(TwilioConfig config) {
        if (config.segments_per_second() >= 0) {
            return config.segments_per_second();
        }
        return config.from().trim().startsWith("+") && isTwilio(config.url()) ? 1 : 0;
    }

    /** What stands in for Twilio elsewhere has no carrier behind it that takes a segment a second. */
    private static boolean isTwilio(String url) {
        String host = url.isBlank() ? "twilio.com" : URI.create(url.trim()).getHost();
        return host != null && (host.equals("twilio.com") || host.endsWith(".twilio.com"));
    }

    /** The keys that a real account lacks. */
    private static List<String> missing(TwilioConfig config) {
        List<String> missing = new ArrayList<>();
        if (config.accountSid().isBlank()) {
            missing.add("accountSid");
        }
        if (config.authToken().isBlank()) {
            missing.add("authToken");
        }
        if (config.from().isBlank()) {
            missing.add("from");
        }
        return missing;
    }

    private static String problem(TwilioConfig config, @Nullable Sandbox sandbox) {
        if (config.accountSid().isBlank() && config.url().isBlank()) {
            return sandbox == null
                    ? "No Twilio account is configured and the sandbox is not installed, so no SMS can be sent; they wait. Set accountSid, authToken and from in etc/io.ripen.channel.sms.twilio.cfg, or install ripen-sandbox."
                    : "";
        }
        List<String> missing = missing(config);
        return missing.isEmpty()
                ? ""
                : "The Twilio account is not complete, so no SMS can be sent; they wait. Set "
                        + String.join(", ", missing) + " in etc/io.ripen.channel.sms.twilio.cfg.";
    }

    /** Why there is no account, with the cure; empty when there is one. */
    String problem() {
        return problem;
    }

    /** Empty when neither an account nor the sandbox is there. */
    Optional<TwilioAccount> account() {
        return Optional.ofNullable(account);
    }

    /**
     * The SDK's client.
     *
     * @throws IllegalStateException when no account is configured
     */
    TwilioRestClient client() {
        if (client == null) {
            throw new IllegalStateException(problem);
        }
        return client;
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }

    private static int clamp(int millis) {
        return Math.max(1, Math.min(LONGEST_MILLIS, millis));
    }

    private static String withoutSlash(String url) {
        String trimmed = url.trim();
        return trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    }
}
