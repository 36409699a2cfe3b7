package io.ripen.testkit;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a story chooses and what it may click at. */
class VariantsAndLinksTest {
    private static final String STORY = """
        <routes xmlns="http://camel.apache.org/schema/xml-io">
          <route id="story">
            <from uri="sequence:story"/>
            <to id="ab" uri="split:opener?a=50&amp;b=50"/>
            <choice id="which">
              <when><simple>${variable.opener} == 'a'</simple><to id="mail-a" uri="email:a"/></when>
              <otherwise><to id="mail-b" uri="email:b"/></otherwise>
            </choice>
            <to id="pause" uri="wait:for?on=link.clicked&amp;link=pricing&amp;timeout=3 days"/>
            <to id="last" uri="email:last"/>
          </route>
        </routes>
        """;
    private static final Map<String, String> TEMPLATES = Map.of(
            "a.email", "Subject: A\n\n{{#link.pricing}}https://acme.example/p{{/link.pricing}}",
            "b.email", "Subject: B\n\nNo link.",
            "last.email", "Subject: Last\n\n{{#link.booking}}https://acme.example/b{{/link.booking}}");

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void a_variant_is_chosen_on_purpose_and_counted(String variant) {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES).variant("opener", variant)) {
            for (String name : List.of("Ann", "Ben", "Cem", "Dan", "Eve")) {
                tester.enroll(lead(name)).assertMessages("email:mail-" + variant);
            }
            assertThat(tester.variants())
                    .filteredOn(each -> each.leads() > 0)
                    .singleElement()
                    .satisfies(each -> assertThat(each.variant()).isEqualTo(variant));
        }
    }

    @Test
    void both_arms_in_one_story() {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES)) {
            tester.variant("opener", "a").enroll(lead("Ann")).assertMessages("email:mail-a");
            tester.variant("opener", "b").enroll(lead("Ben")).assertMessages("email:mail-b");
        }
    }

    @Test
    void a_variant_that_is_not_there_fails() {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES)) {
            assertThatThrownBy(() -> tester.variant("opener", "c"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("has no variant 'c', but [a, b]");
            assertThatThrownBy(() -> tester.variant("opner", "a")).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void a_click_at_what_went_out_counts() {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES).variant("opener", "a")) {
            tester.enroll(lead("Ann")).click("pricing").advance(days(2)).assertSent("email", "last");
        }
    }

    @Test
    void a_click_at_a_link_that_no_message_to_the_lead_has_fails_with_the_nearest_name() {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES).variant("opener", "a")) {
            tester.enroll(lead("Ann"));
            assertThatThrownBy(() -> tester.click("prcing"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Did you mean 'pricing'?");
            assertThatThrownBy(() -> tester.click("booking")) // sent only later
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Links so far: [pricing]");
            tester.advance(days(3)).click("booking");
        }
    }

    @Test
    void a_click_in_another_sequences_message_is_said_to_be_one() {
        try (SequenceTester tester = SequenceTester.of(STORY, TEMPLATES).variant("opener", "b")) {
            tester.enroll(lead("Ann"))
                    .clickElsewhere("pricing")
                    .advance(days(2))
                    .assertSent("email", "last");
        }
    }
}
