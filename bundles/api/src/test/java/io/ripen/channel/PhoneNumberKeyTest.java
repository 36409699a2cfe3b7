package io.ripen.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberKeyTest {

    @ParameterizedTest
    @CsvSource({
        "+5215512345678,      +525512345678", // Mexico, as phones from before 2019 have it
        "+52 1 55 1234 5678,  +52 55 1234 5678",
        "+520445512345678,    +525512345678",
        "+5218112345678,      +528112345678", // Monterrey
        "+52016641234567,     +526641234567", // Tijuana, with the old long-distance prefix
        "+551187654321,       +5511987654321", // Brazil, São Paulo
        "+552199887766,       +5521999887766",
        "+55 11 8765-4321,    +55 (11) 98765-4321",
        "+5501187654321,      +5511987654321",
        "+55015118765 4321,   +5511987654321", // with the code of a carrier
        "+447700900123,       +4407700900123",
        "+44 0 7700 900123,   +44 7700 900123",
        "+44 (0)7700 900-123, 00447700900123",
        "+5491123456789,      +541123456789", // Argentina, Buenos Aires
        "+54 11 15 2345 6789, +54 9 11 2345 6789",
        "+540111523456789,    +5491123456789",
        "+54 351 15 612 3456, +54 9 351 612 3456", // Córdoba
        "+4901711234567,      +491711234567", // Germany
        "+49 (0) 171 1234567, +49 171 1234567",
        "+33 06 12 34 56 78,  +33612345678", // France
        "+330612345678,       +33 6 12 34 56 78",
        "+61 0412 345 678,    +61412345678", // Australia
        "+27 082 123 4567,    +27821234567", // South Africa
        "+353 087 123 4567,   +353871234567", // Ireland
        "+420 777 123 456,    +420777123456",
        "+7 8 912 345 67 89,  +79123456789", // Russia
        "+36 06 20 123 4567,  +36201234567", // Hungary
        "+1 1 415 555 0100,   +14155550100",
        "+22997123456,        +2290197123456", // Benin, since November 2024
        "+91 098765 43210,    +919876543210",
        "+6421 123 4567,      +64 021 123 4567", // New Zealand
    })
    void one_number_in_two_spellings(String one, String other) {
        assertThat(AddressKind.PHONE.key(one)).isEqualTo(AddressKind.PHONE.key(other));
        assertThat(AddressKind.PHONE.key(AddressKind.PHONE.key(one))).isEqualTo(AddressKind.PHONE.key(one));
    }

    @ParameterizedTest
    @CsvSource({
        "+525512345678, +525512345679",
        "+551132345678, +5511932345678", // a landline has no ninth digit
        "+390612345678, +39612345678", // Italy keeps its 0
        "+3780549123456, +378549123456", // so does San Marino
        "+14155550100,  +4155550100",
        "+2250123456789, +225123456789", // ten digits since 2021; which of the old ones it was depends on the network
        "+541123456789, +541123456780",
        "+79123456789,  +78912345678",
    })
    void two_numbers_stay_two(String one, String other) {
        assertThat(AddressKind.PHONE.key(one)).isNotEqualTo(AddressKind.PHONE.key(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4155550100", "call me", "", "+", "+1", "12345", "+1 415 555 0100 ext. 5"})
    void what_is_no_number_with_a_country_code_stays_as_it_is(String text) {
        assertThat(AddressKind.PHONE.key(text)).isEqualTo(text.strip());
    }

    @Test
    void the_spellings_are_those_that_a_number_may_be_kept_under() {
        assertThat(AddressKind.PHONE.spellings("+5215512345678")).containsExactly("+525512345678", "+5215512345678");
        assertThat(AddressKind.PHONE.spellings("+551187654321")).containsExactly("+5511987654321", "+551187654321");
        assertThat(AddressKind.PHONE.spellings("+541123456789")).containsExactly("+541123456789", "+5491123456789");
        assertThat(AddressKind.PHONE.spellings("+14155550100")).containsExactly("+14155550100");
        assertThat(AddressKind.EMAIL.spellings("Ann.Lead@Gmail.com")).containsExactly("annlead@gmail.com");
    }
}
