package io.ripen.tracking;

import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.team.TeamId;

/**
 * Whom a visitor token stands for.
 *
 * @param message the message whose link brought the visitor
 */
public record Visitor(TeamId team, ContactId contact, MessageId message) {}
