package io.ripen.http.internal;

import java.util.ArrayList;
import java.util.List;

/** Lists in a configuration: a file gives them as one text with commas, a program perhaps as several. */
final class Lists {
    private Lists() {}

    static List<String> of(String... values) {
        List<String> list = new ArrayList<>();
        for (String value : values) {
            for (String part : value.split(",")) {
                if (!part.isBlank()) {
                    list.add(part.strip());
                }
            }
        }
        return list;
    }
}
