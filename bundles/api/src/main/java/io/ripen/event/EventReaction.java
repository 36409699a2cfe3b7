package io.ripen.event;

import io.ripen.crm.Contact;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The older form of an {@link EventListener}, which still works. Called after the events were taken in, in a transaction of its own;
 * what it writes in it is committed together with the note that it was told, so it counts once. An exception undoes what it did,
 * and it is tried again as a listener is. Called with several events at a time, and again with each of them when one fails.
 *
 * <p>Its transaction takes one of the few connections to the database. So at most two of these are called at the same time on a
 * node, and a slow one delays the others of this kind. Write an {@link EventListener}.
 *
 * <p>Must not call the outside world: put that into {@link UnitOfWork#afterCommit}. Thread-safe.
 *
 * @deprecated write an {@link EventListener}
 */
@Deprecated(since = "0.2.0")
@ConsumerType
public interface EventReaction {

    /** An event and one contact that it concerns. */
    record Occurrence(Event event, Contact contact) {}

    /** The event types that it reacts to; {@code *} for all. */
    Set<String> types();

    void react(UnitOfWork work, List<Occurrence> occurrences);

    /**
     * Events of its types that concern nobody who is known: no contact has the address. For what must count all the same,
     * such as a STOP from a number that is imported later. Does nothing by itself.
     */
    default void reactToStrangers(UnitOfWork work, List<Event> events) {}

    /**
     * Was true for what the law asks, which was called before the commit. That is now Ripen's own part ({@link EventRule}), and nobody
     * asks this any more; a reaction that says true is tried again like any other until it works.
     */
    default boolean isIndispensable() {
        return false;
    }
}
