package io.ripen.routes;

import static io.ripen.testkit.SequenceTester.days;
import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.testkit.SequenceTester;
import io.ripen.testkit.TestLead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each kind of lead gets of every shipped sequence that writes more than once, over its whole time: the same promise for
 * all of them. What only one of them does is in the tests of its own.
 */
class EveryKindOfLeadTest {
    private static final List<String> SEQUENCES = List.of(
            "b2b-90-day",
            "core-nurture-31-day",
            "follow-up-14-day-7-touch",
            "fresh-lead-sms",
            "new-lead-14-day",
            "re-engagement-sms",
            "sales-ready-7-day",
            "warm-lead-sms");

    /** Longer than any of them. */
    private static final int LONG = 200;

    private static final Set<String> OVER = Set.of("COMPLETED", "STOPPED");

    static Stream<String> sequences() {
        return SEQUENCES.stream();
    }

    static Stream<Arguments> endings() {
        return SEQUENCES.stream()
                .flatMap(id -> Stream.of("reply", "mail", "booking", "opt-out").map(what -> Arguments.of(id, what)));
    }

    private static SequenceTester tester(String id) {
        return SequenceTester.of(Path.of("sequences", id));
    }

    private static TestLead ann() {
        return lead("Ann")
                .email("ann@acme.example")
                .phone("+12125550101")
                .owner("kim@example.com")
                .source("website")
                .company("Acme", 120, "software");
    }

    /** The two forms of a mail that is tried in two forms are one touch: which of them a lead gets goes by its id. */
    private static List<String> steps(SequenceTester tester) {
        return tester.messages().stream()
                .map(message -> message.channel() + ":" + message.step())
                .map(touch -> touch.replaceFirst("-question$", ""))
                .toList();
    }

    private static String state(SequenceTester tester) {
        return tester.enrollment().state().name();
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void who_never_answers_and_opens_nothing_gets_each_touch_once_and_then_it_is_over(String id) {
        try (SequenceTester tester = tester(id)) {
            tester.enroll(ann()).advance(days(LONG));
            assertThat(steps(tester)).hasSizeGreaterThanOrEqualTo(2).doesNotHaveDuplicates();
            assertThat(state(tester)).isEqualTo("COMPLETED");
            tester.advance(days(LONG)).assertNothingSent();
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void on_day_2_it_is_over_for_good(String id, String what) {
        Consumer<SequenceTester> happens = switch (what) {
            case "reply" -> story -> story.reply("Yes, call me");
            case "mail" -> story -> story.replyByMail("Please call me");
            case "booking" ->
                story -> story.book(story.enrollment().enrolledAt().plus(days(5)));
            default -> story -> story.event("opt-out");
        };
        try (SequenceTester silent = tester(id);
                SequenceTester tester = tester(id)) {
            silent.enroll(ann()).advance(days(2));
            happens.accept(tester.enroll(ann()).advance(days(2)));
            assertThat(steps(tester)).as("until then").isEqualTo(steps(silent)).isNotEmpty();
            assertThat(OVER).contains(state(tester));
            tester.advance(days(LONG)).assertNothingSent();
            assertThat(steps(tester)).isEqualTo(steps(silent));
        }
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void who_looks_at_the_prices_still_gets_no_touch_twice_and_an_end(String id) {
        try (SequenceTester tester = tester(id)) {
            tester.enroll(ann()).advance(days(2)).clickElsewhere("pricing").visit("/pricing");
            tester.advance(days(LONG));
            assertThat(steps(tester)).isNotEmpty().doesNotHaveDuplicates();
            assertThat(OVER).contains(state(tester));
        }
    }

    /** Where a touch has an hour of its own it is the lead's, and a weekend may lie in between. */
    @ParameterizedTest
    @MethodSource("sequences")
    void who_lives_in_another_zone_gets_the_same(String id) {
        try (SequenceTester here = tester(id);
                SequenceTester there = tester(id)) {
            here.enroll(ann()).advance(days(LONG));
            there.enroll(ann().timeZone("Australia/Sydney")).advance(days(LONG));
            assertThat(steps(there)).isEqualTo(steps(here));
            Instant last = there.messages().get(there.messages().size() - 1).plannedAt();
            Instant lastHere = here.messages().get(here.messages().size() - 1).plannedAt();
            assertThat(last).isBetween(lastHere.minus(days(4)), lastHere.plus(days(4)));
        }
    }
}
