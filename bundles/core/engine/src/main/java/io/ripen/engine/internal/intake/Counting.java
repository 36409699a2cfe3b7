package io.ripen.engine.internal.intake;

import io.ripen.core.store.EventRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.event.Event;
import io.ripen.team.TeamId;
import io.ripen.time.CalendarSpan;
import io.ripen.time.CalendarTime;
import io.ripen.transaction.UnitOfWork;
import io.ripen.trigger.Trigger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Counts what triggers want to have seen several times in a window, in one statement for a batch and none when no trigger
 * asks. Looks at what the contact did within the longest window only. Belongs to one transaction.
 */
final class Counting {

    private record Question(int candidate, Trigger.Condition condition, Event event, Contact contact) {}

    private final Stores stores;
    private final UnitOfWork work;
    private final Zones.Within zones;
    private final List<Question> questions = new ArrayList<>();

    /** @param zones by whose calendars it looks back */
    Counting(Stores stores, UnitOfWork work, Zones.Within zones) {
        this.stores = stores;
        this.work = work;
        this.zones = zones;
    }

    void ask(int candidate, Trigger.Condition condition, Event event, Contact contact) {
        if (condition.count() > 1) {
            questions.add(new Question(candidate, condition, event, contact));
        }
    }

    /** The candidates whose event has not happened often enough, the last one first. */
    List<Integer> tooFew() {
        if (questions.isEmpty()) {
            return List.of();
        }
        Set<String> types = new TreeSet<>();
        Map<Long, Instant> since = new HashMap<>();
        for (Question each : questions) {
            types.add(each.event().type());
            Instant from = from(each);
            since.merge(each.contact().id().value(), from, (one, other) -> one.isBefore(other) ? one : other);
        }
        Map<Long, List<EventRow>> past = new HashMap<>();
        for (EventRow row : stores.events().ofContacts(work, since, types)) {
            past.computeIfAbsent(row.contact(), unused -> new ArrayList<>()).add(row);
        }
        return questions.stream()
                .filter(each ->
                        count(each, past.getOrDefault(each.contact().id().value(), List.of()))
                                < each.condition().count())
                .map(Question::candidate)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private Instant from(Question question) {
        CalendarSpan window = question.condition().lookBack();
        Instant at = question.event().at();
        return window.hasDays()
                ? CalendarTime.plus(at, window.negated(), zones.of(question.contact()))
                : at.minus(window.clock());
    }

    private int count(Question question, List<EventRow> past) {
        Event event = question.event();
        Instant from = from(question);
        int count = 0;
        for (EventRow row : past) {
            if (row.type().equals(event.type())
                    && row.at().isAfter(from)
                    && !row.at().isAfter(event.at())
                    && question.condition().matches(event(row), question.contact())) {
                count++;
            }
        }
        return count;
    }

    private static Event event(EventRow row) {
        return new Event(
                row.id(),
                row.type(),
                new TeamId(row.team()),
                row.contact() == 0 ? null : new ContactId(row.contact()),
                null,
                row.at(),
                row.source(),
                row.data());
    }
}
