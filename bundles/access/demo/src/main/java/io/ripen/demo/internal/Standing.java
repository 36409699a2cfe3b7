package io.ripen.demo.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Blocks;
import io.ripen.policy.Suppressions;
import io.ripen.team.TeamId;
import io.ripen.transaction.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What keeps a lead from being written to from now on: blocks that wait for a person, and suppressed addresses. */
final class Standing {
    private final Transactions transactions;
    private final Blocks blocks;
    private final Suppressions suppressions;

    Standing(Transactions transactions, Blocks blocks, Suppressions suppressions) {
        this.transactions = transactions;
        this.blocks = blocks;
        this.suppressions = suppressions;
    }

    /** What its kind's story does not ask for, a sentence each. */
    List<String> unasked(DemoLead lead) {
        Map<AddressKind, String> addresses = new LinkedHashMap<>();
        addresses.put(AddressKind.EMAIL, lead.email());
        if (!lead.phone().isEmpty()) {
            addresses.put(AddressKind.PHONE, lead.phone());
        }
        List<String> names = new ArrayList<>(List.of(Blocks.ALL, Blocks.team(TeamId.DEFAULT)));
        addresses.forEach((kind, address) -> names.add(Blocks.address(kind, address)));
        List<String> found = new ArrayList<>();
        transactions
                .call(work -> blocks.among(work, names))
                .values()
                .forEach(block -> found.add("Everything to " + block.name() + " is held: " + block.reason()));
        addresses.forEach((kind, address) -> {
            if (!lead.kind().suppressed().contains(kind)) {
                suppressions
                        .find(kind, address)
                        .ifPresent(each -> found.add(address + " is suppressed: " + each.reason()));
            }
        });
        return found;
    }
}
