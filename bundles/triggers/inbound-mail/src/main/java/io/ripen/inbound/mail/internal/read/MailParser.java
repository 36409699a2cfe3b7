package io.ripen.inbound.mail.internal.read;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a mail apart. Each level is one pass over its bytes, and everything has a bound, so that a mail that was made to be
 * expensive is read in part and not for long; what is left out is said. Encodings are undone by Jakarta Mail; its own
 * parser is not used, since it reads the parts of parts anew for each level, keeps ten thousand of them as objects, and
 * throws where a mail is broken. Not thread-safe; one for each mail.
 */
final class MailParser {
    /** So much of a mail is looked at. Text stands before attachments, and a report before the mail it returns. */
    static final int LARGEST = 3 * 1024 * 1024;

    private static final byte[] MBOX = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_HEADERS = 128 * 1024;
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
        int start = start(mail, 0, mail.length);
        int end = start + Math.min(mail.length - start, LARGEST);
        if (end < mail.length) {
            problems.add("The mail is larger than " + LARGEST / (1024 * 1024) + " MB; only its beginning was read.");
        }
        int body = headersEnd(mail, start, end);
        if (body == end && end < mail.length) {
            // Headers without end: the text may still be found behind them.
            body = headersEnd(mail, start, mail.length);
            end = Math.min(mail.length, body + LARGEST_TEXT);
        }
        Fields top = headers(mail, start, body);
        if (top.isEmpty()) {
            problems.add("The mail has no headers.");
            leaf(mail, start, end, top, "text/plain", "", false);
        } else {
            visit(mail, body, end, top, 0, false);
        }
        return new ParsedMail(top, parts, enclosed, new ArrayList<>(problems));
    }

    private Fields headers(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + LARGEST_HEADERS);
        if (end < to) {
            problems.add("The headers are larger than " + LARGEST_HEADERS / 1024 + " KB; only the first were read.");
        }
        return Fields.parse(Charsets.text(bytes, from, end - from, null));
    }

    private void visit(byte[] bytes, int from, int to, Fields headers, int depth, boolean inside) {
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
            multipart(bytes, from, to, headers, type, depth, inside);
        } else if (type.equals("message/rfc822") || type.equals("message/global")) {
            message(bytes, from, to, headers, type, depth);
        } else {
            leaf(bytes, from, to, headers, type, declared, inside);
        }
    }

    private void multipart(byte[] bytes, int from, int to, Fields headers, String type, int depth, boolean inside) {
        String boundary = parameter(headers.text("content-type"), "boundary");
        if (boundary == null || boundary.isEmpty()) {
            boundary = firstBoundary(bytes, from, to);
        }
        List<int[]> children = boundary == null ? List.of() : split(bytes, from, to, boundary);
        if (children.isEmpty()) {
            problems.add("A part of type " + Words.oneLine(type) + " cannot be taken apart; it was read as text.");
            leaf(bytes, from, to, headers, "text/plain", "", inside);
            return;
        }
        for (int[] child : children) {
            int body = headersEnd(bytes, child[0], child[1]);
            visit(bytes, body, child[1], headers(bytes, child[0], body), depth + 1, inside);
        }
    }

    /** Where the parts begin and end. */
    private static List<int[]> split(byte[] bytes, int from, int to, String boundary) {
        byte[] mark = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<int[]> found = new ArrayList<>();
        int begun = -1;
        int line = from;
        while (line < to && found.size() <= MOST_PARTS) {
            int end = line;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            if (startsWith(bytes, line, end, mark)) {
                int after = line + mark.length;
                boolean last = after + 1 < end && bytes[after] == '-' && bytes[after + 1] == '-';
                if (last || blank(bytes, after, end)) {
                    if (begun >= 0) {
                        found.add(new int[] {begun, Math.max(begun, line)});
                    }
                    begun = last ? -1 : end + 1;
                    if (last) {
                        return found;
                    }
                }
            }
            line = end + 1;
        }
        if (begun >= 0 && begun < to) {
            found.add(new int[] {begun, to});
        }
        return found;
    }

    /** The first line that looks like a boundary, for a multipart that does not name it. */
    private static @Nullable String firstBoundary(byte[] bytes, int from, int to) {
        int line = from;
        while (line < to) {
            int end = line;
            while (end < to && bytes[end] != '\n') {
                end++;
            }
            if (end - line > 4 && end - line < 100 && bytes[line] == '-' && bytes[line + 1] == '-') {
                return new String(bytes, line + 2, end - line - 2, StandardCharsets.ISO_8859_1).strip();
            }
            line = end + 1;
        }
        return null;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] mark) {
        return to - from >= mark.length && Arrays.equals(bytes, from, from + mark.length, mark, 0, mark.length);
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    private void message(byte[] bytes, int from, int to, Fields headers, String type, int depth) {
        parts.add(new Part(type, headers, "", false, true));
        byte[] inner = bytes;
        int begin = from;
        int end = to;
        String encoding = encoding(headers);
        if (encoding.equals("base64") || encoding.equals("quoted-printable")) {
            inner = decoded(bytes, from, to, encoding);
            begin = 0;
            end = inner.length;
        }
        // Some mailers begin the returned mail with a blank line.
        begin = start(inner, begin, end);
        int body = headersEnd(inner, begin, end);
        Fields top = headers(inner, begin, body);
        enclosed.add(top);
        visit(inner, body, end, top, depth + 1, true);
    }

    private void leaf(byte[] bytes, int from, int to, Fields headers, String type, String declared, boolean inside) {
        String disposition = headers.text("content-disposition").toLowerCase(Locale.ROOT);
        boolean report = type.startsWith("message/");
        boolean headersOnly = type.equals("text/rfc822-headers");
        boolean attachment = !report && disposition.startsWith("attachment");
        boolean readable = report || headersOnly || type.startsWith("text/") && !attachment;
        String text = readable ? text(bytes, from, to, headers, declared) : "";
        if (headersOnly) {
            enclosed.add(Fields.parse(text.stripLeading()));
        }
        parts.add(new Part(type, headers, text, attachment, inside || headersOnly));
    }

    private String text(byte[] bytes, int from, int to, Fields headers, String declared) {
        byte[] decoded = decoded(bytes, from, to, encoding(headers));
        if (decoded.length > LARGEST_TEXT) {
            problems.add("A text is longer than " + LARGEST_TEXT / 1024 + " KB; only its beginning was read.");
        }
        String charset = parameter(declared, "charset");
        if (charset != null && Charsets.named(charset) == null) {
            problems.add("The character set '" + Words.oneLine(charset) + "' is unknown; it was guessed.");
        }
        String text = Charsets.text(decoded, 0, Math.min(decoded.length, LARGEST_TEXT), charset);
        boolean flowed =
                type(declared).equals("text/plain") && "flowed".equalsIgnoreCase(parameter(declared, "format"));
        return flowed ? Flowed.joined(text, "yes".equalsIgnoreCase(parameter(declared, "delsp"))) : text;
    }

    private static String encoding(Fields headers) {
        String value = headers.text("content-transfer-encoding").strip().toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < value.length() && value.charAt(end) > ' ' && value.charAt(end) != ';') {
            end++;
        }
        return value.substring(0, end);
    }

    /** A soft line break means nothing; the mail API's decoder calls itself for each, and runs out of stack on many. */
    private static byte[] withoutSoftBreaks(byte[] bytes, int from, int to) {
        byte[] kept = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            boolean soft = bytes[at] == '=' && at + 1 < to && (bytes[at + 1] == '\r' || bytes[at + 1] == '\n');
            if (!soft) {
                kept[length++] = bytes[at++];
            } else {
                at += bytes[at + 1] == '\r' && at + 2 < to && bytes[at + 2] == '\n' ? 3 : 2;
            }
        }
        return Arrays.copyOf(kept, length);
    }

    /** As much of the content as is wanted of a text, and a byte more; as it is when it cannot be decoded. */
    private byte[] decoded(byte[] bytes, int from, int to, String encoding) {
        if (encoding.isEmpty() || encoding.equals("7bit") || encoding.equals("8bit") || encoding.equals("binary")) {
            return Arrays.copyOfRange(bytes, from, Math.min(to, from + LARGEST_TEXT + 1));
        }
        byte[] coded = encoding.equals("quoted-printable")
                ? withoutSoftBreaks(bytes, from, to)
                : Arrays.copyOfRange(bytes, from, to);
        try (InputStream in = MimeUtility.decode(new ByteArrayInputStream(coded), encoding)) {
            return in.readNBytes(LARGEST_TEXT + 1);
        } catch (IOException | MessagingException | RuntimeException e) {
            problems.add("A part's transfer encoding cannot be undone; it was read as it is.");
            return Arrays.copyOfRange(bytes, from, Math.min(to, from + LARGEST_TEXT + 1));
        }
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
    private static int start(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == '\r' || bytes[at] == '\n')) {
            at++;
        }
        int mark = at < to && bytes[at] == '>' ? at + 1 : at;
        if (startsWith(bytes, mark, to, MBOX)) {
            while (at < to && bytes[at] != '\n') {
                at++;
            }
            at++;
        }
        return Math.min(at, to);
    }

    /** The first byte behind the blank line that ends the headers. */
    private static int headersEnd(byte[] bytes, int from, int to) {
        if (from < to && bytes[from] == '\n') {
            return from + 1;
        }
        if (from + 1 < to && bytes[from] == '\r' && bytes[from + 1] == '\n') {
            return from + 2;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                int next = i + 1 < to && bytes[i + 1] == '\r' ? i + 2 : i + 1;
                if (next < to && bytes[next] == '\n') {
                    return next + 1;
                }
            }
        }
        return to;
    }
}
