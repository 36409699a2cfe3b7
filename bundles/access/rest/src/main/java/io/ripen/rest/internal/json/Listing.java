package io.ripen.rest.internal.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page is, or null when this is the last
 */
public record Listing<T>(List<T> items, @Nullable String next) {}
