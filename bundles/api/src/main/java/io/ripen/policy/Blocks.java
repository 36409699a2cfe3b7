package io.ripen.policy;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What must not be sent until somebody lifts it: everything, all of a team, a paused sequence, a sender that its provider
 * does not take, a lead of whom it is in doubt whether they opted out. Setting one works for every message that is not yet on
 * its way; nothing is dropped. An OSGi service; thread-safe.
 */
@ProviderType
public interface Blocks {
    /** Stops all messages: to leads, and mails to our own people. */
    String ALL = "all";

    /**
     * Stops all that leaves, also webhooks to our own people and calls of other systems by sequences. Set by
     * {@code ripen start --hold}, and by itself when the database is a copy of another one.
     */
    String HOLD = "hold";

    /**
     * A block that is set.
     *
     * @param name what it stops, as one of the methods of this interface makes it
     * @param reason a sentence with the facts
     * @param by who set it: a user's name, or the policy's type
     * @param since business time
     */
    record Block(String name, String reason, String by, Instant since) {}

    static String team(TeamId team) {
        return "team:" + team;
    }

    static String sequence(TeamId team, SequenceId sequence) {
        return "sequence:" + team + "/" + sequence;
    }

    static String channel(String channel) {
        return "channel:" + channel;
    }

    /** What a team sends by one channel. */
    static String sender(TeamId team, String channel) {
        return "sender:" + team + "/" + channel;
    }

    /** Everything to a number or address, of all teams, however the address is written ({@link AddressKind#key}). */
    static String address(AddressKind kind, String address) {
        return (kind == AddressKind.PHONE ? "phone:" : "email:") + kind.key(address);
    }

    /**
     * Sets a block in a transaction of its own.
     *
     * @param by a manager of the team that the block names; an admin for what concerns more than one team, and for an address
     * @return false when it was set before; then the first reason stays
     * @throws io.ripen.access.RefusedException when who asks may not do this
     */
    boolean set(Actor by, String name, String reason);

    /**
     * Lifts a block in a transaction of its own.
     *
     * @param by as for {@link #set(Actor, String, String)}
     * @return false when there was none, or who asks may not see it
     * @throws io.ripen.access.RefusedException when who asks may see it and not lift it
     */
    boolean lift(Actor by, String name);

    /**
     * Those that who asks may see, the newest first, up to 1,000: of their teams, and what stops everybody. Blocks of addresses
     * are seen by admins only; the consent of a contact shows those on its own addresses.
     */
    List<Block> all(Actor by);

    /**
     * The team that the block of this name is about; empty for what concerns more than one team, and for an address.
     */
    static Optional<TeamId> teamOf(String name) {
        if (!name.startsWith("team:") && !name.startsWith("sender:") && !name.startsWith("sequence:")) {
            return Optional.empty();
        }
        String rest = name.substring(name.indexOf(':') + 1);
        int slash = rest.indexOf('/');
        return Optional.of(new TeamId(slash < 0 ? rest : rest.substring(0, slash)));
    }

    /** Sets a block; false when it was set before, and then the first reason stays. */
    boolean set(UnitOfWork work, String name, String reason, String by);

    /** Lifts a block: what waits for it goes on within seconds, at the pace that the policies allow. False when there was none. */
    boolean lift(UnitOfWork work, String name, String by);

    /** Which of these are set, by name; one statement. */
    Map<String, Block> among(UnitOfWork work, Collection<String> names);

    /** All that are set, the newest first, up to 1,000. */
    List<Block> all();
}
