package io.ripen.core.store;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * An event that listeners may want.
 *
 * @param event with the one contact that it is about; 0 when nobody has the address
 * @param types the types that it counts as, its own among them
 * @param address as its sender gave it
 */
public record OutboxEvent(
        EventRow event, Collection<String> types, @Nullable String address) {}
