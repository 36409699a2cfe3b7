package io.ripen.channel;

import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.team.Team;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A message that the gate let through, ready to be sent now.
 *
 * @param id the message's id, the same for every attempt
 * @param attempt 1 for the first
 * @param token signed attempt token for callback addresses: URL-safe, proves that a callback belongs to this attempt
 * @param team the sending team
 * @param contact the lead
 * @param address where to: E.164 or e-mail address; the empty string when the channel has no address
 * @param subject subject line for {@link TemplateFormat#MAIL}
 * @param text rendered text
 * @param html rendered HTML part, or null
 * @param headers further headers of the template, already checked against injection
 * @param validity how long the provider may try to deliver it before it must give up, machine time; null for as long as it
 *     likes. More than zero
 * @param mayBegin whether this node still has the right to send it. Ask it as late as you can, right before the first byte
 *     leaves: a process that was frozen in the meantime may have been replaced by another node. When it answers false, send
 *     nothing and answer {@link Outcome.Unavailable}
 */
public record OutboundMessage(
        MessageId id,
        int attempt,
        String token,
        Team team,
        Contact contact,
        String address,
        @Nullable String subject,
        String text,
        @Nullable String html,
        Map<String, String> headers,
        @Nullable Duration validity,
        BooleanSupplier mayBegin) {}
