package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ripen.channel.TemplateFormat;
import io.ripen.sequence.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Templates that nobody would write. Nothing throws, nothing takes long, and what is accepted shows nothing of ours to a
 * lead. In the normal build each target is given its seeds; {@code JAZZER_FUZZ=1} looks for new ones.
 */
class TemplateFuzzTest {
    private static final Duration TIME = Duration.ofSeconds(20);
    private static final String OF_JAVA = "(?:java|org|io)[.][a-z.]+[A-Z]\\w*(?:Exception|Error)";
    private static final ReadTemplates CHECK = new ReadTemplates();

    /** A template of a text message. */
    @FuzzTest(maxDuration = "5m")
    void texts(byte[] data) {
        written("a.sms", text(data), TemplateFormat.TEXT);
    }

    /** A template of a mail, from its first line. */
    @FuzzTest(maxDuration = "5m")
    void mails(byte[] data) {
        written("a.email", text(data), TemplateFormat.MAIL);
    }

    /** The HTML part of a mail. */
    @FuzzTest(maxDuration = "5m")
    void html(byte[] data) {
        written("a.email", "Subject: S\n\nx\n--- html\n" + text(data), TemplateFormat.MAIL);
    }

    /** What stands between braces, in each place. */
    @FuzzTest(maxDuration = "5m")
    void fields(byte[] data) {
        String tag = "{{" + text(data) + "}}";
        written("a.sms", "Hi " + tag + " https://a.example/?q=" + tag, TemplateFormat.TEXT);
        written(
                "a.email",
                "Subject: S " + text(data).replace('\n', ' ').replace('\r', ' ') + "\n\n{{#link.a}}https://a.example/"
                        + tag + "{{/link.a}}\n--- html\n<a href=\"" + tag + "\" title=\"" + tag + "\">" + tag + "</a>",
                TemplateFormat.MAIL);
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    private static void written(String file, String text, TemplateFormat format) {
        assertTimeoutPreemptively(TIME, () -> {
            List<Problem> problems = CHECK.check(file, text, format);
            if (!problems.isEmpty()) {
                assertThat(problems).allSatisfy(problem -> {
                    assertThat(problem.message()).isNotBlank().doesNotContainPattern(OF_JAVA);
                    assertThat(problem.cure()).isNotBlank();
                });
                return;
            }
            try {
                Rendered rendered = new PreparedTemplate(file, text, format).render(HostileFieldsTest.someLead());
                assertThat(rendered.text()).doesNotContain("$$Lambda", "io.ripen.", "{{#link");
                assertThat(String.valueOf(rendered.html())).doesNotContain("$$Lambda", "io.ripen.");
            } catch (UnrenderableException told) {
                assertThat(told.getMessage()).isNotBlank().doesNotContainPattern(OF_JAVA);
            }
        });
    }
}
