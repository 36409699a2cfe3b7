package io.ripen.engine.internal.compile;

import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the runner asks about sequences. Answers from memory but for {@link #revision}; thread-safe. */
public interface DeployedSequences {

    /** Told of changes, after they took effect, on the thread that made them; must return soon. */
    interface Listener {
        /** A new revision is current, or a removed sequence is back: leads parked for {@code sequence:ID} may go on. */
        default void deployed(SequenceId id) {}

        /** Taken out of service: nobody enrolls, its leads park. */
        default void removed(SequenceId id) {}

        /** Something was installed, such as {@code channel:sms} or {@code step:contact}: leads parked for it may go on. */
        default void available(String need) {}

        /** The last one that provided this is gone. */
        default void gone(String need) {}
    }

    /**
     * False until everything that the database knows as deployed compiles, or the time allowed for that is over; until
     * then the engine claims nothing, so that an order of starting parks nobody.
     */
    boolean ready();

    /** The revision that is current; empty when the sequence is unknown or out of service. */
    Optional<CompiledSequence> current(SequenceId id);

    /**
     * Any revision, current or old, by its content hash; compiled from the database when it is asked for. Empty when
     * there is no such revision, or when it cannot be compiled with what is installed now.
     */
    Optional<CompiledSequence> revision(SequenceId id, String hash);

    /** Ids of all that are in service. */
    Set<SequenceId> inService();

    /** Sequences in service that this event type may enroll into, in order of id; for an event that none asks for, empty. */
    List<CompiledSequence> triggeredBy(String eventType);

    /** Those of {@link #triggeredBy(String)} whose filter is worth asking for this event of this contact. */
    default List<CompiledSequence> triggeredBy(String eventType, Event event, Contact contact) {
        return triggeredBy(eventType);
    }

    /**
     * Sequences that this event type stops, by their current rule; for one that is out of service, by its last one,
     * because its parked leads must stop as well.
     */
    Set<SequenceId> exitedBy(String eventType);

    /** Those of {@link #exitedBy} whose goal it is, so that their runs end as a success. */
    default Set<SequenceId> completedBy(String eventType) {
        return Set.of();
    }

    /**
     * The filter of the trigger of an event type; one that never matches while none is installed. Prepared once.
     *
     * @param options as in a {@code from}
     */
    default Trigger.Condition condition(String on, Map<String, String> options) {
        return (event, contact) -> false;
    }

    /**
     * Whether a sequence that this event type may enroll into is in service and cannot run yet, since what it needs is still
     * being started. False again some seconds after the start, whatever is missing then.
     */
    default boolean isStarting(String eventType) {
        return false;
    }

    /** Whether this team may enroll into the sequence. */
    boolean enabledFor(SequenceId id, TeamId team);

    /** Whether what {@link CompiledSequence#needs} names is installed now. */
    boolean available(String need);

    /** Adds a listener; the result takes it away again. */
    Runnable onChange(Listener listener);
}
