package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.policy.Blocks;
import java.time.ZoneId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lead that is held or suppressed although its kind's story does not ask for it is found, and no other. */
class StandingTest {
    private final Stores stores = Stores.inMemory(StoreOptions.PLAIN);
    private final KeptBlocks blocks = new KeptBlocks(stores);
    private final SuppressionList suppressions = new SuppressionList(stores, new ConsentBook(stores));
    private final Standing standing = new Standing(stores.transactions(), blocks, suppressions);

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void nobody_is_barred_at_first() {
        assertThat(standing.unasked(lead(LeadKind.SILENT))).isEmpty();
    }

    @Test
    void whose_answer_was_taken_for_an_opt_out_is_found() {
        DemoLead lead = lead(LeadKind.B2B_REPLIES);
        stores.transactions().call(work -> {
            blocks.set(work, Blocks.address(AddressKind.PHONE, lead.phone()), "It may be an opt-out.", "consent");
            return blocks.set(work, Blocks.address(AddressKind.EMAIL, lead.email()), "It may be one.", "consent");
        });

        assertThat(standing.unasked(lead))
                .containsExactlyInAnyOrder(
                        "Everything to phone:+12125550100 is held: It may be an opt-out.",
                        "Everything to email:lead@example.com is held: It may be one.");
    }

    @Test
    void a_switch_that_stops_all_bars_all() {
        stores.transactions().call(work -> blocks.set(work, Blocks.ALL, "Stopped by hand.", "admin"));
        assertThat(standing.unasked(lead(LeadKind.STOP)))
                .containsExactly("Everything to all is held: Stopped by hand.");
    }

    @Test
    void who_opted_out_may_be_suppressed_and_who_replied_may_not() {
        DemoLead lead = lead(LeadKind.STOP);
        stores.transactions()
                .call(work -> suppressions.add(work, AddressKind.PHONE, lead.phone(), "The lead wrote STOP."));

        assertThat(standing.unasked(lead)).isEmpty();
        assertThat(standing.unasked(lead(LeadKind.BAD_NUMBER))).isEmpty();
        assertThat(standing.unasked(lead(LeadKind.REPLIES_DAY_2)))
                .containsExactly("+12125550100 is suppressed: The lead wrote STOP.");
    }

    private static DemoLead lead(LeadKind kind) {
        return new DemoLead(
                kind.prefix() + "-001", kind, "lead@example.com", "+12125550100", ZoneId.of("America/New_York"));
    }
}
