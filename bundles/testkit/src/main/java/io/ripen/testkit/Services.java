package io.ripen.testkit;

import java.util.Map;

/**
 * The services that a kind of one's own may ask for, those of the story that it is made for: {@code RipenClock},
 * {@code Transactions}, {@code Teams}, {@code Suppressions}, {@code Blocks}, {@code PolicyMemory}, {@code Messages},
 * {@code Tasks}, {@code Events}.
 */
public final class Services {
    private final Map<Class<?>, Object> all;

    Services(Map<Class<?>, Object> all) {
        this.all = all;
    }

    /**
     * @param type the service's interface
     * @throws IllegalArgumentException when a story does not have it, with those that it has
     */
    public <T> T get(Class<T> type) {
        Object service = all.get(type);
        if (service == null) {
            throw new IllegalArgumentException("A story has no service " + type.getName() + ", but "
                    + all.keySet().stream().map(Class::getSimpleName).sorted().toList() + ".");
        }
        return type.cast(service);
    }
}
