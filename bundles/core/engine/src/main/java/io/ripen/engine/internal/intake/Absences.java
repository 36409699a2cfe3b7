package io.ripen.engine.internal.intake;

import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.Move;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.event.Absence;
import io.ripen.event.EventTypes;
import io.ripen.sequence.EnrollmentState;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the runs of somebody who is away wait until they are back: an automatic answer is no reply, but one that names the day
 * of return says that nobody reads before it. What is on its way is not touched, and what is due later stays as it is. Runs of
 * somebody who is away for long are ended by a reaction to the same event.
 */
final class Absences {
    private final Stores stores;
    private final Zones zones;

    /** @param zones where it is morning */
    Absences(Stores stores, Zones zones) {
        this.stores = stores;
        this.zones = zones;
    }

    void heed(UnitOfWork work, List<Happening> happenings, Instant now, Journal journal) {
        Map<Long, Instant> back = new HashMap<>();
        Zones.Within within = zones.within(work);
        for (Happening each : happenings) {
            if (each.event().type().equals(EventTypes.EMAIL_AUTO_REPLY)) {
                for (Contact contact : each.contacts()) {
                    Absence.of(each.event(), within.of(contact), now)
                            .filter(absence -> !absence.isLong(now))
                            .ifPresent(absence -> back.put(contact.id().value(), absence.until()));
                }
            }
        }
        if (back.isEmpty()) {
            return;
        }
        List<Move> moves = new ArrayList<>();
        for (EnrollmentRow run : stores.enrollments().lockActiveOfContact(work, back.keySet())) {
            Instant until = back.get(run.contact());
            if (run.state() == EnrollmentState.ACTIVE
                    && run.owner() == 0
                    && until != null
                    && run.dueAt() != null
                    && run.dueAt().isBefore(until)) {
                moves.add(later(run, until));
                journal.line(
                        run,
                        "paused",
                        run.step(),
                        0,
                        "An automatic answer says that the lead is away. The run waits until " + until + ".");
                journal.count(run.sequence(), null, "paused", 1);
            }
        }
        stores.enrollments().moveAll(work, moves, 0);
    }

    private static Move later(EnrollmentRow run, Instant until) {
        return Move.to(run.id(), run.revision(), run.step(), run.atTouch(), run.occurrence(), run.variables())
                .due(until)
                .owned(0, run.attempt())
                .because(run.reason())
                .awaiting(run.awaits());
    }
}
