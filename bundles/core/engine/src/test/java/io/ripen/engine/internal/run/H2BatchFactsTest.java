package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.enroll.Zones;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a batch of leads is asked for costs the same however many there are. */
class H2BatchFactsTest extends EngineScenario {
    H2BatchFactsTest() {
        super(TestDatabase.H2);
    }

    private long statementsFor(int leads) {
        List<Contact> contacts = contacts(leads, "Ann");
        contacts.forEach(each -> enroll("nurture", each));
        return stores.transactions().call(work -> {
            List<EnrollmentRow> runs = stores.enrollments()
                    .ofContacts(
                            work,
                            contacts.stream().map(each -> each.id().value()).collect(Collectors.toSet()),
                            null);
            assertThat(runs).hasSize(leads);
            BatchFacts facts = BatchFacts.within(stores, new Zones(stores), work, runs);
            long before = stores.statistics().statements();
            assertThat(runs).extracting(facts::zone).hasOnlyElementsOfType(ZoneId.class);
            return stores.statistics().statements() - before;
        });
    }

    @Test
    void the_calendars_of_a_batch_are_read_at_once() {
        sequences.deploy(nurture());
        assertThat(statementsFor(20)).isEqualTo(statementsFor(1));
    }
}
