package io.ripen.delivery.internal.render;

import io.ripen.channel.TemplateFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template file, taken apart into what becomes subject, headers, text and HTML.
 *
 * @param headers by name, without the subject
 * @param textLine which line of the file the text begins with
 * @param htmlLine which line of the file the HTML begins with
 */
record TemplateFile(
        @Nullable String subject,
        Map<String, String> headers,
        String text,
        int textLine,
        @Nullable String html,
        int htmlLine) {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");
    /** What the channel decides, not the author: another one would send to others, in another's name, or break the mail. */
    private static final Set<String> RESERVED = Set.of(
            "to",
            "cc",
            "bcc",
            "from",
            "sender",
            "date",
            "message-id",
            "return-path",
            "mime-version",
            "list-unsubscribe",
            "list-unsubscribe-post");

    static TemplateFile read(String file, String content, TemplateFormat format) throws UnrenderableException {
        String plain = content.replace("\r\n", "\n").replace('\r', '\n');
        if (!plain.isEmpty() && plain.charAt(0) == '\uFEFF') {
            plain = plain.substring(1);
        }
        return format == TemplateFormat.TEXT
                ? new TemplateFile(null, Map.of(), plain.strip(), line(plain, 0), null, 0)
                : mail(file, plain);
    }

    private static TemplateFile mail(String file, String plain) throws UnrenderableException {
        Map<String, String> headers = new LinkedHashMap<>();
        String subject = null;
        int at = 0;
        while (true) {
            int end = plain.indexOf('\n', at);
            String line = end < 0 ? plain.substring(at) : plain.substring(at, end);
            if (line.isBlank()) {
                at = end < 0 ? plain.length() : end + 1;
                break;
            }
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon).strip();
            if (colon < 0 || !HEADER_NAME.matcher(name).matches()) {
                throw new UnrenderableException(
                        "The head of template " + file + " has the line '" + line
                                + "', which is no header. Begin the file with 'Subject: …', then an empty line, then the text.");
            }
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("subject")) {
                subject = value;
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))
                    || name.toLowerCase(Locale.ROOT).startsWith("content-")) {
                throw new UnrenderableException("Template " + file + " sets the header '" + name
                        + "', which the channel sets. Remove the line; the sender is set per team or in etc/.");
            } else {
                headers.put(name, value);
            }
            if (end < 0) {
                at = plain.length();
                break;
            }
            at = end + 1;
        }
        if (subject == null || subject.isEmpty()) {
            throw new UnrenderableException(
                    "Template " + file + " has no subject. Begin the file with 'Subject: …' and an empty line.");
        }
        String body = plain.substring(at);
        int html = partStart(body);
        if (html < 0) {
            return new TemplateFile(subject, headers, body.strip(), line(plain, at), null, 0);
        }
        int htmlAt = body.indexOf('\n', html) + 1;
        return new TemplateFile(
                subject,
                headers,
                body.substring(0, html).strip(),
                line(plain, at),
                body.substring(htmlAt).strip(),
                line(plain, at + htmlAt));
    }

    /** The line, from 1, of the first character from {@code at} on that is not blank. */
    private static int line(String text, int at) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            if (i >= at && !Character.isWhitespace(text.charAt(i))) {
                break;
            }
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    /** Where the line {@code --- html} begins, or -1. */
    private static int partStart(String body) {
        int at = 0;
        while (at >= 0 && at < body.length()) {
            int end = body.indexOf('\n', at);
            if (end >= 0 && body.substring(at, end).strip().equalsIgnoreCase("--- html")) {
                return at;
            }
            at = end < 0 ? -1 : end + 1;
        }
        return -1;
    }
}
