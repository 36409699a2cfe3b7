package io.ripen.benchmarks.product;

import io.ripen.channel.Channel;
import io.ripen.channel.ChannelType;
import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.LeadInquiries;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.kept.KeptPolicyMemory;
import io.ripen.policy.Policy;
import io.ripen.policy.blocks.internal.BlocksPolicy;
import io.ripen.policy.caps.internal.FrequencyCapsPolicy;
import io.ripen.policy.consent.internal.ConsentPolicy;
import io.ripen.policy.pace.internal.PacePolicy;
import io.ripen.policy.quiet.internal.QuietHoursPolicy;
import io.ripen.policy.quiet.internal.SendingHours;
import java.util.Map;
import java.util.Set;

/** Which policies the gate asks beside suppression, which it always asks. */
public enum Policies {
    /** None. */
    SUPPRESSION_ONLY {
        @Override
        Map<String, Policy> of(Stores stores, Map<String, Channel> channels) {
            return Map.of();
        }
    },
    /** All that ship, as they ship. */
    ALL {
        @Override
        Map<String, Policy> of(Stores stores, Map<String, Channel> channels) {
            KeptPolicyMemory memory = new KeptPolicyMemory(stores);
            PacePolicy pace = PacePolicy.usual(memory, stores.clock());
            channels.forEach((type, channel) -> pace.add(channel, Map.of(ChannelType.PROPERTY, type)));
            return Map.of(
                    "block",
                    new BlocksPolicy(new KeptBlocks(stores)),
                    "consent",
                    ConsentPolicy.requiring(new ConsentBook(stores), Set.of()),
                    "frequency-caps",
                    FrequencyCapsPolicy.usual(memory),
                    "pace",
                    pace,
                    "quiet-hours",
                    new QuietHoursPolicy(SendingHours.usual(), new LeadInquiries(stores)));
        }
    };

    abstract Map<String, Policy> of(Stores stores, Map<String, Channel> channels);
}
