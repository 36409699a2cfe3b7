package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No mail, however broken or hostile, throws or takes long. */
class BrokenMailTest {
    /** The promise: a second of work. Counted as the thread's own, since the machine that runs the tests is shared. */
    private static final Duration WORK = Duration.ofSeconds(1);

    /** Ends what would never end. */
    private static final Duration BOUND = Duration.ofSeconds(20);

    private static final String HEAD = "From: ann@lead.example\r\nTo: sales@acme.example\r\nSubject: Re: x\r\n";
    private static final int MEGABYTE = 1024 * 1024;

    @BeforeAll
    static void warm() {
        Mails.reply("Re: x", "On Mon, 2 Nov 2026, Ann <a@b.example> wrote:\n> x");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mails")
    void isReadInTimeAndThrowsNothing(String name, byte[] mail) {
        Duration work = assertTimeoutPreemptively(BOUND, () -> {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            assertThat(Mails.read(mail)).isNotNull();
            return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        });

        assertThat(work).isLessThan(WORK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=\r\n", "=\n", "=\r"})
    void softLineBreaksWithoutNumberAreReadAsWhatTheyAre(String soft) {
        MailReading reading =
                Mails.read((HEAD + "Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
                                + "Yes" + soft.repeat(900_000) + " ple=61se=\r\n.")
                        .getBytes(StandardCharsets.US_ASCII));
        assertThat(reading.kind()).isEqualTo(MailKind.REPLY);
        assertThat(reading.newText()).isEqualTo("Yes please.");
    }

    static Stream<Arguments> mails() {
        return Stream.of(
                mail("nothing", ""),
                mail("only blank lines", "\r\n\r\n\r\n"),
                mail("NUL bytes", HEAD + "\r\nYes\0\0please\0"),
                mail("NUL bytes in headers", "From: a\0b@lead.example\r\nSub\0ject: x\r\n\r\nYes"),
                mail("no headers", "Hello there"),
                mail("no colon", "Hello\r\nthere\r\n\r\nYes"),
                mail("unknown charset", HEAD + "Content-Type: text/plain; charset=klingon\r\n\r\nYes"),
                mail("illegal charset", HEAD + "Content-Type: text/plain; charset=\"\u0001;;=\"\r\n\r\nYes"),
                mail("broken type", HEAD + "Content-Type: ;;;===\"\r\n\r\nYes"),
                mail("broken encoding", HEAD + "Content-Transfer-Encoding: base64\r\n\r\n!!!*** not base64 ====="),
                mail("unknown encoding", HEAD + "Content-Transfer-Encoding: x-rot13\r\n\r\nLrf"),
                mail(
                        "broken quoted-printable",
                        HEAD + "Content-Transfer-Encoding: quoted-printable\r\n\r\n=ZZ=4=\r\n="),
                mail("no boundary", HEAD + "Content-Type: multipart/mixed\r\n\r\n--x\r\n\r\nYes"),
                mail("boundary that never comes", HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\nYes"),
                mail("empty multipart", HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b--\r\n"),
                mail("endless encoded words", HEAD + "X: " + "=?utf-8?q?=41?=".repeat(20_000) + "\r\n\r\nYes"),
                mail("broken encoded word", "Subject: =?utf-8?b?%%%?= =?x?z?y?=\r\n" + HEAD + "\r\nYes"),
                mail(
                        "bad date",
                        HEAD + "Date: the day after tomorrow\r\nAuto-Submitted: auto-replied\r\n\r\nback on 31.02."),
                mail("20 MB of text", HEAD + "\r\n" + "word ".repeat(4 * MEGABYTE)),
                mail("20 MB in one line", HEAD + "\r\n" + "a".repeat(20 * MEGABYTE)),
                mail(
                        "20 MB of base64",
                        HEAD + "Content-Transfer-Encoding: base64\r\n\r\n" + "QUFB".repeat(5 * MEGABYTE)),
                mail("20 MB of headers", HEAD + "X-Bomb: 1\r\n".repeat(2 * MEGABYTE) + "\r\nYes"),
                mail("one header of 20 MB", HEAD + "X-Bomb: " + "a".repeat(20 * MEGABYTE) + "\r\n\r\nYes"),
                mail("one folded header", HEAD + "References: " + "<a@b>\r\n ".repeat(400_000) + "\r\n\r\nYes"),
                mail("addresses without end", "To: " + "a@b.example,".repeat(100_000) + "\r\n" + HEAD + "\r\nYes"),
                mail("no address without end", "From: " + "a.".repeat(MEGABYTE) + "\r\n\r\nYes"),
                mail(
                        "@ without end",
                        "From: " + "@".repeat(MEGABYTE) + "\r\nTo: " + "a@".repeat(MEGABYTE) + "\r\n\r\nYes"),
                mail("brackets without end", "Message-ID: " + "<".repeat(MEGABYTE) + "\r\n" + HEAD + "\r\nYes"),
                mail("10,000 parts", parts(10_000)),
                mail("100,000 parts", parts(100_000)),
                mail("nested 200 deep", nested(200, "")),
                mail("nested 5,000 deep", nested(5_000, "")),
                mail("nested with 10 MB inside", nested(200, "word ".repeat(2 * MEGABYTE))),
                mail("mails in mails", messages(500)),
                mail("quotes without end", HEAD + "\r\n" + "> ".repeat(MEGABYTE)),
                mail("quoted lines without end", HEAD + "\r\n" + "> x\r\n".repeat(300_000)),
                mail(
                        "attributions without end",
                        HEAD + "\r\n" + "On 1 May 2026 at 10:00 \r\n".repeat(100_000) + "wrote:"),
                mail(
                        "nearly attributions",
                        HEAD + "\r\n" + "On 1 May 2026 a <a@b.example> wrote\r\n\r\n".repeat(50_000)),
                mail("colons without end", HEAD + "\r\n" + "12:00:".repeat(500_000)),
                mail("labels without end", HEAD + "\r\n" + "From: x\r\n".repeat(200_000)),
                mail("dashes without end", HEAD + "\r\n" + "--\r\n".repeat(200_000)),
                mail("codes without end", daemon() + "550 5.1.".repeat(300_000)),
                mail("points without end", daemon() + "5.".repeat(MEGABYTE)),
                mail("phrases without end", daemon() + "mailbox address domain user ".repeat(100_000)),
                mail(
                        "reports without end",
                        daemon() + "Final-Recipient: rfc822; a@b\r\nAction: failed\r\n\r\n".repeat(50_000)),
                mail(
                        "dates without end",
                        HEAD + "Date: Mon, 23 Nov 2026 10:00:00 +0000\r\nAuto-Submitted: auto-replied\r\n\r\n"
                                + "back on 1.1. until 2/2/27 bis 3 de ".repeat(50_000)),
                mail("tags without end", html("<div>".repeat(200_000) + "x")),
                mail("quotations without end", html("<blockquote>".repeat(50_000) + "x")),
                mail("open tags", html("<a href=".repeat(100_000))),
                mail("entities", html("&amp;&#x26;&bogus;".repeat(50_000))),
                mail("attributes", html("<p style=\"" + "a:b;".repeat(100_000) + "\">x")),
                Arguments.of("random bytes", random(200_000)),
                Arguments.of(
                        "random bytes below headers",
                        withRandom(HEAD + "Content-Type: multipart/mixed; boundary=a\r\n\r\n")));
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertThat(Mails.read(new byte[0]).kind()).isEqualTo(MailKind.OTHER);
        assertThat(Mails.read(new byte[0]).problem()).isNotBlank();
        assertThat(Mails.read((HEAD + "Content-Type: text/plain; charset=klingon\r\n\r\nYes")
                        .getBytes(StandardCharsets.UTF_8)))
                .satisfies(reading -> {
                    assertThat(reading.kind()).isEqualTo(MailKind.REPLY);
                    assertThat(reading.newText()).isEqualTo("Yes");
                    assertThat(reading.problem()).contains("klingon");
                });
        MailReading large =
                Mails.read((HEAD + "\r\nYes please\r\n" + "x".repeat(5 * MEGABYTE)).getBytes(StandardCharsets.UTF_8));
        assertThat(large.newText()).startsWith("Yes please");
        assertThat(large.problem()).contains("only its beginning");
    }

    private static Arguments mail(String name, String text) {
        return Arguments.of(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String daemon() {
        return "Return-Path: <>\r\nFrom: MAILER-DAEMON@x.example\r\nSubject: failure notice\r\n\r\n";
    }

    private static String html(String html) {
        return HEAD + "Content-Type: text/html\r\n\r\n" + html;
    }

    private static String parts(int count) {
        return HEAD + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + "--b\r\nContent-Type: text/plain\r\n\r\nYes\r\n".repeat(count) + "--b--\r\n";
    }

    private static String nested(int depth, String inside) {
        StringBuilder mail = new StringBuilder(HEAD).append("Content-Type: multipart/mixed; boundary=b0\r\n\r\n");
        for (int i = 0; i < depth; i++) {
            mail.append("--b" + i + "\r\nContent-Type: multipart/mixed; boundary=b" + (i + 1) + "\r\n\r\n");
        }
        mail.append("--b" + depth + "\r\n\r\nYes\r\n").append(inside).append("\r\n");
        for (int i = depth; i >= 0; i--) {
            mail.append("--b" + i + "--\r\n");
        }
        return mail.toString();
    }

    private static String messages(int depth) {
        return HEAD + "Content-Type: message/rfc822\r\n\r\n"
                + (HEAD + "Content-Type: message/rfc822\r\n\r\n").repeat(depth);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static byte[] withRandom(String head) {
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] all = java.util.Arrays.copyOf(start, start.length + 100_000);
        System.arraycopy(random(100_000), 0, all, start.length, 100_000);
        return all;
    }
}
