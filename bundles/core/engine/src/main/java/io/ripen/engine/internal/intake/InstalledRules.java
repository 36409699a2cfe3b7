package io.ripen.engine.internal.intake;

import io.ripen.core.store.Savepoint;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventRule.Occurrence;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of the core, in the order of their places. Those of the law come first and fail with the batch. All others are applied
 * apart from it, together; only when one fails they are applied again, each by itself and then for each event, so a rule that fails
 * takes nothing with it but its own work on that event. Thread-safe.
 */
final class InstalledRules {
    /** One rule and what concerns it. */
    private record Call(EventRule rule, List<Occurrence> occurrences, List<Event> strangers) {
        boolean isEmpty() {
            return occurrences.isEmpty() && strangers.isEmpty();
        }

        List<Event> run(UnitOfWork work) {
            if (!strangers.isEmpty()) {
                rule.applyToStrangers(work, strangers);
            }
            return occurrences.isEmpty() ? List.of() : rule.apply(work, occurrences);
        }
    }

    /** Hears what a rule failed at. */
    @FunctionalInterface
    interface FailureListener {
        void failed(EventRule rule, Event event, List<Contact> contacts, Throwable failure);
    }

    /** In their order; replaced as a whole. */
    private volatile List<EventRule> rules = List.of();

    synchronized void add(EventRule rule) {
        List<EventRule> all = new ArrayList<>(rules);
        all.add(rule);
        all.sort(Comparator.comparing(EventRule::place));
        rules = List.copyOf(all);
    }

    synchronized void remove(EventRule rule) {
        List<EventRule> all = new ArrayList<>(rules);
        all.remove(rule);
        rules = List.copyOf(all);
    }

    /** Applies them, and answers the events that follow. */
    List<Event> apply(UnitOfWork work, List<Happening> happenings, FailureListener listener) {
        List<Event> following = new ArrayList<>(0);
        List<Call> apart = new ArrayList<>();
        for (EventRule rule : rules) {
            Call call = call(rule, happenings);
            if (call.isEmpty()) {
                continue;
            }
            if (rule.place().isLaw()) {
                following.addAll(call.run(work));
            } else {
                apart.add(call);
            }
        }
        if (apart.isEmpty()) {
            return following;
        }
        List<Event> caused = new ArrayList<>(0);
        Optional<Throwable> failure = Savepoint.run(work, () -> apart.forEach(each -> caused.addAll(each.run(work))));
        if (failure.isEmpty()) {
            following.addAll(caused);
        } else {
            apart.forEach(each -> following.addAll(byItself(work, each.rule(), happenings, listener)));
        }
        return following;
    }

    private static List<Event> byItself(
            UnitOfWork work, EventRule rule, List<Happening> happenings, FailureListener listener) {
        List<Event> following = new ArrayList<>(0);
        Optional<Throwable> failure = Savepoint.run(
                work, () -> following.addAll(call(rule, happenings).run(work)));
        if (failure.isEmpty()) {
            return following;
        }
        following.clear();
        if (happenings.size() == 1) {
            Happening only = happenings.get(0);
            listener.failed(rule, only.event(), only.contacts(), failure.get());
        } else {
            happenings.forEach(each -> following.addAll(byItself(work, rule, List.of(each), listener)));
        }
        return following;
    }

    private static Call call(EventRule rule, List<Happening> happenings) {
        Set<String> types = rule.types();
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
        return new Call(rule, occurrences, strangers);
    }
}
