package io.ripen.core.store;

import java.util.Map;

/**
 * Runs that are parked for one thing.
 *
 * @param need such as {@code channel:whatsapp} or {@code sequence:welcome}
 * @param runs how many were counted
 * @param atLeast whether there are more than were counted
 * @param bySequence those that were counted, by the id of their sequence
 */
public record Held(String need, int runs, boolean atLeast, Map<String, Integer> bySequence) {}
