package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A mail taken apart.
 *
 * @param headers its headers
 * @param parts its leaves, in order
 * @param enclosed headers of the mails that are enclosed in it
 * @param problems what could not be read, in sentences
 */
record ParsedMail(Fields headers, List<Part> parts, List<Fields> enclosed, List<String> problems) {

    String contentType() {
        return headers.text("content-type").toLowerCase(Locale.ROOT);
    }

    /** The mail's own text: its plain parts, or else its HTML as text. */
    String text() {
        String plain = joined("text/plain");
        return plain.isBlank() ? html() : plain;
    }

    /** Its HTML parts as text. */
    String html() {
        return HtmlText.of(joined("text/html"));
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

    List<Part> ofType(String type) {
        List<Part> found = new ArrayList<>();
        for (Part part : parts) {
            if (part.is(type)) {
                found.add(part);
            }
        }
        return found;
    }
}
