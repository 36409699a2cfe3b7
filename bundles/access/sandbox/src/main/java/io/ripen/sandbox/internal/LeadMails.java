package io.ripen.sandbox.internal;

import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.SandboxMessage;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the mails that come back from leads' mailboxes, as mailers and mail systems write them. Thread-safe. */
final class LeadMails {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "EEE, MMM d, yyyy 'at' h:mm a", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String MAIL_SYSTEM = "MAILER-DAEMON@mx.sandbox.invalid";
    private static final String AWAY = "Thank you for your message. I am out of the office and read it when I am back.";

    private final MessageBox box;
    private final InstantSource business;

    LeadMails(MessageBox box, InstantSource business) {
        this.box = box;
        this.business = business;
    }

    /** @throws IllegalArgumentException when no mail went to this address that it could be about, or a reply has no text */
    byte[] write(LeadMail mail) {
        Stored about = box.newestMail(mail.from());
        if (about == null || about.wayBack() == null) {
            throw new IllegalArgumentException("No mail went to " + mail.from() + " that this could be about.");
        }
        Stored.WayBack wayBack = about.wayBack();
        try {
            return Mails.withParts(() -> bytes(
                    switch (mail.kind()) {
                        case REPLY -> reply(mail, about.message(), wayBack);
                        case AUTO_REPLY -> automatic(mail, about.message(), wayBack);
                        case BOUNCE -> bounce(mail, about.message(), wayBack, Refusal.NO_SUCH_USER);
                        case SOFT_BOUNCE -> bounce(mail, about.message(), wayBack, Refusal.FULL);
                        case COMPLAINT -> complaint(mail, about.message(), wayBack);
                    }));
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("The mail could not be written: " + e.getMessage(), e);
        }
    }

    private MimeMessage reply(LeadMail mail, SandboxMessage about, Stored.WayBack wayBack) throws MessagingException {
        String text = mail.text();
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("A reply needs a text.");
        }
        MimeMessage reply = answer(mail, about, wayBack.replyTo(), "Re: ");
        String quoted = about.text().lines().map(line -> "> " + line).collect(Collectors.joining("\r\n"));
        reply.setText(
                text + "\r\n\r\nOn " + DAY.format(about.at()) + " " + about.from() + " wrote:\r\n" + quoted + "\r\n",
                "UTF-8");
        return reply;
    }

    private MimeMessage automatic(LeadMail mail, SandboxMessage about, Stored.WayBack wayBack)
            throws MessagingException {
        MimeMessage answer = answer(mail, about, wayBack.replyTo(), "Automatic reply: ");
        answer.setHeader("Auto-Submitted", "auto-replied");
        answer.setHeader("X-Auto-Response-Suppress", "All");
        answer.setText(mail.text() == null ? AWAY : mail.text(), "UTF-8");
        return answer;
    }

    private MimeMessage answer(LeadMail mail, SandboxMessage about, String to, String prefix)
            throws MessagingException {
        MimeMessage answer = begun(mail.from(), to, usual(mail.subject(), prefix + subject(about)));
        if (!about.providerId().isEmpty()) {
            answer.setHeader("In-Reply-To", about.providerId());
            answer.setHeader("References", about.providerId());
        }
        return answer;
    }

    /** Why a mail system sends a mail back. */
    private enum Refusal {
        NO_SUCH_USER("5.1.1", "failed", "550 5.1.1 The email account that you tried to reach does not exist."),
        FULL("4.2.2", "failed", "452 4.2.2 The email account that you tried to reach is over quota.");

        private final String status;
        private final String action;
        private final String words;

        Refusal(String status, String action, String words) {
            this.status = status;
            this.action = action;
            this.words = words;
        }
    }

    private MimeMessage bounce(LeadMail mail, SandboxMessage about, Stored.WayBack wayBack, Refusal refusal)
            throws MessagingException, IOException {
        String to = wayBack.envelopeFrom().isEmpty() ? about.from() : wayBack.envelopeFrom();
        MimeMessage bounce = begun(MAIL_SYSTEM, to, usual(mail.subject(), "Undelivered Mail Returned to Sender"));
        bounce.setHeader("Return-Path", "<>");
        bounce.setHeader("Auto-Submitted", "auto-replied");
        String words = usual(mail.text(), refusal.words);
        String report = "Reporting-MTA: dns; mx.sandbox.invalid\r\n\r\nFinal-Recipient: rfc822; " + mail.from()
                + "\r\nAction: " + refusal.action + "\r\nStatus: " + refusal.status
                + "\r\nDiagnostic-Code: smtp; " + words.replaceAll("\\s+", " ") + "\r\n";
        bounce.setContent(report(
                "delivery-status",
                "I'm sorry to have to inform you that your message could not be delivered.\r\n\r\n<" + mail.from()
                        + ">: " + words + "\r\n",
                "message/delivery-status",
                report,
                "text/rfc822-headers",
                headers(about)));
        return bounce;
    }

    private MimeMessage complaint(LeadMail mail, SandboxMessage about, Stored.WayBack wayBack)
            throws MessagingException, IOException {
        String to = wayBack.envelopeFrom().isEmpty() ? about.from() : wayBack.envelopeFrom();
        MimeMessage complaint = begun(
                "feedback@mx.sandbox.invalid", to, usual(mail.subject(), "complaint about message from our network"));
        complaint.setContent(report(
                "feedback-report",
                usual(mail.text(), "This is an abuse report for a message that was received here.") + "\r\n",
                "message/feedback-report",
                "Feedback-Type: abuse\r\nUser-Agent: RipenSandbox/1\r\nVersion: 1\r\nOriginal-Rcpt-To: " + mail.from()
                        + "\r\n",
                "message/rfc822",
                headers(about) + "\r\n" + about.text()));
        return complaint;
    }

    private static MimeMultipart report(
            String type, String words, String reportType, String report, String originalType, String original)
            throws MessagingException, IOException {
        MimeMultipart parts = new MimeMultipart("report; report-type=" + type);
        MimeBodyPart first = new MimeBodyPart();
        first.setText(words, "UTF-8");
        parts.addBodyPart(first);
        parts.addBodyPart(part(reportType, report));
        parts.addBodyPart(part(originalType, original));
        return parts;
    }

    private static MimeBodyPart part(String type, String content) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(content.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Transfer-Encoding", "8bit");
        return part;
    }

    /** The headers of the mail that it is about, as far as the sandbox keeps them. */
    private static String headers(SandboxMessage about) {
        return "From: " + about.from() + "\r\nTo: " + about.to() + "\r\nSubject: " + subject(about) + "\r\nMessage-ID: "
                + about.providerId() + "\r\n";
    }

    private MimeMessage begun(String from, String to, String subject) throws MessagingException {
        MimeMessage mail = new MimeMessage(Mails.SESSION) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + Sids.message() + "@mx.sandbox.invalid>");
            }
        };
        mail.setFrom(new InternetAddress(from, false));
        mail.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to, false));
        mail.setSubject(subject, "UTF-8");
        mail.setSentDate(Date.from(business.instant()));
        return mail;
    }

    private static String subject(SandboxMessage about) {
        String subject = about.subject();
        return subject == null ? "" : subject.replaceAll("\\s+", " ");
    }

    private static String usual(@Nullable String given, String otherwise) {
        return given == null || given.isBlank() ? otherwise : given;
    }

    private static byte[] bytes(MimeMessage mail) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        mail.saveChanges();
        mail.writeTo(out);
        return out.toByteArray();
    }
}
