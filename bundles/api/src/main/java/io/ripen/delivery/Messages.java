package io.ripen.delivery;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Every message with its state. An OSGi service; thread-safe. */
@ProviderType
public interface Messages {

    /** Which to list; null means any. {@code after}: only ids greater (paging); {@code limit}: 1 to 1,000. */
    record Query(
            @Nullable TeamId team,
            @Nullable ContactId contact,
            @Nullable SequenceId sequence,
            @Nullable MessageState state,
            long after,
            int limit) {}

    /** Those of the teams that who asks may read, in order of id. */
    List<Message> list(Actor by, Query query);

    Optional<Message> find(Actor by, MessageId id);

    /** The message that a sequence last began to send to this contact. Costs the same however many there are. */
    Optional<Message> lastOfSequence(Actor by, ContactId contact);
}
