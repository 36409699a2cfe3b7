package io.ripen.inbound.mail.internal.read;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail taken apart. Belongs to one thread. */
final class ParsedMail {
    private final Fields headers;
    private final List<Part> parts;
    private final List<Fields> enclosed;
    private final List<String> problems;
    private @Nullable String text;
    private @Nullable String html;

    ParsedMail(Fields headers, List<Part> parts, List<Fields> enclosed, List<String> problems) {
        this.headers = headers;
        this.parts = parts;
        this.enclosed = enclosed;
        this.problems = problems;
    }

    Fields headers() {
        return headers;
    }

    /** Its leaves, in order. */
    List<Part> parts() {
        return parts;
    }

    /** Headers of the mails that are enclosed in it. */
    List<Fields> enclosed() {
        return enclosed;
    }

    /** What could not be read, in sentences. */
    List<String> problems() {
        return problems;
    }

    /** The mail's own text: its plain parts, or else its HTML as text. */
    String text() {
        String known = text;
        if (known == null) {
            String plain = joined("text/plain");
            known = plain.isBlank() ? html() : plain;
            text = known;
        }
        return known;
    }

    /** Its HTML parts as text. */
    String html() {
        String known = html;
        if (known == null) {
            String markup = joined("text/html");
            if (HtmlText.tooLong(markup)) {
                problems.add("The HTML text is very long; only its beginning was read.");
            }
            known = HtmlText.of(markup);
            html = known;
        }
        return known;
    }

    private String joined(String type) {
        StringBuilder all = new StringBuilder();
        for (Part part : parts) {
            if (part.is(type) && !part.attachment() && !part.enclosed()) {
                if (all.length() > 0) {
                    all.append('\n');
                }
                all.append(part.text());
            }
        }
        return all.toString();
    }
}
