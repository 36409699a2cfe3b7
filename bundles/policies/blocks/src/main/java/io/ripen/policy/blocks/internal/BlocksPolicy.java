package io.ripen.policy.blocks.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps back what a block stops: everything, a team, a channel, a team's sender, a paused sequence, or one address. One
 * statement for a batch.
 */
@Component
@PolicyType("block")
public final class BlocksPolicy implements Policy {
    /** Who sets the blocks that wait for a person to say whether a lead opted out. */
    private static final String HOLD_OF_CONSENT = "consent";

    private final Blocks blocks;

    @Activate
    public BlocksPolicy(@Reference Blocks blocks) {
        this.blocks = blocks;
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        Set<String> names = new LinkedHashSet<>();
        for (Send send : sends) {
            names.addAll(names(send));
        }
        Map<String, Block> set = blocks.among(work, names);
        List<Decision> decisions = new ArrayList<>(sends.size());
        for (Send send : sends) {
            decisions.add(set.isEmpty() ? Decision.ALLOW : decide(send, set));
        }
        return decisions;
    }

    private static Decision decide(Send send, Map<String, Block> set) {
        for (String name : names(send)) {
            Block block = set.get(name);
            if (block != null && !isOwnAnswer(send, block)) {
                return new Decision.Await(
                        name,
                        words(name) + " was stopped at " + block.since() + " by " + block.by() + ": " + block.reason()
                                + " It goes on when the block '" + name + "' is lifted.");
            }
        }
        return Decision.ALLOW;
    }

    /** A hold that asks whether the lead opted out does not keep back the answer to what the lead wrote after it. */
    private static boolean isOwnAnswer(Send send, Block block) {
        return block.by().equals(HOLD_OF_CONSENT)
                && send.answers() != null
                && send.answers().isAfter(block.since());
    }

    /** From the widest to the narrowest. */
    private static List<String> names(Send send) {
        List<String> names = new ArrayList<>(7);
        names.add(Blocks.HOLD);
        names.add(Blocks.ALL);
        names.add(Blocks.team(send.team().id()));
        names.add(Blocks.channel(send.channel()));
        names.add(Blocks.sender(send.team().id(), send.channel()));
        if (send.sequence() != null) {
            names.add(Blocks.sequence(send.team().id(), send.sequence()));
        }
        // A person who answers the lead is the one who was asked; so is the confirmation that the lead is owed.
        boolean asked = send.path() == SendPath.HAND || send.path() == SendPath.NOTICE;
        if (send.addressKind() != AddressKind.NONE && !asked) {
            names.add(Blocks.address(send.addressKind(), send.address()));
        }
        return names;
    }

    private static String words(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return name.equals(Blocks.HOLD) ? "Everything that leaves" : "All sending";
        }
        String what = name.substring(colon + 1);
        return switch (name.substring(0, colon)) {
            case "team" -> "All sending of the team '" + what + "'";
            case "channel" -> "The channel '" + what + "'";
            case "sender" -> "The sender '" + what + "'";
            case "sequence" -> "The sequence '" + what.substring(what.indexOf('/') + 1) + "'";
            default -> "Sending to " + what;
        };
    }
}
