package io.ripen.delivery.internal.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.TemplateFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadTemplatesTest {
    private final ReadTemplates check = new ReadTemplates();

    @Test
    void aGoodTemplateHasNoProblem() {
        assertThat(check.check(
                        "a.email",
                        "Subject: Hi {{contact.first_name|there}}\n\n{{#link.a}}https://a.example/{{/link.a}} {{unsubscribe}}\n--- html\n<p>x</p>",
                        TemplateFormat.MAIL))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{#link.p}}javascript:x{{/link.p}}|5|does not begin with https",
                "<a data-link='p'>x</a>|5|without an href",
                "{{link.p}}|5|is no link",
                "{{first_name}}|0|no such field",
                "{{#contact.stage}}|0|cannot be read"
            })
    void aSlipIsToldWithLineAndCure(String slip, int line, String message) {
        assertThat(check.check("a.email", "Subject: S\n\none\n--- html\n" + slip, TemplateFormat.MAIL))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.message()).contains(message);
                    assertThat(problem.line()).isEqualTo(line);
                    assertThat(problem.cure()).isNotBlank();
                });
    }
}
