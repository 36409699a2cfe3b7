package io.ripen.engine.internal.check;

import io.ripen.sequence.SequenceSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events begin and end a run: what must be known of a sequence even when it cannot run, because its parked leads still answer,
 * book and buy.
 *
 * @param on event type that begins a run; the empty string for none
 * @param exitOn event types that stop a run
 * @param goal event types that end it as a success
 */
public record EndRules(String on, Set<String> exitOn, Set<String> goal) {
    /** For a sequence of which nothing can be read: its leads must at least stop when they answer. */
    public static final EndRules USUAL = new EndRules("", FromCheck.DEFAULT_EXIT_ON, Set.of());

    /** What its {@code from} says, whatever else is wrong with the file or is not installed now. */
    public static EndRules of(SequenceSource source, Installed installed) {
        Findings passedOver = new Findings(source.name());
        XmlElement root = StrictXml.read(source.xml(), passedOver);
        XmlElement route = root == null ? null : child(root, "route");
        XmlElement from = route == null ? null : child(route, "from");
        FromCheck.From read = from == null ? null : new FromCheck(installed, passedOver).check(from);
        return read == null
                ? USUAL
                : new EndRules(
                        read.start().on(), read.start().exitOn(), read.start().goal());
    }

    private static @Nullable XmlElement child(XmlElement parent, String name) {
        if (parent.name().equals(name)) {
            return parent;
        }
        return parent.children().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
