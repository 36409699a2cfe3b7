package io.ripen.delivery.internal.gate;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the gate works.
 *
 * @param grace how long after the beginning of an attempt whose node is gone the provider is asked about it, machine
 *     time; the request may still have been on its way
 * @param mandatory types of the policies without which nothing is sent
 */
public record GateSettings(Duration grace, Set<String> mandatory) {
    public static final GateSettings DEFAULTS = new GateSettings(Duration.ofSeconds(30), Set.of("suppression"));

    static GateSettings of(GateConfig config) {
        Set<String> mandatory = new TreeSet<>();
        for (String type : config.policies_mandatory()) {
            if (!type.isBlank()) {
                mandatory.add(type.strip());
            }
        }
        return new GateSettings(Duration.ofSeconds(Math.max(0, config.reconcile_grace())), mandatory);
    }
}
