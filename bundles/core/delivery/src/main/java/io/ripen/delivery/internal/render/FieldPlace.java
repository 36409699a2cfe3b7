package io.ripen.delivery.internal.render;

import io.ripen.text.ValueText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a field stands in a text, when that is a place that asks for more than the text as a whole. It is written before the
 * field's name, with a character that no author's name may have, so that filling it in costs what a field costs.
 */
enum FieldPlace {
    /** Within an address that the author began: percent-encoded. */
    ADDRESS_PART("~p:"),
    /** Within {@code mailto:} or {@code tel:}, where '@' and '+' belong. */
    MAIL_OR_PHONE("~m:"),
    /** The beginning of an address: a whole one, that leads to the web and nowhere else. */
    ADDRESS("~a:");

    static final char MARK = '~';

    private final String prefix;

    FieldPlace(String prefix) {
        this.prefix = prefix;
    }

    String mark(String field) {
        return prefix + field;
    }

    static @Nullable FieldPlace of(String marked) {
        if (marked.isEmpty() || marked.charAt(0) != MARK) {
            return null;
        }
        for (FieldPlace each : values()) {
            if (marked.startsWith(each.prefix)) {
                return each;
            }
        }
        return null;
    }

    /** The name as the author wrote it. */
    static String unmarked(String name) {
        FieldPlace place = of(name);
        return place == null ? name : name.substring(place.prefix.length());
    }

    /** The value as it may stand here. */
    String written(Object value) {
        String text = ValueText.of(value);
        return switch (this) {
            case ADDRESS -> text.strip();
            case ADDRESS_PART -> encoded(text);
            case MAIL_OR_PHONE -> encoded(text).replace("%40", "@").replace("%2B", "+");
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
