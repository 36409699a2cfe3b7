package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactImport;
import io.ripen.crm.ContactImport.Options;
import io.ripen.event.Event;
import io.ripen.event.EventRule.Occurrence;
import io.ripen.event.EventSource;
import io.ripen.policy.ConsentRecord;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An opt-out is kept by number and address, so no new contact can take it back. */
class OptedOutImportTest {
    private static final Options OPTIONS = new Options(TeamId.DEFAULT, Set.of(), "csv");

    private final CrmFixture crm = new CrmFixture();
    private final SuppressionList suppressions = new SuppressionList(crm.stores, new ConsentBook(crm.stores));

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void a_reimported_or_duplicate_contact_stays_opted_out() throws IOException {
        Contact before = crm.create(CrmFixture.draft("jo.doe@gmail.com", "+1 (415) 555-0100"));
        crm.stores.transactions().call(work -> {
            suppressions.add(work, AddressKind.PHONE, "+14155550100", "STOP");
            suppressions.add(work, AddressKind.EMAIL, "jo.doe@gmail.com", "STOP");
            return crm.projection.delete(work, before.id());
        });
        ContactImport.Result result = crm.csv.run(Actor.part("the test"), new StringReader("""
                firstName,phone,email,sms consent
                Jo,4155550100,JoDoe+new@googlemail.com,1
                Jo again,(415) 555-0100,j.o.doe@gmail.com,yes
                """), OPTIONS, rows -> {});
        assertThat(result.warnings())
                .as("what the result says of each row")
                .extracting(each -> each.line() + " " + each.field())
                .containsExactly("2 email", "2 phone", "3 email", "3 phone");
        assertThat(result.warnings().get(0).message()).contains("nothing is sent to this address: STOP");
        List<Contact> imported =
                crm.stores.transactions().call(work -> crm.stores.contacts().list(work, Scope.all(), 0, 10));
        assertThat(imported).isNotEmpty();
        for (Contact each : imported) {
            assertThat(suppressions.find(AddressKind.PHONE, each.phoneE164()))
                    .as(each.phone())
                    .isPresent();
            assertThat(suppressions.find(AddressKind.EMAIL, each.email()))
                    .as(each.email())
                    .isPresent();
        }
    }

    @Test
    void consent_of_an_import_is_kept_as_a_record() throws IOException {
        crm.csv.run(Actor.part("the test"), new StringReader("""
                firstName,phone,sms consent
                Jo,4155550100,1
                Bo,4155550101,0
                """), OPTIONS, rows -> {});
        ConsentBook book = new ConsentBook(crm.stores);
        List<Occurrence> created = new ArrayList<>();
        for (Event each : crm.intake.received) {
            created.add(new Occurrence(each, crm.find(each.contact())));
        }
        crm.stores.transactions().call(work -> {
            new ConsentEvents(book).apply(work, created);
            return null;
        });
        assertThat(created.get(0).event().source()).isEqualTo(EventSource.IMPORT);
        assertThat(created.stream()
                        .flatMap(each ->
                                book.of(Actor.part("the test"), each.contact().id()).stream())
                        .map(ConsentRecord::toString))
                .hasSize(2)
                .anyMatch(record -> record.contains("+14155550100") && record.contains("state=IN, source=import"))
                .anyMatch(record -> record.contains("+14155550101") && record.contains("state=OUT, source=import"));
    }
}
