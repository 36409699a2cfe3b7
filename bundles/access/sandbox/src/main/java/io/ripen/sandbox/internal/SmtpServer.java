package io.ripen.sandbox.internal;

import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import jakarta.mail.MessagingException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server of RFC 5321 that takes everything, with pipelining, and fails in each phase when it is told to. A recipient
 * {@code smtp-550-5.1.1@anything} is answered with {@code 550 5.1.1}, one {@code smtp-450@anything} with {@code 450}.
 */
final class SmtpServer implements LoopbackServer.Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpServer.class);
    private static final int MAX_LINE = 2048;
    private static final int MAX_RECIPIENTS = 100;
    private static final int MAX_MAIL = 10 << 20;
    private static final Pattern ANSWER = Pattern.compile("smtp-([45]\\d\\d)(?:-([45]\\.\\d{1,3}\\.\\d{1,3}))?@.+");

    private final SandboxSettings settings;
    private final MessageBox box;
    private final PlannedFaults faults;
    private final InstantSource business;
    private final InstantSource machine;
    private final Consumer<Stored> accepted;
    private @Nullable LoopbackServer server;

    SmtpServer(
            SandboxSettings settings,
            MessageBox box,
            PlannedFaults faults,
            InstantSource business,
            InstantSource machine,
            Consumer<Stored> accepted) {
        this.settings = settings;
        this.box = box;
        this.faults = faults;
        this.business = business;
        this.machine = machine;
        this.accepted = accepted;
    }

    LoopbackServer listen() throws IOException {
        LoopbackServer listening = new LoopbackServer("smtp", settings.smtpPort(), this);
        server = listening;
        return listening;
    }

    @Override
    public void hold(Socket socket) throws IOException {
        new Dialogue(socket).run();
    }

    /** One client's connection. */
    private final class Dialogue {
        private final Socket socket;
        private final BufferedInputStream in;
        private final OutputStream out;
        private final List<String> recipients = new ArrayList<>();
        /** The envelope's sender, empty for the null one; null before MAIL. */
        private @Nullable String sender;

        private Dialogue(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            this.out = new BufferedOutputStream(socket.getOutputStream());
        }

        private void run() throws IOException {
            if (fails(Fault.SMTP_UNAVAILABLE)) {
                say("421 4.3.2 sandbox.invalid Service not available, closing transmission channel");
                out.flush();
                return;
            }
            say("220 sandbox.invalid ESMTP Ripen sandbox");
            boolean more = true;
            while (more) {
                String line = line();
                more = line != null && command(line);
            }
            out.flush();
        }

        /** @return false when the conversation is over */
        private boolean command(String line) throws IOException {
            int space = line.indexOf(' ');
            String verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
            String argument = space < 0 ? "" : line.substring(space + 1).trim();
            switch (verb) {
                case "EHLO" -> {
                    forget();
                    say("250-sandbox.invalid greets " + argument);
                    say("250-PIPELINING");
                    say("250-8BITMIME");
                    say("250-SIZE " + MAX_MAIL);
                    say("250-ENHANCEDSTATUSCODES");
                    say("250 AUTH PLAIN LOGIN");
                }
                case "HELO" -> {
                    forget();
                    say("250 sandbox.invalid");
                }
                case "AUTH" -> authenticate(argument);
                case "MAIL" -> mail(argument);
                case "RCPT" -> recipient(argument);
                case "DATA" -> {
                    return data();
                }
                case "RSET" -> {
                    forget();
                    say("250 2.0.0 OK");
                }
                case "NOOP" -> say("250 2.0.0 OK");
                case "VRFY" -> say("252 2.1.5 Try and see");
                case "QUIT" -> {
                    say("221 2.0.0 Bye");
                    return false;
                }
                default -> say("500 5.5.2 The sandbox does not know " + verb);
            }
            return true;
        }

        private void authenticate(String argument) throws IOException {
            String mechanism = argument.toUpperCase(Locale.ROOT);
            if (mechanism.startsWith("LOGIN")) {
                say("334 VXNlcm5hbWU6");
                line();
                say("334 UGFzc3dvcmQ6");
                line();
            } else if (mechanism.equals("PLAIN")) {
                say("334 ");
                line();
            }
            say(fails(Fault.SMTP_UNAUTHORIZED) ? "535 5.7.8 Authentication credentials invalid" : "235 2.7.0 Welcome");
        }

        private void mail(String argument) throws IOException {
            if (!argument.toUpperCase(Locale.ROOT).startsWith("FROM:<")) {
                say("501 5.5.4 MAIL FROM:<address> is what is wanted");
                return;
            }
            forget();
            int close = argument.indexOf('>');
            sender = close < 0 ? "" : argument.substring(argument.indexOf('<') + 1, close);
            say("250 2.1.0 OK");
        }

        private void recipient(String argument) throws IOException {
            int open = argument.indexOf('<');
            int close = argument.indexOf('>');
            if (sender == null) {
                say("503 5.5.1 MAIL first");
            } else if (fails(Fault.SMTP_TEMPORARY)) {
                say("451 4.3.0 Mailbox busy, try again later");
            } else if (fails(Fault.SMTP_PERMANENT)) {
                say("550 5.1.1 No such user here");
            } else if (open < 0 || close < open + 2 || argument.indexOf('@') < 0) {
                say("501 5.1.3 RCPT TO:<address> is what is wanted");
            } else if (recipients.size() >= MAX_RECIPIENTS) {
                say("452 4.5.3 Too many recipients");
            } else {
                String recipient = argument.substring(open + 1, close);
                Matcher told = ANSWER.matcher(recipient);
                if (told.matches()) {
                    say(told.group(1) + (told.group(2) == null ? "" : " " + told.group(2))
                            + " As the address asks for");
                } else {
                    recipients.add(recipient);
                    say("250 2.1.5 OK");
                }
            }
        }

        private boolean data() throws IOException {
            if (recipients.isEmpty()) {
                say("503 5.5.1 RCPT first");
                return true;
            }
            say("354 End with a dot");
            out.flush();
            if (fails(Fault.SMTP_DROP_BEFORE_DOT)) {
                line();
                LoopbackServer.reset(socket);
                return false;
            }
            byte[] content = content();
            if (content == null) {
                return false;
            }
            if (content.length > MAX_MAIL) {
                say("552 5.3.4 Mail larger than " + MAX_MAIL + " bytes");
            } else if (fails(Fault.SMTP_BUSY_AFTER_DOT)) {
                say("452 4.3.1 Insufficient system storage");
            } else if (fails(Fault.SMTP_REFUSED_CONTENT)) {
                say("554 5.7.1 Message content rejected");
            } else {
                return take(content);
            }
            forget();
            return true;
        }

        private boolean take(byte[] content) throws IOException {
            Mails.Mail mail;
            try {
                mail = Mails.parse(content);
            } catch (MessagingException e) {
                LOG.warn("The sandbox refused a mail that it could not read", e);
                say("554 5.6.0 Not a readable mail: "
                        + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
                forget();
                return true;
            }
            Stored.WayBack wayBack = new Stored.WayBack(sender == null ? "" : sender, mail.replyTo());
            List<Stored> stored = new ArrayList<>();
            for (String to : recipients) {
                stored.add(box.add(number -> new Stored(
                        new SandboxMessage(
                                number,
                                "email",
                                mail.messageId(),
                                mail.from(),
                                to,
                                mail.subject(),
                                mail.text(),
                                mail.html(),
                                business.instant()),
                        machine.instant(),
                        wayBack)));
            }
            forget();
            boolean dropped = fails(Fault.SMTP_DROP_AFTER_DOT);
            if (dropped) {
                LoopbackServer.reset(socket);
            } else {
                if (fails(Fault.SLOW) && server != null) {
                    server.pause(settings.slow().toMillis());
                }
                say("250 2.0.0 OK: queued as " + stored.get(0).message().number());
            }
            stored.forEach(accepted);
            return !dropped;
        }

        private boolean fails(Fault fault) {
            return faults.take(fault::equals) != Fault.NONE;
        }

        private void forget() {
            sender = null;
            recipients.clear();
        }

        private void say(String answer) throws IOException {
            out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        private @Nullable String line() throws IOException {
            if (in.available() == 0) {
                // With pipelining the answers to several commands leave together.
                out.flush();
            }
            StringBuilder line = new StringBuilder(80);
            int next = in.read();
            if (next < 0) {
                return null;
            }
            while (next >= 0 && next != '\n') {
                if (next != '\r' && line.length() < MAX_LINE) {
                    line.append((char) next);
                }
                next = in.read();
            }
            return line.toString();
        }

        /** Up to the line that is a single dot; null when the client went away before it. */
        private byte @Nullable [] content() throws IOException {
            ByteArrayOutputStream content = new ByteArrayOutputStream(4096);
            boolean lineStart = true;
            int next = in.read();
            while (next >= 0) {
                if (lineStart && next == '.') {
                    next = in.read();
                    if (next == '\r') {
                        next = in.read();
                        if (next == '\n') {
                            return content.toByteArray();
                        }
                        content.write('\r');
                    } else if (next == '\n') {
                        return content.toByteArray();
                    }
                }
                lineStart = next == '\n';
                if (content.size() <= MAX_MAIL) {
                    content.write(next);
                }
                next = in.read();
            }
            return null;
        }
    }
}
