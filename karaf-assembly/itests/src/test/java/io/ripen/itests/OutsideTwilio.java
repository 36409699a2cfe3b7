package io.ripen.itests;

import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Twilio in the JVM of the test, and a container that is configured for it: it remembers what it accepted when the
 * container is killed, and its token is known, so that a test can sign as it does. Closing puts the configuration back.
 */
final class OutsideTwilio implements AutoCloseable {

    static final String TOKEN = "token-of-the-tests";

    private final Ripen ripen;
    private final Leads leads;
    private final LocalSandbox sandbox;
    private final Map<Path, String> before = new TreeMap<>();

    private OutsideTwilio(Ripen ripen, LocalSandbox sandbox) {
        this.ripen = ripen;
        this.leads = new Leads(ripen);
        this.sandbox = sandbox;
    }

    /** Starts it and waits until the container uses it. */
    static OutsideTwilio of(Ripen ripen) throws IOException {
        OutsideTwilio twilio = new OutsideTwilio(
                ripen,
                LocalSandbox.start(
                        SandboxSettings.standard()
                                .withPublicUrl(ripen.publicUrl())
                                .withAuthToken(TOKEN),
                        InstantSource.system()));
        twilio.configure("io.ripen.channel.sms.twilio.cfg", """
                segments.per.second = 0
                url = %s
                accountSid = %s
                authToken = %s
                from = +15005550006
                publicUrl = %s
                """.formatted(
                        twilio.sandbox.twilioUrl(), twilio.sandbox.accountSid(), TOKEN, ripen.publicUrl()));
        twilio.awaitSandboxInUse(false);
        return twilio;
    }

    LocalSandbox sandbox() {
        return sandbox;
    }

    /** Replaces a file of {@code etc/} until this is closed. */
    void configure(String name, String content) throws IOException {
        Path file = ripen.home().resolve("etc").resolve(name);
        before.put(file, Files.readString(file));
        Files.writeString(file, content);
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<Path, String> file : before.entrySet()) {
            Files.writeString(file.getKey(), file.getValue());
        }
        sandbox.close();
        awaitSandboxInUse(true);
    }

    private void awaitSandboxInUse(boolean expected) {
        Leads.soon(
                "sms goes to the sandbox in the container: " + expected,
                () -> leads.health("sms"),
                sms -> sms.get("message").asText().contains("sandbox") == expected);
    }
}
