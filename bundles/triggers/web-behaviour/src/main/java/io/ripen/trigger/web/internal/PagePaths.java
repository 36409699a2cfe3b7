package io.ripen.trigger.web.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Pages by the beginning of their path, separated by commas: {@code /pricing,/plans}. Case does not count. */
record PagePaths(List<String> beginnings) {

    static PagePaths of(String written) {
        List<String> beginnings = new ArrayList<>();
        for (String each : List.of(written.split("[,|]", -1))) {
            String path = each.strip();
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("Option 'page' has '" + path + "' in '" + written
                        + "', which is no path: write it from the first slash on, such as /pricing.");
            }
            beginnings.add(path.toLowerCase(Locale.ROOT));
        }
        return new PagePaths(List.copyOf(beginnings));
    }

    boolean have(@Nullable String page) {
        if (page == null) {
            return false;
        }
        String path = page.strip().toLowerCase(Locale.ROOT);
        return beginnings.stream().anyMatch(path::startsWith);
    }
}
