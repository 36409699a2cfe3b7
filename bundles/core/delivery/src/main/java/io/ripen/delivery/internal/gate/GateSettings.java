package io.ripen.delivery.internal.gate;

import java.util.Set;
import java.util.TreeSet;

/**
 * How the gate works.
 *
 * @param mandatory types of the policies without which nothing is sent
 */
public record GateSettings(Set<String> mandatory) {
    public static final GateSettings DEFAULTS = new GateSettings(Set.of("suppression"));

    static GateSettings of(GateConfig config) {
        Set<String> mandatory = new TreeSet<>();
        for (String type : config.policies_mandatory()) {
            if (!type.isBlank()) {
                mandatory.add(type.strip());
            }
        }
        return new GateSettings(mandatory);
    }
}
