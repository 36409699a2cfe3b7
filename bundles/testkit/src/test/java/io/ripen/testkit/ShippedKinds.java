package io.ripen.testkit;

import java.util.Map;

/** The kinds that ship with the product, as they are found on the class path. */
final class ShippedKinds {
    private ShippedKinds() {}

    static <T> T one(Class<T> type, String property, String value, Map<Class<?>, Object> services) {
        return new ClassPathComponents(ShippedKinds.class.getClassLoader(), services)
                .find(type, property).stream()
                        .filter(found -> found.values().contains(value))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("No " + property + "=" + value + " on the class path."))
                        .service();
    }
}
