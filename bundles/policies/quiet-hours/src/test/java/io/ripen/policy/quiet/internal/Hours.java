package io.ripen.policy.quiet.internal;

import java.lang.annotation.Annotation;
import java.util.Map;

/** A configuration as Declarative Services makes it: what is not named has its default. */
final class Hours {
    private Hours() {}

    static QuietHoursConfig config(Map<String, String> named) {
        return (QuietHoursConfig) java.lang.reflect.Proxy.newProxyInstance(
                Hours.class.getClassLoader(), new Class<?>[] {QuietHoursConfig.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Annotation.class) {
                        return QuietHoursConfig.class;
                    }
                    return named.getOrDefault(method.getName(), (String) method.getDefaultValue());
                });
    }

    static SendingHours usual() {
        return new SendingHours(config(Map.of()));
    }
}
