package io.ripen.engine.internal.check;

import io.ripen.text.NearestName;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerDescriptor;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Tells a misspelt event from an event that a business invented: its own may have any name that is not nearly a known one. */
final class EventNames {
    private static final String ANY = "*";
    /** Shorter names are one letter away from too many words. */
    private static final int SHORTEST = 5;

    private final Installed installed;

    EventNames(Installed installed) {
        this.installed = installed;
    }

    /** The known event that this can only be a slip for. */
    Optional<String> meantBy(String type) {
        Set<String> known = new TreeSet<>(installed.triggerTypes());
        known.remove(ANY);
        Optional<Trigger> any = installed.trigger(ANY);
        any.ifPresent(trigger ->
                trigger.describe().stream().map(TriggerDescriptor::type).forEach(known::add));
        if (known.contains(type)) {
            return Optional.empty();
        }
        return known.stream()
                .filter(each -> each.length() >= SHORTEST && NearestName.isSlip(type, each))
                .filter(each -> !type.equals(each + "d") && !type.equals(each + "s")) // a shop may well say 'purchased'
                .findFirst();
    }
}
