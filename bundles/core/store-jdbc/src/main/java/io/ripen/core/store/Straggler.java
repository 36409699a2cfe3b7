package io.ripen.core.store;

/**
 * A message whose run ended before anybody knew what became of it.
 *
 * @param message its id
 * @param asked how often the provider was asked since then
 */
public record Straggler(long message, int asked) {}
