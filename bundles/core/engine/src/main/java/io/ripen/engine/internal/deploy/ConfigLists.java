package io.ripen.engine.internal.deploy;

import java.util.List;
import java.util.stream.Stream;

/** In an etc file a list is one text with commas. */
public final class ConfigLists {
    private ConfigLists() {}

    public static List<String> of(String[] values) {
        return Stream.of(values)
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
