package io.ripen.event;

import io.ripen.crm.Contact;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does something whenever events of its types come in: scores, tells the owner, suppresses. A new one is one annotated
 * class that is registered as a service. Called in the intake's transaction, once for each batch and after exits and
 * triggers, with events that are new; so what it writes is there if and only if the event is, and counts once.
 *
 * <p>Must not call the outside world: put that into {@link UnitOfWork#afterCommit}. An exception undoes what this reaction did
 * with the event that it failed at, and is told in the log, in the lead's timeline and in {@code /health}; the event counts all
 * the same. May be called again with the same events before they are committed. Thread-safe.
 */
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
     * Whether an event must not be kept without what this reaction does with it, such as an opt-out. Such reactions are called
     * first, and an exception rolls the whole batch back, so that its sender brings it again: for what the law asks, and nothing
     * else.
     */
    default boolean isIndispensable() {
        return false;
    }
}
