package io.ripen.channel.sms.twilio.internal;

import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import io.ripen.testkit.FilePlumbing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The real channel, the shipped route twilio-out.xml and the real sandbox, over loopback. */
final class TwilioWorld implements AutoCloseable {
    /** The shipped routes. */
    static final Path PLUMBING = Path.of("../../../camel-routes/plumbing");

    static final String OUR_NUMBER = "+15005550006";
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);

    final LocalSandbox sandbox;
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    final InstantSource clock = now::get;
    final TwilioConnection connection;
    final FilePlumbing plumbing;
    final TwilioSmsChannel channel;

    TwilioWorld() throws Exception {
        sandbox =
                LocalSandbox.start(SandboxSettings.standard().withSlow(Duration.ofSeconds(5)), InstantSource.system());
        connection = connection(sandbox.twilioUrl(), sandbox.authToken());
        plumbing = new FilePlumbing(
                PLUMBING, Map.of("ripen-twilio", new TwilioCamelComponent(connection)), "twilio-out.xml");
        channel = new TwilioSmsChannel(plumbing, connection, SenderPauses.on(clock));
    }

    static TwilioConnection connection(String url, String token) {
        return new TwilioConnection(
                new TwilioAccount(
                        URI.create(url),
                        SandboxSettings.ACCOUNT_SID,
                        token,
                        OUR_NUMBER,
                        "",
                        false,
                        16,
                        Duration.ofMillis(500),
                        TIMEOUT),
                "");
    }

    @Override
    public void close() {
        plumbing.close();
        connection.close();
        sandbox.close();
    }
}
