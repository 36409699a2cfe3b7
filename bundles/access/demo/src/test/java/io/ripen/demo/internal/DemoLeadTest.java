package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoLeadTest {
    @Test
    void the_file_has_leads_of_every_kind() {
        assertThat(DemoLead.all().stream().map(DemoLead::kind).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(LeadKind.values());
    }

    @Test
    void nobody_shares_a_number_or_an_address_with_another() {
        List<DemoLead> all = DemoLead.all();
        assertThat(all).extracting(DemoLead::email).doesNotHaveDuplicates();
        assertThat(all.stream().map(DemoLead::phone).filter(phone -> !phone.isEmpty()))
                .doesNotHaveDuplicates();
    }

    @Test
    void nobody_in_the_file_is_real() {
        assertThat(DemoLead.all()).allSatisfy(lead -> {
            assertThat(lead.email()).endsWith("@example.com");
            assertThat(lead.phone())
                    .as("fiction numbers, and the ones that Twilio keeps for trying out refusals")
                    .matches("|\\+1\\d{3}55501\\d{2}|\\+1500555000\\d");
        });
    }

    @Test
    void a_kind_that_nobody_knows_is_refused() {
        assertThat(LeadKind.of("b2b-silent-003")).isEqualTo(LeadKind.B2B_SILENT);
        assertThatThrownBy(() -> LeadKind.of("loud-001")).hasMessageContaining("loud-001");
    }
}
