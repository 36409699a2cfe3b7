package io.ripen.engine.internal.intake;

import io.ripen.core.store.Savepoint;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventReaction.Occurrence;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The reactions that bundles bring. Those that are indispensable come first and fail with the batch. All others are called
 * apart from it, together; only when one fails they are called again, each by itself and then for each event, so a reaction
 * that fails takes nothing with it but its own work on that event. Thread-safe.
 */
final class InstalledReactions {
    /** One reaction and what concerns it. */
    private record Call(EventReaction reaction, List<Occurrence> occurrences, List<Event> strangers) {
        boolean isEmpty() {
            return occurrences.isEmpty() && strangers.isEmpty();
        }

        void run(UnitOfWork work) {
            if (!strangers.isEmpty()) {
                reaction.reactToStrangers(work, strangers);
            }
            if (!occurrences.isEmpty()) {
                reaction.react(work, occurrences);
            }
        }
    }

    /** Hears what a reaction failed at. */
    @FunctionalInterface
    interface FailureListener {
        void failed(EventReaction reaction, Event event, List<Contact> contacts, Throwable failure);
    }

    private final List<EventReaction> reactions = new CopyOnWriteArrayList<>();

    void add(EventReaction reaction) {
        reactions.add(reaction);
    }

    void remove(EventReaction reaction) {
        reactions.remove(reaction);
    }

    void react(UnitOfWork work, List<Happening> happenings, FailureListener listener) {
        List<EventReaction> apart = new ArrayList<>();
        for (EventReaction reaction : reactions) {
            if (reaction.isIndispensable()) {
                call(reaction, happenings).run(work);
            } else if (concerns(reaction, happenings)) {
                apart.add(reaction);
            }
        }
        if (apart.isEmpty()) {
            return;
        }
        Optional<Throwable> failure = Savepoint.run(
                work, () -> apart.forEach(each -> call(each, happenings).run(work)));
        if (failure.isPresent()) {
            apart.forEach(each -> byItself(work, each, happenings, listener));
        }
    }

    private static void byItself(
            UnitOfWork work, EventReaction reaction, List<Happening> happenings, FailureListener listener) {
        Optional<Throwable> failure =
                Savepoint.run(work, () -> call(reaction, happenings).run(work));
        if (failure.isEmpty()) {
            return;
        }
        if (happenings.size() == 1) {
            Happening only = happenings.get(0);
            listener.failed(reaction, only.event(), only.contacts(), failure.get());
        } else {
            happenings.forEach(each -> byItself(work, reaction, List.of(each), listener));
        }
    }

    /** One that cannot even say what it is for is asked again where its failure is caught. */
    private static boolean concerns(EventReaction reaction, List<Happening> happenings) {
        try {
            return !call(reaction, happenings).isEmpty();
        } catch (RuntimeException | LinkageError broken) {
            return true;
        }
    }

    private static Call call(EventReaction reaction, List<Happening> happenings) {
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
        return new Call(reaction, occurrences, strangers);
    }
}
