package io.ripen.channel.email.internal;

import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import io.ripen.testkit.FilePlumbing;
import io.ripen.time.RipenClock;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The real channel, the shipped route smtp-out.xml and the real sandbox, over loopback. */
final class MailWorld implements AutoCloseable {
    /** The shipped routes. */
    static final Path PLUMBING = Path.of("../../../camel-routes/plumbing");

    static final RipenClock CLOCK = new RipenClock() {
        @Override
        public InstantSource machine() {
            return InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));
        }

        @Override
        public double speed() {
            return 1;
        }

        @Override
        public Instant instant() {
            return machine().instant();
        }
    };

    final LocalSandbox sandbox;
    final MailServer server;
    final FilePlumbing plumbing;
    final EmailChannel channel;

    MailWorld() throws Exception {
        this(100);
    }

    MailWorld(int mailsPerConnection) throws Exception {
        sandbox =
                LocalSandbox.start(SandboxSettings.standard().withSlow(Duration.ofSeconds(5)), InstantSource.system());
        server = server(sandbox.smtpUrl().replace("smtp://", "smtp://user:p%40ss@"), mailsPerConnection);
        plumbing = new FilePlumbing(PLUMBING, Map.of("ripen-smtp", new SmtpCamelComponent(server)), "smtp-out.xml");
        channel = new EmailChannel(plumbing, server, CLOCK);
    }

    static MailServer server(String url, int mailsPerConnection) throws Exception {
        return new MailServer(
                new SmtpSettings(
                        SmtpTarget.parse(url),
                        SmtpSettings.StartTls.OFFERED,
                        4,
                        Duration.ofSeconds(30),
                        mailsPerConnection,
                        Duration.ofMillis(500),
                        Duration.ofMillis(900)),
                new InternetAddress("hello@acme.example", "Acme Größe", "UTF-8"));
    }

    @Override
    public void close() {
        plumbing.close();
        server.close();
        sandbox.close();
    }
}
