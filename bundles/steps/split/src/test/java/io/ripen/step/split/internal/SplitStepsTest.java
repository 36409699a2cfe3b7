package io.ripen.step.split.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.ripen.crm.ContactId;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Lead;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Effects;
import io.ripen.step.Step;
import io.ripen.team.TeamId;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitStepsTest {
    private final Map<String, Object> variables = new HashMap<>();
    private final List<Map.Entry<String, Double>> paths = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Test
    void aLeadGetsTheSameVariantInEveryRun() throws Exception {
        for (long contact = 1; contact <= 50; contact++) {
            String first = variant(contact, Map.of("a", "50", "b", "50"), Map.of());
            assertThat(variant(contact, Map.of("b", "50", "a", "50"), Map.of())).isEqualTo(first);
        }
    }

    /** Written down once, so that an upgrade that would move every lead to another variant fails here. */
    @Test
    void theVariantsOfTheFirstLeadsAreWhatTheyWere() throws Exception {
        StringBuilder variants = new StringBuilder();
        for (long contact = 1; contact <= 16; contact++) {
            variants.append(variant(contact, Map.of("a", "50", "b", "50"), Map.of()));
        }
        assertThat(variants).hasToString("aabbbbabaaaaaaaa");
    }

    @Test
    void theWeightsAreKeptClosely() {
        Map<String, Integer> counts = new HashMap<>();
        Variants variants = new Variants("subject", Map.of("a", 70, "b", 20, "c", 10));
        for (long contact = 1; contact <= 20_000; contact++) {
            counts.merge(variants.of(new ContactId(contact)), 1, Integer::sum);
        }

        assertThat(counts.get("a")).isBetween(13_700, 14_300);
        assertThat(counts.get("b")).isBetween(3_800, 4_200);
        assertThat(counts.get("c")).isBetween(1_850, 2_150);
    }

    @Test
    void twoSplitsOfOneLeadDoNotGoTogether() {
        Variants subject = new Variants("subject", Map.of("a", 1, "b", 1));
        Variants offer = new Variants("offer", Map.of("a", 1, "b", 1));
        int same = 0;
        for (long contact = 1; contact <= 10_000; contact++) {
            same += subject.of(new ContactId(contact)).equals(offer.of(new ContactId(contact))) ? 1 : 0;
        }

        assertThat(same).isBetween(4_800, 5_200);
    }

    @Test
    void inOneRunTheVariantStaysAlsoWhenTheWeightsChange() throws Exception {
        assertThat(variant(1, Map.of("a", "1", "b", "1000000"), Map.of("subject", "a")))
                .isNull();
        assertThat(variant(1, Map.of("a", "1", "b", "1000000"), Map.of("subject", "gone")))
                .isIn("a", "b");
    }

    @Test
    void theTimelineSaysWhichVariant() throws Exception {
        String variant = variant(1, Map.of("short", "1", "long", "1"), Map.of());

        assertThat(notes).containsExactly("The lead gets variant '" + variant + "' of the split 'subject'.");
    }

    @Test
    void recordsTheWayAndItsPace() throws Exception {
        new PathStep().prepare("urgent", Map.of("pace", "0.5")).run(lead(1, Map.of()), effects());
        new PathStep().prepare("standard", Map.of()).run(lead(1, Map.of()), effects());

        assertThat(paths).containsExactly(entry("urgent", 0.5), entry("standard", 1.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "split | subject | a=100            | has 1 variants: write 2 to 26",
                "split | subject | ''               | has 0 variants",
                "split | subject | a=50;b=0         | from 1 to 1000000, such as b=50",
                "split | subject | a=50;b=half      | from 1 to 1000000, such as b=50",
                "split | subject | a=50;b=-1        | from 1 to 1000000",
                "split | subject | a=50;2nd=50      | no good name",
                "split | ''      | a=50;b=50        | split:NAME?a=50&b=50",
                "split | my test | a=50;b=50        | split:NAME?a=50&b=50",
                "path  | urgent  | pace=0           | from 0.01 to 100",
                "path  | urgent  | pace=fast        | from 0.01 to 100",
                "path  | urgent  | pace=-1          | from 0.01 to 100",
                "path  | urgent  | speed=2          | no option 'speed': use pace",
                "path  | ''      | ''               | path:NAME",
            })
    void refusesWithTheOptionAndTheCure(String kind, String path, String options, String message) {
        Step step = kind.equals("split") ? new SplitStep() : new PathStep();
        Map<String, String> written = new LinkedHashMap<>();
        for (String option : options.isEmpty() ? new String[0] : options.split(";")) {
            String[] parts = option.split("=", 2);
            written.put(parts[0], parts[1]);
        }

        assertThatThrownBy(() -> step.prepare(path, written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private String variant(long contact, Map<String, String> weights, Map<String, Object> before) throws Exception {
        variables.clear();
        new SplitStep().prepare("subject", weights).run(lead(contact, before), effects());
        return (String) variables.get("subject");
    }

    private Effects effects() {
        return (Effects) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Effects.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "variant" -> variables.put((String) arguments[0], arguments[1]);
                        case "path" -> paths.add(entry((String) arguments[0], (Double) arguments[1]));
                        case "note" -> notes.add((String) arguments[0]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private static Lead lead(long contact, Map<String, Object> variables) {
        Enrollment run = new Enrollment(
                new EnrollmentId(7),
                TeamId.DEFAULT,
                new SequenceId("new-lead-14-day"),
                "r1",
                new ContactId(contact),
                "",
                EnrollmentState.ACTIVE,
                null,
                variables,
                null,
                null,
                Instant.EPOCH,
                null);
        return (Lead) Proxy.newProxyInstance(
                SplitStepsTest.class.getClassLoader(), new Class<?>[] {Lead.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getEnrollment")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return run;
                });
    }
}
