package io.ripen.core.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event in the list of what came, with what is kept for people.
 *
 * @param key its id as it is kept, which is its place in the list
 * @param hook the hook that it came by
 * @param stopped runs that it ended
 */
public record CameRow(EventRow event, String key, @Nullable String hook, List<Long> stopped) {}
