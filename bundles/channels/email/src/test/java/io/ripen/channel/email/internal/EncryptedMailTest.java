package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.Outcome;
import io.ripen.channel.email.internal.SmtpSettings.StartTls;
import io.ripen.channel.email.internal.TlsMailSink.Tls;
import io.ripen.testkit.FilePlumbing;
import jakarta.mail.internet.InternetAddress;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Mail over TLS")
class EncryptedMailTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private static SSLContext before;
    private static SSLContext keys;

    /** Makes a certificate for the name localhost, and lets this process trust it. */
    @BeforeAll
    static void certify(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("localhost.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "mail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("mail", store.getCertificate("mail"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        keys = SSLContext.getInstance("TLS");
        keys.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        before = SSLContext.getDefault();
        SSLContext.setDefault(keys);
    }

    @AfterAll
    static void restore() {
        SSLContext.setDefault(before);
    }

    @Test
    void smtps_is_encrypted_from_the_first_byte() throws Exception {
        try (TlsMailSink sink = new TlsMailSink(keys, Tls.AT_ONCE)) {
            assertThat(send("smtps", "localhost", sink, StartTls.OFFERED)).isInstanceOf(Outcome.Accepted.class);
            assertThat(sink.mails()).hasSize(1);
            assertThat(sink.inTheOpen()).isEmpty();
        }
    }

    @Test
    void starttls_is_used_where_it_is_offered() throws Exception {
        try (TlsMailSink sink = new TlsMailSink(keys, Tls.OFFERED)) {
            assertThat(send("smtp", "localhost", sink, StartTls.OFFERED)).isInstanceOf(Outcome.Accepted.class);
            assertThat(sink.mails()).hasSize(1);
            assertThat(sink.inTheOpen()).hasSize(2).last().isEqualTo("STARTTLS");
        }
    }

    @Test
    void where_tls_is_required_nothing_is_said_without_it() throws Exception {
        try (TlsMailSink sink = new TlsMailSink(keys, Tls.NEVER)) {
            assertThat(send("smtp", "localhost", sink, StartTls.REQUIRED)).isInstanceOf(Outcome.Unavailable.class);
            assertThat(sink.mails()).isEmpty();
            assertThat(sink.inTheOpen()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void a_server_with_another_ones_certificate_is_told_nothing() throws Exception {
        try (TlsMailSink sink = new TlsMailSink(keys, Tls.AT_ONCE)) {
            Outcome outcome = send("smtps", "127.0.0.1", sink, StartTls.OFFERED);

            assertThat(outcome).isInstanceOf(Outcome.Unavailable.class);
            assertThat(sink.mails()).isEmpty();
        }
    }

    private static Outcome send(String scheme, String host, TlsMailSink sink, StartTls startTls) throws Exception {
        MailServer server = new MailServer(
                new SmtpSettings(
                        SmtpTarget.parse(scheme + "://user:secret@" + host + ":" + sink.port()),
                        startTls,
                        1,
                        Duration.ofSeconds(30),
                        100,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5)),
                new InternetAddress("hello@acme.example"));
        try (FilePlumbing plumbing = new FilePlumbing(
                MailWorld.PLUMBING, Map.of("ripen-smtp", new SmtpCamelComponent(server)), "smtp-out.xml")) {
            return new EmailChannel(plumbing, server, MailWorld.CLOCK).send(Mails.toAnn(7));
        } finally {
            server.close();
        }
    }
}
