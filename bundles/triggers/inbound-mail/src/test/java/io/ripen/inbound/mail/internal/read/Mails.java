package io.ripen.inbound.mail.internal.read;

import io.ripen.mail.MailReading;
import java.nio.charset.StandardCharsets;

/** Mails for tests, written as text. */
final class Mails {
    private static final StandardMailReader READER = new StandardMailReader();

    private Mails() {}

    /** A mail of a person, with the headers that any mailer writes. */
    static MailReading reply(String subject, String text) {
        return read("""
                Return-Path: <ann@lead.example>
                From: Ann Lead <ann@lead.example>
                To: Sales <sales@acme.example>
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <a1@lead.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit
                Subject: %s

                %s
                """.formatted(subject, text));
    }

    /** A mail with more headers, each on a line of its own. */
    static MailReading with(String headers, String text) {
        return read("""
                From: Ann Lead <ann@lead.example>
                To: Sales <sales@acme.example>
                Date: Mon, 23 Nov 2026 10:00:00 +0000
                Message-ID: <a1@lead.example>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                """ + headers.strip() + "\n\n" + text);
    }

    static MailReading read(String mail) {
        return READER.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    static MailReading read(byte[] mail) {
        return READER.read(mail);
    }
}
