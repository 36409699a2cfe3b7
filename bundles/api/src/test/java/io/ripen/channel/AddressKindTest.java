package io.ripen.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.policy.Blocks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The key of an address")
class AddressKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "annlead@gmail.com",
                "Ann.Lead@Gmail.com",
                "a.n.n.l.e.a.d+cars@googlemail.com",
                " annlead@gmail.com. ",
                "annlead+x+y@GMAIL.COM"
            })
    void all_spellings_of_a_gmail_box_have_one_key(String spelling) {
        assertThat(AddressKind.EMAIL.key(spelling)).isEqualTo("annlead@gmail.com");
        assertThat(Blocks.address(AddressKind.EMAIL, spelling)).isEqualTo("email:annlead@gmail.com");
    }

    @ParameterizedTest
    @CsvSource({
        "Ann.Lead+x@Example.com,ann.lead+x@example.com",
        "ann.lead+x@outlook.com,ann.lead@outlook.com",
        "Ann@BÜCHER.example,ann@xn--bcher-kva.example",
        "+@gmail.com,+@gmail.com",
        "not an address,not an address"
    })
    void elsewhere_only_what_the_provider_says_it_ignores_is_left_out(String given, String key) {
        assertThat(AddressKind.EMAIL.key(given)).isEqualTo(key);
        assertThat(AddressKind.EMAIL.key(key)).as("the key of a key").isEqualTo(key);
    }

    @Test
    void a_number_stays_as_it_is() {
        assertThat(AddressKind.PHONE.key(" +14155550100")).isEqualTo("+14155550100");
    }
}
