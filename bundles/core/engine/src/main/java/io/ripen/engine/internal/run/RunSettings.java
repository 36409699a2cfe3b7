package io.ripen.engine.internal.run;

import io.ripen.channel.Channel;
import java.time.Duration;

/**
 * How the engine runs.
 *
 * @param node name of this node for people; need not be unique
 * @param batch how many leads one transaction claims at most, 1 to 1,000
 * @param lease how long a node that is not heard of keeps its leads, machine time
 * @param heartbeat how often the lease is extended, machine time; well below the lease
 * @param grace how long after a dead node's lead was found the provider is asked, machine time; at least a channel's
 *     deadline, so that a request that was under way has ended
 * @param workers threads for segments that call foreign endpoints
 * @param inFlight how many messages of one channel may be under way at most
 * @param segment how long a segment of our own steps may run for one lead, machine time; well below the lease
 */
public record RunSettings(
        String node,
        int batch,
        Duration lease,
        Duration heartbeat,
        Duration grace,
        int workers,
        int inFlight,
        Duration segment) {
    public static final RunSettings DEFAULTS = new RunSettings(
            "ripen",
            500,
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(Channel.DEADLINE_SECONDS),
            8,
            1_000,
            Duration.ofSeconds(5));

    public RunSettings {
        if (batch < 1 || batch > 1_000) {
            throw new IllegalArgumentException("A batch of " + batch + " is not possible: use 1 to 1000.");
        }
        if (heartbeat.isZero()
                || heartbeat.isNegative()
                || heartbeat.multipliedBy(2).compareTo(lease) > 0) {
            throw new IllegalArgumentException("A heartbeat each " + heartbeat + " does not keep a lease of " + lease
                    + ": use a lease of at least twice the heartbeat.");
        }
        if (segment.isZero() || segment.isNegative()) {
            throw new IllegalArgumentException("A segment cannot end within " + segment + ": use some seconds.");
        }
        if (workers < 1 || inFlight < 1) {
            throw new IllegalArgumentException("At least one worker and one message in flight are needed.");
        }
    }
}
