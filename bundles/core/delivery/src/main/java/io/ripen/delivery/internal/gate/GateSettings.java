package io.ripen.delivery.internal.gate;

import io.ripen.delivery.internal.wording.Closing;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the gate works.
 *
 * @param mandatory types of the policies without which nothing is sent
 * @param closing what messages end with when their author did not write it
 * @param named whether only a team that has a business name writes to leads
 */
public record GateSettings(Set<String> mandatory, Closing closing, boolean named) {
    /** Adds nothing to messages, so that a test of a sequence sees what its author wrote. */
    public static final GateSettings DEFAULTS = new GateSettings(Set.of("suppression"));

    /** Adds nothing to messages, and asks for no name. */
    public GateSettings(Set<String> mandatory) {
        this(mandatory, Closing.NONE);
    }

    /** Asks for no name. */
    public GateSettings(Set<String> mandatory, Closing closing) {
        this(mandatory, closing, false);
    }

    public static GateSettings of(GateConfig config) {
        Set<String> mandatory = new TreeSet<>();
        for (String written : config.policies_mandatory()) {
            // A line of a .cfg file is one value, whatever commas are in it.
            for (String type : written.split(",")) {
                if (!type.isBlank()) {
                    mandatory.add(type.strip());
                }
            }
        }
        return new GateSettings(
                mandatory,
                new Closing(
                        config.opt_out_line().strip(), config.unsubscribe_line().strip()),
                config.business_name_needed());
    }
}
