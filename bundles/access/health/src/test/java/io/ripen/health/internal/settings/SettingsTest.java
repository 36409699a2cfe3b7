package io.ripen.health.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.health.internal.settings.SettingNames.Written;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Map<String, Set<String>> KNOWN = Map.of(
            "io.ripen.policy.quiet.hours", Set.of("sms.hours", "sms.days", "email.days"),
            "io.ripen.policy.caps", Set.of("preset"),
            "io.ripen.tracking.form", Set.of("name", "team", "fields"));

    private static List<String> problems(String pid, String file, String... keys) {
        return SettingNames.problems(List.of(new Written(pid, file, Set.of(keys), Set.of())), KNOWN);
    }

    @Test
    void a_key_that_nobody_reads_is_told_with_the_nearest_one() {
        assertThat(problems(
                        "io.ripen.policy.quiet.hours", "etc/io.ripen.policy.quiet.hours.cfg", "sms.dayz", "sms.hours"))
                .singleElement()
                .asString()
                .startsWith(
                        "Nothing reads 'sms.dayz' in etc/io.ripen.policy.quiet.hours.cfg. Did you mean 'sms.days'?");
        assertThat(problems("io.ripen.tracking.form", "etc/io.ripen.tracking.form-bad.cfg", "nmae"))
                .singleElement()
                .asString()
                .contains("form-bad.cfg", "Did you mean 'name'?");
        assertThat(problems("io.ripen.policy.caps", "etc/io.ripen.policy.caps.cfg", "zzzzzzzzzz"))
                .singleElement()
                .asString()
                .contains("Known there: preset.");
    }

    @Test
    void a_file_that_leaves_out_what_the_shipped_one_has_is_told() {
        assertThat(SettingNames.problems(
                        List.of(new Written(
                                "io.ripen.policy.quiet.hours",
                                "etc/io.ripen.policy.quiet.hours.cfg",
                                Set.of("sms.days"),
                                Set.of("sms.hours", "email.days"))),
                        KNOWN))
                .singleElement()
                .asString()
                .contains("as a whole, and lacks of it: email.days, sms.hours.", "Copy the shipped file");
    }

    @Test
    void a_file_that_nobody_reads_is_told_with_the_nearest_one() {
        assertThat(problems("io.ripen.polcy.caps", "etc/io.ripen.polcy.caps.cfg", "preset"))
                .singleElement()
                .asString()
                .startsWith("Nothing reads etc/io.ripen.polcy.caps.cfg. Did you mean etc/io.ripen.policy.caps.cfg?");
    }

    @Test
    void a_file_of_one_of_several_keeps_its_own_name_in_the_cure() {
        assertThat(problems("io.ripen.traking.form", "etc/io.ripen.traking.form-demo.cfg", "name"))
                .singleElement()
                .asString()
                .contains("Did you mean etc/io.ripen.tracking.form-demo.cfg?");
    }

    @Test
    void what_is_no_number_is_told_with_its_key() {
        FailedComponent failed = new FailedComponent(
                "io.ripen.policy.breaker.internal.Breaker",
                "io.ripen.policy-breaker",
                "etc/io.ripen.policy.breaker.cfg",
                Map.of("minimum", "a hundred", "window", "1 hour"),
                "java.lang.NumberFormatException: For input string: \"a hundred\"\n\tat x.y(Z.java:1)\n");

        assertThat(failed.sentence())
                .startsWith("A setting in etc/io.ripen.policy.breaker.cfg could not be read:"
                        + " minimum: 'a hundred' is no number. What it configures");
    }

    @Test
    void what_the_container_adds_is_no_mistake() {
        assertThat(problems(
                        "io.ripen.policy.caps",
                        "etc/io.ripen.policy.caps.cfg",
                        "preset",
                        "service.pid",
                        "service.ranking",
                        "felix.fileinstall.filename",
                        "org.apache.karaf.features.configKey",
                        "stores.target"))
                .isEmpty();
    }

    @Test
    void a_value_that_could_not_be_read_is_told_with_its_file_and_the_words_of_who_read_it() {
        FailedComponent failed = new FailedComponent(
                "io.ripen.policy.caps.internal.FrequencyCapsPolicy",
                "io.ripen.policy-frequency-caps",
                "etc/io.ripen.policy.caps.cfg",
                Map.of("preset", "b2bb"),
                "java.lang.reflect.InvocationTargetException\n\tat x.y(Z.java:1)\n"
                        + "Caused by: java.lang.IllegalArgumentException: preset: 'b2bb' is none of usual, b2b, b2c, none\n"
                        + "\tat x.y(Z.java:2)\n\t... 3 more\n");

        assertThat(failed.sentence())
                .isEqualTo(
                        "A setting in etc/io.ripen.policy.caps.cfg could not be read: preset: 'b2bb' is none of usual, b2b,"
                                + " b2c, none. What it configures (FrequencyCapsPolicy) does not serve until it is corrected.");
    }

    @Test
    void a_component_that_failed_by_itself_is_no_mistake_of_the_operator() {
        FailedComponent failed = new FailedComponent(
                "com.example.Broken",
                "com.example",
                null,
                Map.of(),
                "java.lang.NullPointerException: x is null\n\tat a.b\n");

        assertThat(failed.sentence()).contains("Broken", "com.example", "x is null", "See the log");
        assertThat(failed.isAboutAValue()).isFalse();
    }

    @Test
    void what_two_looks_find_is_told_once_and_stands_until_it_is_mended() {
        Findings findings = new Findings();
        assertThat(findings.seen(Set.of("a"))).isEmpty();
        assertThat(findings.standing()).isEmpty();
        assertThat(findings.seen(Set.of("a"))).containsExactly("a");
        assertThat(findings.seen(Set.of("a"))).isEmpty();
        assertThat(findings.standing()).containsExactly("a");
        assertThat(findings.seen(Set.of())).isEmpty();
        assertThat(findings.standing()).isEmpty();
    }
}
