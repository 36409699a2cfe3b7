package io.ripen.policy.suppression.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Denies every message to a suppressed number or address, whichever contact has it now. One statement for each kind of
 * address in a batch.
 */
@Component
@PolicyType("suppression")
public final class SuppressionPolicy implements Policy {
    private final Suppressions suppressions;

    @Activate
    public SuppressionPolicy(@Reference Suppressions suppressions) {
        this.suppressions = suppressions;
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        Map<AddressKind, Set<String>> asked = new EnumMap<>(AddressKind.class);
        for (Send send : sends) {
            if (send.addressKind() != AddressKind.NONE) {
                asked.computeIfAbsent(send.addressKind(), kind -> new HashSet<>())
                        .add(send.address());
            }
        }
        Map<AddressKind, Map<String, Suppression>> suppressed = new EnumMap<>(AddressKind.class);
        asked.forEach((kind, addresses) -> suppressed.put(kind, suppressions.among(work, kind, addresses)));
        List<Decision> decisions = new ArrayList<>(sends.size());
        for (Send send : sends) {
            Suppression found =
                    suppressed.getOrDefault(send.addressKind(), Map.of()).get(send.address());
            decisions.add(found == null || isNotice(send, found) ? Decision.ALLOW : new Decision.Deny(words(found)));
        }
        return decisions;
    }

    /** The one confirmation that the lead is owed, or an answer to HELP; by its id, so that no second one slips through. */
    private static boolean isNotice(Send send, Suppression found) {
        return send.path() == SendPath.NOTICE && send.message().equals(found.notice());
    }

    private static String words(Suppression found) {
        return "Nothing may go to the " + (found.kind() == AddressKind.PHONE ? "number " : "address ") + found.address()
                + ", which is suppressed since " + found.since()
                + (found.until() == null ? ": " : " until " + found.until() + ": ") + found.reason();
    }
}
