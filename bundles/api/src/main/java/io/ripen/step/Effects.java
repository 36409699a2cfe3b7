package io.ripen.step;

import io.ripen.crm.ContactChange;
import io.ripen.sequence.SequenceId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a segment wants to do to our own data. Collected on the exchange and committed with the lead's new position, so a
 * crash repeats the whole segment or nothing of it.
 */
@ProviderType
public interface Effects {
    /** Changes the contact; seen by later steps of the same segment. */
    void change(ContactChange change);

    /** Stops the lead's other runs: those in {@code sequence}, or all when it is null. */
    void stopOthers(@org.jspecify.annotations.Nullable SequenceId sequence, String reason);

    /** Adds a line to the lead's timeline. */
    void note(String text);
}
