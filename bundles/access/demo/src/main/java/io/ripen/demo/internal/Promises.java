package io.ripen.demo.internal;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the sequences promise each lead, by its kind and by the arms of the splits that it fell into. */
final class Promises {
    private record Case(LeadKind kind, boolean clicked, Map<String, String> arms) {}

    private final Path routes;
    private final Map<Case, Promise> read = new HashMap<>();

    /**
     * Reads all once.
     *
     * @throws IllegalStateException when a sequence holds what the demo cannot foretell
     */
    Promises(Path routes) {
        this.routes = routes;
        for (LeadKind kind : LeadKind.values()) {
            of(kind, true, Map.of());
            of(kind, false, Map.of());
        }
    }

    /**
     * What this lead was promised; null when no sequence promised it anything.
     *
     * @param clicked whether it had clicked what its kind clicks when it counted
     */
    @Nullable Promise to(Story story, boolean clicked) {
        Map<String, String> arms = new HashMap<>();
        if (!story.enrollments().isEmpty()) {
            story.enrollments().get(0).variables().forEach((name, value) -> {
                if (value instanceof String arm) {
                    arms.put(name, arm);
                }
            });
        }
        return of(story.lead().kind(), clicked, arms);
    }

    private @Nullable Promise of(LeadKind kind, boolean clicked, Map<String, String> arms) {
        String sequence = kind.sequence();
        return sequence == null
                ? null
                : read.computeIfAbsent(
                        new Case(kind, clicked, arms),
                        of -> Promise.of(
                                routes.resolve("sequences").resolve(sequence).resolve(sequence + ".xml"),
                                clicked ? kind.clicks() : Set.of(),
                                arms));
    }
}
