package io.ripen.event;

import io.ripen.crm.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What listeners are still to be told of, and what they failed at. For operators. An OSGi service. Thread-safe. */
@ProviderType
public interface EventListeners {

    /**
     * A listener that Ripen knows.
     *
     * @param types event types that it wants
     * @param installed whether this node has it now
     * @param seenAt machine time at which a node last had it, to the minute
     * @param waiting how many events are still to be told, or {@link #COUNTED} for so many or more
     * @param oldest business time at which the oldest of them came in; null when none waits
     * @param failures how many calls failed, one after the other
     * @param pausedUntil machine time until which it is left alone; null when it is not
     * @param error why the last call failed; null after a success
     * @param quarantined how many events are in quarantine, or {@link #COUNTED} for so many or more
     */
    record Listener(
            String name,
            List<String> types,
            boolean installed,
            Instant seenAt,
            long waiting,
            @Nullable Instant oldest,
            int failures,
            @Nullable Instant pausedUntil,
            @Nullable String error,
            long quarantined) {}

    /**
     * An event that a listener failed at again and again.
     *
     * @param id of this row; greater for what was written later
     * @param contact null when nobody had the event's address
     * @param attempts how often it was tried
     * @param error why the last one failed
     * @param quarantinedAt machine time
     */
    record Quarantined(
            long id,
            Event event,
            @Nullable ContactId contact,
            Instant receivedAt,
            int attempts,
            String error,
            Instant quarantinedAt) {}

    /** From here on it is not counted any more. */
    long COUNTED = 10_000;

    /** All that are known, by name, also those whose bundle is away. */
    List<Listener> all();

    Optional<Listener> find(String name);

    /**
     * A page of what is in quarantine, the oldest first.
     *
     * @param after only rows with a greater id; 0 for the first page
     * @param limit 1 to 1000
     */
    List<Quarantined> quarantine(String listener, long after, int limit);

    /**
     * Lets events out of quarantine, as if they had never been tried. A listener that is left alone is tried at once.
     *
     * @param ids which ones; empty for all
     * @return how many
     */
    int retry(String listener, List<Long> ids);

    /**
     * Throws events in quarantine away; the listener is never told of them.
     *
     * @param ids which ones; empty for all
     * @return how many
     */
    int drop(String listener, List<Long> ids);

    /**
     * Forgets a listener with all that waits for it. One that is installed is known anew a moment later, and gets what comes from
     * then on.
     *
     * @return whether it was known
     */
    boolean forget(String listener);
}
