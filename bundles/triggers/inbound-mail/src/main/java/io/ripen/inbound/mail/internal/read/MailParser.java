package io.ripen.inbound.mail.internal.read;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail apart with Jakarta Mail. Everything has a bound, so that a mail that was made to be expensive is read in
 * part and not for long; what is left out is said. Not thread-safe; one for each mail.
 */
final class MailParser {
    /** So much of a mail is looked at. Text stands before attachments, and a report before the mail it returns. */
    static final int LARGEST = 3 * 1024 * 1024;

    private static final int LARGEST_HEADERS = 256 * 1024;
    private static final int LARGEST_TEXT = 256 * 1024;
    private static final int DEEPEST = 12;
    private static final int MOST_PARTS = 200;

    private final Set<String> problems = new LinkedHashSet<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Fields> enclosed = new ArrayList<>();

    private MailParser() {}

    static ParsedMail parse(byte[] mail) {
        return new MailParser().whole(mail);
    }

    private ParsedMail whole(byte[] mail) {
        int start = start(mail);
        int length = Math.min(mail.length - start, LARGEST);
        if (length < mail.length - start) {
            problems.add("The mail is larger than " + LARGEST / (1024 * 1024) + " MB; only its beginning was read.");
        }
        int headers = headersEnd(mail, start, start + length);
        byte[] read;
        if (headers - start > LARGEST_HEADERS) {
            problems.add("The headers are larger than " + LARGEST_HEADERS / 1024 + " KB; only the first were read.");
            byte[] end = {'\n', '\n'};
            int cut = lineStart(mail, start, start + LARGEST_HEADERS);
            int body = Math.min(headers, start + length);
            read = new byte[cut - start + end.length + start + length - body];
            System.arraycopy(mail, start, read, 0, cut - start);
            System.arraycopy(end, 0, read, cut - start, end.length);
            System.arraycopy(mail, body, read, cut - start + end.length, start + length - body);
        } else {
            read = java.util.Arrays.copyOfRange(mail, start, start + length);
        }
        Fields top = Fields.NONE;
        try {
            MimeBodyPart part = new MimeBodyPart(new SharedByteArrayInputStream(read));
            top = fields(part);
            visit(part, top, 0, false);
        } catch (MessagingException | RuntimeException e) {
            problems.add(
                    "The mail's structure cannot be read (" + Words.oneLine(String.valueOf(e.getMessage())) + ").");
            if (top.isEmpty()) {
                top = Fields.parse(Charsets.text(read, 0, Math.min(read.length, LARGEST_HEADERS), null));
            }
            raw(read);
        }
        if (top.isEmpty()) {
            problems.add("The mail has no headers.");
        }
        return new ParsedMail(top, parts, enclosed, new ArrayList<>(problems));
    }

    /** What is left when the structure cannot be read. */
    private void raw(byte[] mail) {
        int body = headersEnd(mail, 0, mail.length);
        int end = Math.min(mail.length, body + LARGEST_TEXT);
        parts.add(new Part("text/plain", Fields.NONE, Charsets.text(mail, body, end - body, null), false, false));
    }

    private void visit(MimeBodyPart part, Fields headers, int depth, boolean inside) throws MessagingException {
        if (parts.size() >= MOST_PARTS) {
            problems.add("The mail has more than " + MOST_PARTS + " parts; only the first were read.");
            return;
        }
        if (depth > DEEPEST) {
            problems.add("The mail is nested more than " + DEEPEST + " deep; what is deeper was not read.");
            return;
        }
        String declared = headers.text("content-type");
        String type = type(declared);
        if (type.startsWith("multipart/")) {
            multipart(part, headers, type, depth, inside);
        } else if (type.equals("message/rfc822") || type.equals("message/global")) {
            message(part, headers, type, depth);
        } else {
            leaf(part, headers, type, declared, inside);
        }
    }

    private void multipart(MimeBodyPart part, Fields headers, String type, int depth, boolean inside)
            throws MessagingException {
        List<MimeBodyPart> children = new ArrayList<>();
        try {
            MimeMultipart multipart = new MimeMultipart(new MimePartDataSource(part));
            int count = multipart.getCount();
            for (int i = 0; i < Math.min(count, MOST_PARTS + 1); i++) {
                if (multipart.getBodyPart(i) instanceof MimeBodyPart child) {
                    children.add(child);
                }
            }
        } catch (MessagingException | RuntimeException e) {
            problems.add("A part of type " + type + " cannot be taken apart; it was read as text.");
        }
        if (children.isEmpty()) {
            leaf(part, headers, "text/plain", "", inside);
            return;
        }
        for (MimeBodyPart child : children) {
            visit(child, fields(child), depth + 1, inside);
        }
    }

    private void message(MimeBodyPart part, Fields headers, String type, int depth) {
        parts.add(new Part(type, headers, "", false, true));
        try {
            MimeBodyPart message = new MimeBodyPart(content(part));
            Fields top = fields(message);
            if (top.isEmpty()) {
                // Some mailers begin the returned mail with a blank line.
                InputStream again = content(part);
                byte[] all = again.readNBytes(LARGEST_TEXT);
                int start = start(all);
                message = new MimeBodyPart(new SharedByteArrayInputStream(all, start, all.length - start));
                top = fields(message);
            }
            enclosed.add(top);
            visit(message, top, depth + 1, true);
        } catch (MessagingException | IOException | RuntimeException e) {
            problems.add("An enclosed mail cannot be read.");
        }
    }

