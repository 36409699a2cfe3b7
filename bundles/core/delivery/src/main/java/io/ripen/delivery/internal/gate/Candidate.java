package io.ripen.delivery.internal.gate;

import io.ripen.channel.Channel;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.TouchRequest;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.team.Team;
import org.jspecify.annotations.Nullable;

/**
 * A message that is rendered and about which the policies are to be asked.
 *
 * @param index place of its request in the batch
 * @param row the row that it has already; null for a new one
 */
record Candidate(
        int index,
        long id,
        TouchRequest request,
        Team team,
        Channel channel,
        String address,
        Rendered rendered,
        @Nullable MessageRow row) {}
