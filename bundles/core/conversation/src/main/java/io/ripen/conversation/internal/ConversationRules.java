package io.ripen.conversation.internal;

import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.event.EventRule;
import io.ripen.event.Events;
import io.ripen.net.OutboundTargets;
import io.ripen.policy.Blocks;
import io.ripen.policy.Consents;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.Suppressions;
import io.ripen.sequence.Enrollments;
import io.ripen.team.Teams;
import java.util.List;
import java.util.function.Supplier;

/**
 * What the conversation does when a lead writes, put together without a container: a STOP opts out, free wording holds, a
 * reply asks its owner for an answer. Whom to tell is written down, and nobody is told.
 */
public final class ConversationRules {
    private ConversationRules() {}

    /**
     * To be handed to the intake.
     *
     * @param events the intake itself, which need not be there yet
     * @param contacts asked for when it is needed first
     * @param enrollments likewise
     */
    public static List<EventRule> of(
            Stores stores,
            ReplyReader reader,
            Suppressions suppressions,
            Consents consents,
            Blocks blocks,
            Teams teams,
            Supplier<Events> events,
            Supplier<Projection> contacts,
            Supplier<Enrollments> enrollments) {
        Webhooks webhooks = new Webhooks(new String[0], "", OutboundTargets.allowing(List.of()));
        Notices notices = new Notices(
                stores,
                new NoticeDelivery(
                        stores,
                        new OwnerMail(stores, teams, new WritingChannels(), suppressions, blocks),
                        webhooks,
                        Runnable::run),
                webhooks,
                false,
                "",
                "");
        Hearing hearing = Hearing.of(
                stores,
                reader,
                suppressions,
                consents,
                blocks,
                teams,
                events,
                contacts,
                enrollments,
                ConsentSettings.DEFAULTS);
        return List.of(
                new LeadWrote(stores, notices, hearing),
                LeadLeft.of(stores, suppressions, enrollments),
                OptingOut.of(stores, suppressions, consents, blocks, teams, events, ConsentSettings.DEFAULTS));
    }
}
