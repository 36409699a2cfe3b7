package io.ripen.mail;

import io.ripen.access.Actor;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What came in and is kept, whoever's it is: also mail of which nobody knows what it is, and mail that could not be read. An
 * OSGi service; thread-safe.
 */
@ProviderType
public interface Inbound {

    /**
     * A message that came in.
     *
     * @param id a number, as text; pages go by it
     * @param contact whom it is from; null when nobody known wrote it
     * @param channel {@code email} or {@code sms}
     * @param kind a word of {@link MailKind}
     * @param providerId its Message-ID, or the provider's id of a text
     * @param text what is new in it; may be empty
     * @param problem what could not be read of it
     * @param matchedBy how it was found whose it is: {@code token}, {@code in-reply-to}, {@code references}, {@code sender};
     *     null when it was not
     * @param receivedAt business time
     */
    record Kept(
            String id,
            TeamId team,
            @Nullable ContactId contact,
            String channel,
            String kind,
            String providerId,
            @Nullable String from,
            @Nullable String to,
            @Nullable String subject,
            String text,
            @Nullable String problem,
            @Nullable String matchedBy,
            Instant receivedAt) {}

    /**
     * One page, oldest first, of the teams that who asks may read.
     *
     * @param team only of this team; null for all
     * @param kind only of this kind; null for all
     * @param after only ids greater; 0 to begin
     * @param limit 1 to 1,000
     */
    List<Kept> list(Actor by, @Nullable TeamId team, @Nullable MailKind kind, long after, int limit);
}
