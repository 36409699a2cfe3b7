package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Suppressions.Suppression;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was kept under an old spelling of a number is found under each of them. */
class OldSpellingsTest {
    private final CrmFixture crm = new CrmFixture();
    private final SuppressionList suppressions = new SuppressionList(crm.stores, new ConsentBook(crm.stores));
    private final ConsentBook book = new ConsentBook(crm.stores);

    @AfterEach
    void close() {
        crm.close();
    }

    /** As an earlier version kept it, which compared E.164. */
    private void keptEarlier(String number) {
        crm.stores.transactions().call(work -> {
            crm.stores.suppressions().add(work, new Suppression(AddressKind.PHONE, number, "STOP", CrmFixture.NOW));
            crm.stores.consents().insert(work, List.of(record(number, State.OUT, 0)));
            return null;
        });
    }

    private static ConsentRecord record(String number, State state, long seconds) {
        return new ConsentRecord(
                AddressKind.PHONE,
                number,
                "sms",
                state,
                "sms",
                "STOP",
                CrmFixture.NOW.plusSeconds(seconds),
                null,
                null,
                null);
    }

    @ParameterizedTest
    @CsvSource({
        "+5215512345678, +525512345678",
        "+525512345678, +5215512345678",
        "+551181234567, +5511981234567",
        "+5511981234567, +551181234567",
        "+5491123456789, +541123456789",
        "+541123456789, +5491123456789",
        "+22997123456, +2290197123456"
    })
    void suppressionAndConsentAreFound(String kept, String asked) {
        keptEarlier(kept);
        assertThat(suppressions.find(AddressKind.PHONE, asked)).isPresent();
        ConsentRecord found = crm.stores
                .transactions()
                .call(work -> book.newest(work, AddressKind.PHONE, "sms", List.of(asked)))
                .get(asked);
        assertThat(found).isNotNull();
        assertThat(found.state()).isEqualTo(State.OUT);
    }

    @ParameterizedTest
    @CsvSource({"+5215512345678, +525512345678", "+551181234567, +5511981234567", "+5491123456789, +541123456789"})
    void theNewestCountsUnderWhicheverSpelling(String kept, String asked) {
        keptEarlier(kept);
        ConsentRecord newest = crm.stores.transactions().call(work -> {
            book.keep(work, List.of(record(asked, State.IN, 60)));
            return book.newest(work, AddressKind.PHONE, "sms", List.of(asked)).get(asked);
        });
        assertThat(newest.state()).isEqualTo(State.IN);
    }

    @ParameterizedTest
    @CsvSource({"+5215512345678, +525512345678", "+551181234567, +5511981234567", "+5491123456789, +541123456789"})
    void theContactsRecordsAndTheNoticeAreFoundAndAllIsTakenBack(String kept, String asked) {
        keptEarlier(kept);
        Contact contact = crm.create(CrmFixture.draft("ann@example.com", asked));
        assertThat(book.of(Actor.part("the test"), contact.id()))
                .extracting(ConsentRecord::address)
                .containsExactly(kept);
        crm.stores.transactions().call(work -> {
            suppressions.letPass(work, AddressKind.PHONE, asked, new MessageId(7));
            return null;
        });
        assertThat(suppressions.find(AddressKind.PHONE, asked))
                .hasValueSatisfying(each -> assertThat(each.notice()).isEqualTo(new MessageId(7)));
        boolean removed = crm.stores
                .transactions()
                .call(work -> suppressions.remove(work, AddressKind.PHONE, asked, "She agreed."));
        assertThat(removed).isTrue();
        assertThat(suppressions.find(AddressKind.PHONE, kept)).isEmpty();
    }
}
