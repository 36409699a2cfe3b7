package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ripen.channel.TemplateFormat;
import io.ripen.sequence.Problem;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that once took minutes, all of the stack, or that named what is no field. */
class HostileTemplatesTest {
    /** A bound, not a measure of speed: each of them was far above it. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ReadTemplates check = new ReadTemplates();

    private List<Problem> sms(String text) {
        return assertTimeoutPreemptively(SOON, () -> check.check("a.sms", text, TemplateFormat.TEXT));
    }

    private List<Problem> html(String text) {
        return assertTimeoutPreemptively(
                SOON,
                () -> check.check("a.email", "Subject: S\n\n{{unsubscribe}}\n--- html\n" + text, TemplateFormat.MAIL));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "nested sections",
                        "Hi " + "{{#contact.a}}".repeat(9_000) + "{{/contact.a}}".repeat(9_000),
                        "2000 are read"),
                Arguments.of(
                        "nested a little too deep", "{{#contact.a}}".repeat(51) + "{{/contact.a}}".repeat(51), "50"),
                Arguments.of("inverted ones", "{{^contact.a}}".repeat(51) + "{{/contact.a}}".repeat(51), "50"),
                Arguments.of("links without an end", "{{#link.a}}".repeat(10_000), "tags"),
                Arguments.of("as many as are read", "{{#link.a}}".repeat(1_999), "sections within each other"),
                Arguments.of("braces", "{{".repeat(20_000), "which are not allowed"),
                Arguments.of("braces apart", "{{ ".repeat(20_000), "not closed"),
                Arguments.of(
                        "links",
                        "{{#link.a}}https://a.example/{{/link.a}}"
                                .repeat(20_000)
                                .substring(0, 200_000),
                        "has"),
                Arguments.of(
                        "more links than are read",
                        "{{#link.a}}https://a.example/{{/link.a}} ".repeat(201),
                        "200 links"),
                Arguments.of("fields", "{{contact.a|x}}".repeat(2_001), "2000"),
                Arguments.of("a long one", "x".repeat(300_000), "262144"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesSoonWhatIsTooMuch(String name, String text, String message) {
        assertThat(sms(text)).singleElement().satisfies(problem -> {
            assertThat(problem.message() + problem.cure()).contains(message);
            assertThat(problem.cure()).isNotBlank();
        });
        assertThat(html(text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a data-link=\"",
                "<a data-link='p' ",
                "<a data-link=\"p\" href=\"",
                "<a ",
                "<a x='",
                "<script>",
                "<script></script>",
                "<!--",
                "<!-- -->",
                "http://x",
                "</body>",
                "<p style=\"",
                "link data-link "
            })
    void readsSoonWhateverIsRepeated(String piece) {
        String text = piece.repeat(200_000 / piece.length());
        assertThat(html(text)).hasSizeLessThanOrEqualTo(1);
        assertThat(sms(text)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void aLongAddressWithManyFieldsIsRefused() {
        assertThat(html("<a href=\"https://x.example/" + "x{{contact.a|y}}".repeat(1_500) + "y".repeat(200_000)
                        + "\">"))
                .isEmpty();
        assertThat(html("<a href=\"https://x.example/" + "y".repeat(100_000) + "x{{contact.a|y}}".repeat(1_999)
                        + "\">"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("2000 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{.}}",
                "{{}}",
                "{{ }}",
                "{{|x}}",
                "{{.|none}}",
                "{{../x|none}}",
                "{{../../etc|x}}",
                "{{this}}",
                "{{this|x}}",
                "{{^contact.a}}{{this}}{{/contact.a}}",
                "{{#contact.a}}{{.}}{{/contact.a}}",
                "{{#.}}x{{/.}}",
                "{{#}}x{{/}}",
                "{{contact.a/b}}",
                "{{contact..a}}",
                "{{contact.a.}}",
                "{{contact.a {{contact.b}}",
                "{{contact.a|x{{contact.b}}",
                "{{contact.a\nb}}",
                "{{-index}}"
            })
    void aNameThatIsNoneIsToldClearly(String tag) {
        assertThat(sms("Hi " + tag)).singleElement().satisfies(problem -> {
            assertThat(problem.message())
                    .startsWith("Template a.sms, line 1 has {{")
                    .doesNotContain("Exception");
            assertThat(problem.line()).isEqualTo(1);
            assertThat(problem.cure()).startsWith("Write ");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{contact.first_name|there}}",
                "{{ contact.firstName | you and all }}",
                "{{contact.fields.Plan Name|none}}",
                "{{contact.größe|x}}",
                "{{#contact.items}}{{this}}{{-index}}{{/contact.items}}",
                "{{#contact.items}}{{name}} {{/contact.items}}",
                "{{!a comment, with signs ./|}}",
                "{{#contact.a}}{{#contact.b}}x{{/contact.b}}{{/contact.a}}",
                "{{#link.a}}https://a.example/?q={{contact.id}}{{/link.a}}"
            })
    void aNameThatIsOneIsRead(String tag) {
        assertThat(sms("Hi " + tag)).isEmpty();
    }

    @Test
    void aScriptIsOneHoweverItsTagEnds() {
        for (String tag : List.of("<script>", "<script/x>", "<script/>", "<script\n>", "<SCRIPT/a=b>", "<style/x>")) {
            String name = tag.substring(1, tag.startsWith("<style") ? 6 : 7);
            assertThat(html(tag + "var a = '{{contact.first_name|x}}';</" + name + ">"))
                    .as(tag)
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.message()).contains("a field within <"));
        }
    }

    @Test
    void aCharacterThatGrowsWhenItIsMadeSmallHidesNoField() {
        assertThat(html("İİİİİİİİİİ<script>a</script>{{contact.first_name|x}}")).isEmpty();
        assertThat(html("<script>İİİİİİİİİİ{{contact.first_name|x}}</script>")).hasSize(1);
    }
}
