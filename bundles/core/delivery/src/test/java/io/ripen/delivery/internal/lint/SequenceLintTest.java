package io.ripen.delivery.internal.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.internal.wording.Closing;
import io.ripen.message.Hint;
import io.ripen.sequence.SequenceSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceLintTest {
    private static final Closing ADDS = new Closing("Reply STOP to opt out.", "Unsubscribe:");
    private static final String GOOD_SMS = "{{team.name}}: Hi {{contact.first_name|there}}, shall I call?";
    private static final String MAIL = "Subject: A word about your question\n\nHi {{contact.first_name|there}},\n\n";

    @Test
    void aGoodTextHasNoHints() {
        assertThat(sms(GOOD_SMS)).isEmpty();
        assertThat(email(MAIL + "One.\n\nTwo.\n\nThree.\n\nBest wishes\n{{team.name}}\n\nBye: {{unsubscribe}}"))
                .isEmpty();
    }

    @Test
    void aTextOverOneSegmentIsNamedWithItsCount() {
        Hint hint = only("sms-one-segment", sms(GOOD_SMS + " " + "word ".repeat(20)));
        assertThat(hint.message()).contains("2 segments");
        assertThat(hint.step()).isEqualTo("hello");
        assertThat(hint.file()).isEqualTo("hello.sms");
    }

    @Test
    void theOptOutLineThatIsAddedCountsAsWell() {
        String fits = "{{team.name}}: " + "w".repeat(120);
        assertThat(rules(sms(fits))).containsExactly("sms-one-segment");
        assertThat(rules(sms(fits + ". STOP to opt out."))).isEmpty();
    }

    @Test
    void aCurlyQuoteIsSaidToCostASegment() {
        Hint hint = only("sms-one-segment", sms("{{team.name}}: it’s " + "w".repeat(60) + " STOP to opt out."));
        assertThat(hint.reason()).contains("Plain quotes");
    }

    @Test
    void aTextFromNobodyIsNamed() {
        assertThat(rules(sms("Hi {{contact.first_name|there}}, shall I call? {{team.name}}. " + "STOP to opt out.")))
                .isEmpty();
        assertThat(rules(sms("Hi there, shall I call you this week about what you asked? {{team.name}}")))
                .containsExactly("sms-business-name");
        assertThat(rules(sms("{{team.business_name}}: shall I call?"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{team.name}}: Shall I call? Or do you call?",
                "{{team.name}}: {{#link.a}}https://a.example{{/link.a}} {{#link.b}}https://b.example{{/link.b}}",
                "{{team.name}}: https://a.example or https://b.example"
            })
    void moreThanOneThingToDoIsNamed(String text) {
        assertThat(rules(sms(text))).contains("one-call-to-action");
    }

    @Test
    void anAddressWithAQuestionMarkAsksNothing() {
        assertThat(sms("{{team.name}}: shall we? https://a.example/?b=c")).isEmpty();
    }

    @Test
    void noWayOutIsNamedOnlyWhereNoneIsAdded() {
        assertThat(rules(SequenceLint.with(Closing.NONE).hints(one("sms", GOOD_SMS))))
                .containsExactly("sms-opt-out");
        assertThat(SequenceLint.with(Closing.NONE).hints(one("sms", GOOD_SMS + " STOP to opt out.")))
                .isEmpty();
    }

    @Test
    void moreThanOnePersonalFieldIsNamed() {
        Hint hint = only(
                "one-personal-field", sms("{{team.name}}: {{contact.first_name|Hi}}, how is {{company.name|it}}?"));
        assertThat(hint.message()).contains("company.name, contact.first_name");
    }

    @Test
    void aMailThatBeginsWithNobodyIsNamed() {
        assertThat(rules(email("Subject: Hello you there\n\nHi there,\n\nOne.")))
                .containsExactly("email-personal-first-line");
    }

    @Test
    void aLongMailIsNamed() {
        assertThat(rules(email(MAIL + "One.\n\nTwo.\n\nThree.\n\nFour.\n\nBest\n{{team.name}}")))
                .containsExactly("email-short");
        assertThat(rules(email(MAIL + "word ".repeat(80)))).containsExactly("email-short");
    }

    @Test
    void twoLinksInAMailAreOneTooManyAndTheWayOutIsNone() {
        assertThat(rules(email(MAIL + "https://a.example\n\nhttps://b.example\n\n{{unsubscribe}}")))
                .containsExactly("one-call-to-action");
    }

    @Test
    void aVoicemailOfMoreThanHalfAMinuteIsNamed() {
        assertThat(hints("call", "Script:\nHi.\n\nVoicemail:\n" + "word ".repeat(75)))
                .isEmpty();
        Hint hint = only("voicemail-30-seconds", hints("call", "Script:\nHi.\n\nVoicemail:\n" + "word ".repeat(100)));
        assertThat(hint.message()).contains("100 words, about 40 seconds");
    }

    @Test
    void tooFewTooManyAndTooDenseTouchesAreNamed() {
        String tag = "<to id='t' uri='contact:tag?add=Done'/>";
        assertThat(route(touches(4, 5) + tag)).containsExactly("touches-in-time"); // 4 in 15 days
        assertThat(route(touches(6, 3) + tag)).isEmpty(); // 6 in 15 days
        assertThat(route(touches(6, 1) + tag)).containsExactly("touches-in-time"); // 6 in 5 days
        assertThat(route(touches(9, 3) + tag)).containsExactly("touches-in-time"); // 9 in 24 days
        assertThat(route(touches(12, 7) + tag)).isEmpty(); // 12 in 77 days
        assertThat(route(touches(20, 3) + tag)).containsExactly("touches-in-time"); // 10 in any 30 days
    }

    @Test
    void branchesAreOneTouchAndBeginAtTheSameTime() {
        String choice = "<choice><when><simple>true</simple><to id='x' uri='sms:x'/><to uri='wait:1 day'/></when>"
                + "<otherwise><to uri='wait:20 days'/><to id='y' uri='email:y?number=1'/></otherwise></choice>";
        ReadRoute read = ReadRoute.of(xml(choice + "<to id='z' uri='sms:z'/>"));
        assertThat(read).isNotNull();
        assertThat(read.lastNumber()).isEqualTo(2);
        assertThat(read.days()).isEqualTo(20);
    }

    @Test
    void threeTouchesByOneChannelAreNamed() {
        String tag = "<to id='t' uri='contact:tag?add=Done'/>";
        assertThat(route("<to id='a' uri='sms:a'/><to id='b' uri='sms:b'/><to id='c' uri='email:c'/>" + tag))
                .isEmpty();
        assertThat(route("<to id='a' uri='sms:a'/><to id='b' uri='sms:b'/><to id='c' uri='sms:c'/>" + tag))
                .containsExactly("channels-alternate");
    }

    @Test
    void aSecondCallAtTheSameHourIsNamed() {
        String tag = "<to id='t' uri='contact:tag?add=Done'/>";
        assertThat(route("<to id='a' uri='call:a'/><to uri='wait:2 days'/><to id='b' uri='call:b'/>" + tag))
                .containsExactly("second-call-other-hour");
        assertThat(route("<to id='a' uri='call:a'/><to uri='wait:2 days'/><to id='b' uri='call:b?other-hour-than=a'/>"
                        + tag))
                .isEmpty();
    }

    @Test
    void noTagAtTheEndIsNamed() {
        assertThat(route("<to id='a' uri='sms:a'/><to id='b' uri='email:b'/>")).containsExactly("end-tag");
        assertThat(route("<to id='t' uri='contact:tag?add=Begun'/><to id='a' uri='sms:a'/><to id='b' uri='email:b'/>"))
                .containsExactly("end-tag");
        assertThat(route("<to id='t' uri='contact:tag?add=Steered'/>")).isEmpty();
    }

    @Test
    void whatIsNoXmlIsLeftToDeployment() {
        assertThat(SequenceLint.with(ADDS).hints(new SequenceSource("a.xml", "<routes><route", Map.of())))
                .isEmpty();
        assertThat(SequenceLint.with(ADDS)
                        .hints(new SequenceSource(
                                "a.xml",
                                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><route id='a'>&x;</route>",
                                Map.of())))
                .isEmpty();
    }

    private static String touches(int count, int daysBetween) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(i == 0 ? "" : "<to uri='wait:" + daysBetween + " days'/>")
                    .append("<to id='t" + i + "' uri='" + (i % 2 == 0 ? "sms" : "email") + ":t" + i + "'/>");
        }
        return all.toString();
    }

    private static List<String> route(String steps) {
        return rules(SequenceLint.with(ADDS).hints(new SequenceSource("a.xml", xml(steps), Map.of())));
    }

    private static String xml(String steps) {
        return "<routes><route id='a'><from uri='sequence:a?on=tag.added'/>" + steps + "</route></routes>";
    }

    private static List<Hint> sms(String text) {
        return hints("sms", text);
    }

    private static List<Hint> email(String text) {
        return hints("email", text);
    }

    private static List<Hint> hints(String channel, String text) {
        return SequenceLint.with(ADDS).hints(one(channel, text));
    }

    private static SequenceSource one(String channel, String text) {
        return new SequenceSource(
                "a.xml",
                xml("<to id='hello' uri='" + channel + ":hello'/>"),
                new TreeMap<>(Map.of("hello." + channel, text)));
    }

    private static List<String> rules(List<Hint> hints) {
        return hints.stream().map(Hint::rule).toList();
    }

    private static Hint only(String rule, List<Hint> hints) {
        assertThat(rules(hints)).containsExactly(rule);
        return hints.get(0);
    }
}
