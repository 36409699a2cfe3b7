package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.team.TeamId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number behind a switchboard is called and not texted. */
class AddresseeTest {

    private record Phone(boolean reachesExtensions) implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.PHONE;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "415 555 2671 x123, false",
        "+1 (415) 555-2671 ext. 12, false",
        "+14155552671;ext=9, false",
        "4155552671 #44, false",
        "415-555-2671 extension 7, false",
        "415 555 2671, true",
        "+1-415-555-2671, true"
    })
    void a_number_with_an_extension_is_called_and_not_texted(String phone, boolean texted) {
        Contact contact = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                null,
                null,
                null,
                phone,
                "+14155552671",
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
        assertThat(Addressee.address(new Phone(true), contact)).isEqualTo("+14155552671");
        assertThat(Addressee.address(new Phone(false), contact)).isEqualTo(texted ? "+14155552671" : null);
        if (!texted) {
            assertThat(Addressee.missing(new Phone(false), contact))
                    .contains(phone)
                    .contains("called, and not texted");
        }
    }
}
