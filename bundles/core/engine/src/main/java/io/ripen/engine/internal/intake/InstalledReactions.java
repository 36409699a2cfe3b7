package io.ripen.engine.internal.intake;

import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventReaction.Occurrence;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The reactions that bundles bring; each is called once for a batch. Thread-safe. */
final class InstalledReactions {
    private final List<EventReaction> reactions = new CopyOnWriteArrayList<>();

    void add(EventReaction reaction) {
        reactions.add(reaction);
    }

    void remove(EventReaction reaction) {
        reactions.remove(reaction);
    }

    void react(UnitOfWork work, List<Happening> happenings) {
        for (EventReaction reaction : reactions) {
            Set<String> types = reaction.types();
            List<Occurrence> occurrences = new ArrayList<>();
            List<Event> strangers = new ArrayList<>();
            for (Happening each : happenings) {
                if (types.contains("*") || each.types().stream().anyMatch(types::contains)) {
                    each.contacts().forEach(contact -> occurrences.add(new Occurrence(each.event(), contact)));
                    if (each.contacts().isEmpty()) {
                        strangers.add(each.event());
                    }
                }
            }
            if (!strangers.isEmpty()) {
                reaction.reactToStrangers(work, strangers);
            }
            if (!occurrences.isEmpty()) {
                reaction.react(work, occurrences);
            }
        }
    }
}