    private void leaf(MimeBodyPart part, Fields headers, String type, String declared, boolean inside) {
        String disposition = headers.text("content-disposition").toLowerCase(Locale.ROOT);
        boolean report = type.equals("message/delivery-status")
                || type.equals("message/global-delivery-status")
                || type.equals("message/feedback-report")
                || type.equals("message/disposition-notification");
        boolean attachment = !report && disposition.startsWith("attachment");
        boolean readable = type.startsWith("text/") || type.startsWith("message/");
        String text = "";
        if (readable && !(attachment && !type.equals("text/rfc822-headers"))) {
            text = text(part, declared);
        }
        boolean headersOnly = type.equals("text/rfc822-headers");
        if (headersOnly) {
            enclosed.add(Fields.parse(text.stripLeading()));
        }
        parts.add(new Part(type, headers, text, attachment, inside || headersOnly));
    }

    private String text(MimeBodyPart part, String declared) {
        byte[] bytes;
        try (InputStream in = content(part)) {
            bytes = in.readNBytes(LARGEST_TEXT + 1);
        } catch (IOException | MessagingException | RuntimeException e) {
            try (InputStream in = part.getRawInputStream()) {
                bytes = in.readNBytes(LARGEST_TEXT + 1);
            } catch (IOException | MessagingException | RuntimeException again) {
                problems.add("A part's content cannot be read.");
                return "";
            }
            problems.add("A part's transfer encoding cannot be undone; it was read as it is.");
        }
        if (bytes.length > LARGEST_TEXT) {
            problems.add("A text is longer than " + LARGEST_TEXT / 1024 + " KB; only its beginning was read.");
        }
        String charset = parameter(declared, "charset");
        if (charset != null && Charsets.named(charset) == null) {
            problems.add("The character set '" + Words.oneLine(charset) + "' is unknown; it was guessed.");
        }
        return Charsets.text(bytes, 0, Math.min(bytes.length, LARGEST_TEXT), charset);
    }

    /** The decoded content; as it is when its encoding is unknown. */
    private static InputStream content(MimeBodyPart part) throws MessagingException {
        try {
            return part.getInputStream();
        } catch (IOException | MessagingException e) {
            return part.getRawInputStream();
        }
    }

    private static Fields fields(MimeBodyPart part) throws MessagingException {
        StringBuilder lines = new StringBuilder();
        for (Enumeration<String> all = part.getAllHeaderLines(); all.hasMoreElements(); ) {
            String line = all.nextElement();
            lines.append(Charsets.text(line.getBytes(StandardCharsets.ISO_8859_1), null))
                    .append('\n');
        }
        return Fields.parse(lines.toString());
    }

    /** The media type, {@code text/plain} when none or a broken one is declared. */
    static String type(String declared) {
        int end = declared.indexOf(';');
        String type = (end < 0 ? declared : declared.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        int space = type.indexOf(' ');
        if (space > 0) {
            type = type.substring(0, space);
        }
        int slash = type.indexOf('/');
        return slash > 0 && slash < type.length() - 1 ? type : "text/plain";
    }

    private static @Nullable String parameter(String declared, String name) {
        if (!declared.contains("=")) {
            return null;
        }
        try {
            return new ContentType(declared).getParameter(name);
        } catch (ParseException e) {
            int at = declared.toLowerCase(Locale.ROOT).indexOf(name + "=");
            if (at < 0) {
                return null;
            }
            String rest = declared.substring(at + name.length() + 1).replace("\"", "");
            int end = 0;
            while (end < rest.length() && rest.charAt(end) != ';' && rest.charAt(end) > ' ') {
                end++;
            }
            return rest.substring(0, end);
        }
    }

    /** Behind blank lines and the "From " line of an mbox file. */
    private static int start(byte[] mail) {
        int at = 0;
        while (at < mail.length && (mail[at] == '\r' || mail[at] == '\n')) {
            at++;
        }
        if (at + 5 < mail.length
                && (mail[at] == 'F' || mail[at] == '>')
                && new String(mail, at, 6, StandardCharsets.ISO_8859_1)
                        .replace(">", "")
                        .startsWith("From ")) {
            while (at < mail.length && mail[at] != '\n') {
                at++;
            }
            at++;
        }
        return Math.min(at, mail.length);
    }

    /** The first byte behind the blank line that ends the headers. */
    private static int headersEnd(byte[] mail, int from, int to) {
        for (int i = from; i < to; i++) {
            if (mail[i] == '\n') {
                int next = i + 1 < to && mail[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < to && mail[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return to;
    }

    private static int lineStart(byte[] mail, int from, int at) {
        int i = at;
        while (i > from && mail[i - 1] != '\n') {
            i--;
        }
        return i == from ? at : i;
    }
}
