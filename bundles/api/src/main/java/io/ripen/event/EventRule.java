package io.ripen.event;

import io.ripen.crm.Contact;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What Ripen itself does with events of some types, in the transaction that takes them in, after exits and triggers. The rules
 * run in the order of {@link Place}, whatever the order in which bundles start. What a rule writes is there if and only if the
 * event is, and counts once.
 *
 * <p>Only for Ripen's own core: each rule has a place in the list, and the list is closed. Other bundles write an
 * {@link EventListener}, which is called after the commit and cannot hold up a STOP.
 *
 * <p>Must not call the outside world, nor wait. May be called again with the same events before they are committed. Thread-safe.
 */
@ProviderType
public interface EventRule {

    /** An event and one contact that it concerns. */
    record Occurrence(Event event, Contact contact) {}

    /**
     * The order of the rules: the one place that says what comes first, and what an event must not be kept without. Rules of the law
     * come before all others.
     */
    enum Place {
        /** What a lead agreed to is written down. */
        CONSENT(true),
        /** Who opts out, complains, or cannot be reached is suppressed. */
        OPT_OUT(true),
        /** A mail that came back marks its message, and leads to what its status says. */
        RETURNED_MAIL(true),
        /** What a lead writes is read: STOP, START, HELP, or a question for a person. */
        REPLY(true),
        /** Who has left, or is away for months, gets nothing more. */
        DEPARTURE(false),
        /** A lead who asked may be answered at once, also at night. */
        INQUIRY(false),
        /** The score; so a run that the event begins knows the points of the event. */
        SCORE(false);

        private final boolean law;

        Place(boolean law) {
            this.law = law;
        }

        /**
         * Whether an event must not be kept without it: then an exception rolls the whole batch back, so that its sender brings it
         * again. Any other rule that throws loses its own work on that event, and nothing else; the log, the lead's timeline and
         * {@code /health} say so.
         */
        public boolean isLaw() {
            return law;
        }
    }

    Place place();

    /** The event types that it is for; {@code *} for all. */
    Set<String> types();

    /**
     * Does it, once for each batch.
     *
     * @return the events that follow from it; they are taken in in the same transaction, when all rules are done with the batch.
     *     Nearly always none
     */
    List<Event> apply(UnitOfWork work, List<Occurrence> occurrences);

    /**
     * Events of its types that concern nobody who is known: no contact has the address. For what must count all the same,
     * such as a STOP from a number that is imported later. Does nothing by itself.
     */
    default void applyToStrangers(UnitOfWork work, List<Event> events) {}
}
