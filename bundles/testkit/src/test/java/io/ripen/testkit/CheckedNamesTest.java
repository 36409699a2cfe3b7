package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.message.Hint;
import io.ripen.sequence.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the triggers, steps and channels that ship. */
@DisplayName("The check of a sequence knows names")
class CheckedNamesTest {
    private static final Map<String, String> TEMPLATES = Map.of(
            "hello.email",
            "Subject: Hello\n\n{{#link.pricing}}https://acme.example/pricing{{/link.pricing}} and"
                    + " {{#link.case-study}}https://acme.example/case{{/link.case-study}}\n",
            "offer.email",
            "Subject: Offer\n\n{{#link.offer}}https://acme.example/offer{{/link.offer}}\n",
            "hello.sms",
            "Hello",
            "ring.call",
            "Ring",
            "named.sms",
            "Hello\n{{variable.opener|}} {{variables.size.of|}} {{variable.opner|x}} {{#variable.sise}}big{{/variable.sise}}",
            "known.sms",
            "{{variable.opener|}} {{variable.size|}} {{contact.own_field|}} {{! variable.gone }}");
    private static final String STEPS = """
        <to id="ab" uri="split:opener?a=50&amp;b=50"/>
        <to id="hello" uri="email:hello"/>
        <to id="wait-click" uri="wait:for?on=link.clicked,webinar.joined&amp;link=pricing&amp;timeout=3 days"/>
        <to id="ring" uri="call:ring"/>
        <to id="text" uri="sms:hello?onFail=channel:email"/>
        <to id="way" uri="path:urgent?pace=0.5"/>
        <setVariable id="keep" name="size"><simple>${body.company.size}</simple></setVariable>
        <to id="pause" uri="wait:1 day"/>
        %s
        <to id="last" uri="email:offer"/>
        """;
    private static SequenceTester tester;

    @BeforeAll
    static void open() {
        tester = SequenceTester.of(file(filter("${body.hasTag('VIP')}")), TEMPLATES);
    }

    @AfterAll
    static void close() {
        tester.close();
    }

    private static String file(String step) {
        return """
            <routes xmlns="http://camel.apache.org/schema/xml-io">
            <route id="story">
            <from uri="sequence:story?on=contact.created&amp;exitOn=opt-out"/>
            """ + STEPS.formatted(step) + "</route>\n</routes>\n";
    }

    private static String filter(String condition) {
        return "<filter id=\"f\"><simple>"
                + condition.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                + "</simple><to id=\"in\" uri=\"contact:tag?add=X\"/></filter>";
    }

    private static List<Problem> problems(String step) {
        return tester.tryEdit(unused -> file(step));
    }

