package io.ripen.tracking;

import io.ripen.team.Team;

/**
 * Whom a message went to.
 *
 * @param channel channel type, such as {@code email}
 * @param address the address that the message went to
 * @param unsubscribed whether nothing is sent to it any more
 */
public record Recipient(Team team, String channel, String address, boolean unsubscribed) {}