    private static void assertRefused(String step, String message, String cure) {
        assertThat(problems(step)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.cure()).contains(cure);
            assertThat(problem.line()).isEqualTo(12);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // the four that were accepted in silence
                "${variable.opner} == 'a' | sets the variable 'opner' | Did you mean 'opener'?",
                "${body.came('wait-clik')} == 'timeout' | asks a step that is not in this file | Did you mean"
                        + " 'wait-click'?",
                "${body.came('wait-click')} == 'link.cliked' | is never 'link.cliked' | Did you mean 'link.clicked'?",
                // and their relatives
                "${variable.opener} == 'c' | The variable 'opener' is never 'c' | It can be: a, b",
                "'d' == ${variable.opener} | The variable 'opener' is never 'd' | It can be: a, b",
                "${variable.opener} in 'a,bb' | is never 'bb' | It can be: a, b",
                "${variable.Opener} == 'a' | sets the variable 'Opener' | Did you mean 'opener'?",
                "${variable.sise} > 500 | sets the variable 'sise' | Did you mean 'size'?",
                "${body.came('wait-click')} | - | -",
                "${body.came('pause')} == 'timeout' | waits for nothing to come | Steps that wait for something: ring,"
                        + " wait-click",
                "${body.came('wait-click')} == 'webinar.joind' | is never 'webinar.joind' | Did you mean"
                        + " 'webinar.joined'?",
                "${body.came('wait-click')} != 'timout' | is never 'timout' | Did you mean 'timeout'?",
                "${body.outcome('rng')} == 'reached' | asks a step that is not in this file | Did you mean 'ring'?",
                "${body.outcome('pause')} == 'sent' | asks a step that sends nothing | Messages and calls: hello",
                "${body.outcome('text')} == 'send' | is never 'send' | Did you mean 'sent'?",
                "${body.outcome('text.emial')} == 'sent' | not in this file | Did you mean 'text.email'?",
                "${body.outcome('ring')} == 'voicmail' | not among the usual ones | Did you mean 'voicemail'?",
                "${body.outcome('ring')} == 'noanswer' | not among the usual ones | Did you mean 'no-answer'?",
                "${body.opened('helo')} | asks a step that is not in this file | Did you mean 'hello'?",
                "${body.opened('wait-click')} | sends nothing | Messages and calls",
                "${body.clicked('prcing')} | which no message of this sequence has | Did you mean 'pricing'?",
                "${body.clicked('case_study')} | which no message of this sequence has | Did you mean 'case-study'?",
                "${body.path} == 'urgnt' | is never 'urgnt' | Did you mean 'urgent'?",
                "${body.getPath()} != 'slow' | is never 'slow' | It can be: urgent",
                "${body.hasTag('VIP')} && ${body.came('wait-clck')} == 'timeout' | not in this file | Did you mean"
                        + " 'wait-click'?",
                "${body.visits('/pricing', '5 dyas')} > 2 | the time cannot be read | '5 days'",
            })
    void in_conditions(String condition, String message, String cure) {
        if (message.equals("-")) {
            return; // gives a value and not yes or no, which is told elsewhere
        }
        assertRefused(filter(condition), message, cure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<to id=~w~ uri=~wait:for?on=link.clicked&amp;link=prcing&amp;timeout=1 day~/> | click at the link"
                        + " 'prcing' | Did you mean 'pricing'?",
                "<to id=~w~ uri=~wait:for?on=message.opened&amp;step=helo&amp;timeout=1 day~/> | message of step"
                        + " 'helo' | Did you mean 'hello'?",
                "<to id=~w~ uri=~wait:until?event=appointment.boked&amp;data=start~/> | a letter away from"
                        + " 'appointment.booked' | Did you mean",
                "<log id=~w~ message=~The variant is ${variable.opner}~/> | sets the variable 'opner' | Did you mean"
                        + " 'opener'?",
                "<setVariable id=~w~ name=~x~><simple>${variable.opener}${variable.siez}</simple></setVariable> | sets"
                        + " the variable 'siez' | Did you mean 'size'?",
            })
    void elsewhere(String step, String message, String cure) {
        assertRefused(step.replace('~', '"'), message, cure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exitOn=replly | 'replly', which is but a letter away from 'reply' | Did you mean 'reply'?",
                "goal=purchas | a letter away from 'purchase' | Did you mean 'purchase'?",
                "goal=appointment.bookd,deal.won | a letter away from 'appointment.booked' | Did you mean",
            })
    void in_what_ends_a_run(String option, String message, String cure) {
        String xml = file("<to id=\"in\" uri=\"contact:tag?add=X\"/>").replace("exitOn=opt-out", option);
        assertThat(tester.tryEdit(unused -> xml)).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.cure()).contains(cure);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${variable.opener} == ' A '",
                "${variable.opener} == ''",
                "${variable.opener} == null",
                "${variable.size} == '17'",
                "${body.came('wait-click')} == 'Webinar.Joined'",
                "${body.came('ring')} == 'call.completed'",
                "${body.outcome('ring')} == 'No-Answer'",
                "${body.outcome('text.email')} == 'sent'",
                "${body.clicked('Pricing')}",
                "${body.clicked('offer')}",
                "${body.path} == 'urgent' || ${body.stage} == 'urgnt'",
                "${body.field('opner')} == 'a'",
                "${variable.opener} regex '[a-c]'",
                "${variable.opener} contains 'c'",
                "${body.visits('/pricing', '5 days')} > 2",
            })
    void what_is_right_is_neither_refused_nor_hinted_at(String condition) {
        assertThat(problems(filter(condition))).isEmpty();
        assertThat(tester.unknownNames()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "${variable.campaign} == 'spring' | unknown-variable | sets the variable 'campaign'",
                "${body.clicked('brochure')} | unknown-link | 'brochure', which no message of this sequence has",
                "${body.clicked('pricing2')} | unknown-link | 'pricing2'",
                "${body.outcome('ring')} == 'callback-agreed' | unknown-outcome | 'callback-agreed'",
                "${header.X-Trial} == 'a' | unknown-header | sets the header 'X-Trial'",
            })
    void what_may_come_from_elsewhere_is_a_hint(String condition, String rule, String message) {
        assertThat(problems(filter(condition))).isEmpty();
        assertThat(tester.unknownNames()).singleElement().satisfies(hint -> {
            assertThat(hint.rule()).isEqualTo(rule);
            assertThat(hint.message()).contains(message);
            assertThat(hint.reason()).isNotBlank();
            assertThat(hint.step()).isEqualTo("f");
            assertThat(hint.line()).isEqualTo(12);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "call:ring?other-hour-than=rng | 'rng' names a step that is not in this file | Did you mean 'ring'?",
                "call:ring?other-hour-than=Ring | 'Ring' names a step that is not in this file | Did you mean 'ring'?",
                "call:ring?other-hour-than=rign | 'rign' names a step | Steps of this file that go by call: f, ring",
            })
    void in_the_call_that_another_one_asks_the_hour_of(String uri, String message, String cure) {
        assertRefused(touch(uri), message, cure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "call:ring?other-hour-than=day-1-call | unknown-step | 'day-1-call' names a step that is not in | Steps of"
                        + " this file that go by call: f, ring",
                "call:ring?other-hour-than=text | unknown-step | 'text' names a step that does not go by call: | Steps of",
                "enrollment:move?to=stroy | unknown-sequence | names the sequence 'stroy' | Did you mean 'story'?",
                "enrollment:enroll?sequence=nurture | unknown-sequence | enrollment:enroll names the sequence 'nurture' |"
                        + " Until it is deployed, no lead can be in it.",
                "enrollment:remove?from=story,storys | unknown-sequence | the sequence 'storys' | Did you mean 'story'?",
                "enrollment:stop?sequence=story-2 | unknown-sequence | enrollment:stop names | Sequences: story.",
            })
    void in_what_a_step_names_outside_of_the_file_is_a_hint(String uri, String rule, String message, String reason) {
        assertThat(problems(touch(uri))).isEmpty();
        assertThat(tester.unknownNames()).singleElement().satisfies(hint -> {
            assertThat(hint.rule()).isEqualTo(rule);
            assertThat(hint.message()).contains(message);
            assertThat(hint.reason()).contains(reason);
            assertThat(hint.step()).isEqualTo("f");
            assertThat(hint.line()).isEqualTo(12);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call:ring?other-hour-than=ring",
                "enrollment:remove?from=all",
                "enrollment:stop",
                "enrollment:enroll?sequence=story",
                "sms:known",
            })
    void names_of_steps_and_sequences_that_are_there_are_right(String uri) {
        assertThat(problems(touch(uri))).isEmpty();
        assertThat(tester.unknownNames()).isEmpty();
    }

    @Test
    void a_variable_in_a_message_that_nothing_sets_is_a_hint_in_its_line() {
        assertThat(problems(touch("sms:named"))).isEmpty();
        assertThat(tester.unknownNames())
                .extracting(Hint::toString)
                .containsExactly(
                        "named.sms:2 [unknown-variable] The message names the variable 'opner', and nothing in story.xml"
                                + " sets it. Did you mean {{variable.opener}}? It has a value only when a program gives"
                                + " one as it enrolls the lead. Set here: opener, size.",
                        "named.sms:2 [unknown-variable] The message names the variable 'sise', and nothing in story.xml"
                                + " sets it. Did you mean {{variable.size}}? It has a value only when a program gives"
                                + " one as it enrolls the lead. Set here: opener, size.");
    }

    private static String touch(String uri) {
        return "<to id=\"f\" uri=\"" + uri + "\"/>";
    }

    @Test
    void an_event_that_a_business_invented_may_be_waited_for_and_asked_for() {
        assertThat(problems("<to id=\"own\" uri=\"wait:for?on=loyalty.card-used&amp;timeout=1 day\"/>"
                        + filter("${body.came('own')} == 'loyalty.card-used'")))
                .isEmpty();
        assertThat(tester.unknownNames()).isEmpty();
        assertThat(tester.tryEdit(xml ->
                        xml.replace("exitOn=opt-out", "exitOn=opt-out,purchased,loyalty.card-lost&amp;goal=upsold")))
                .isEmpty();
    }

    @Test
    void a_wait_for_a_click_at_what_is_sent_only_later_is_a_hint() {
        assertThat(problems("<to id=\"w\" uri=\"wait:for?on=link.clicked&amp;link=offer&amp;timeout=1 day\"/>"))
                .isEmpty();
        assertThat(tester.unknownNames()).extracting(Hint::rule).containsExactly("link-comes-later");
    }

    @Test
    void a_jump_back_brings_a_lead_behind_that_message_to_the_wait() {
        String xml = file("<to id=\"w\" uri=\"wait:for?on=link.clicked&amp;link=offer&amp;timeout=1 day\"/>")
                .replace(
                        "</route>",
                        filter("${body.hasTag('Again')}")
                                        .replace("\"in\" uri=\"contact:tag?add=X\"", "\"back\" uri=\"goto:pause\"")
                                + "</route>");
        assertThat(tester.tryEdit(unused -> xml)).isEmpty();
        assertThat(tester.unknownNames()).isEmpty();
    }
}
