package io.ripen.engine.internal.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.TextPattern;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.Passage;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;

/**
 * The language of sequences, given what nobody would write. Nothing throws, nothing takes long, and what is refused is told
 * in words. In the normal build each target is given its seeds; {@code JAZZER_FUZZ=1} looks for new ones.
 */
class LanguageFuzzTest {
    private static final Map<String, String> TEMPLATES = Map.of("a.sms", "A", "m.email", "Subject: M\n\nHello");
    private static final GuardedCamel CAMEL =
            new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
    private static final Compiler COMPILER = new Compiler(CAMEL, Kinds.usual(), AllowList.forSequences());
    private static final List<String> HOSTILE = List.of(
            "a".repeat(40) + "!",
            "(((((",
            "\u202E\u0000",
            "${body}",
            "x".repeat(3_000),
            "'\" regex '.*' || true",
            "0",
            "-9223372036854775808");

    @AfterAll
    static void close() {
        // the context is the class's; each target of a fuzzing run ends the process
    }

    /** A whole file. */
    @FuzzTest(maxDuration = "5m")
    void file(byte[] data) {
        checked(new SequenceSource("s.xml", text(data), TEMPLATES));
    }

    /** What stands after {@code wait:}. */
    @FuzzTest(maxDuration = "5m")
    void waits(byte[] data) {
        checked(steps("<to id=\"w\" uri=\"wait:" + escaped(text(data)) + "\"/>"));
    }

    /** Any address of a step. */
    @FuzzTest(maxDuration = "5m")
    void addresses(byte[] data) {
        checked(steps("<to id=\"w\" uri=\"" + escaped(text(data)) + "\"/>"));
    }

    /** A condition; what is accepted is asked of hostile leads. */
    @FuzzTest(maxDuration = "5m")
    void conditions(byte[] data) {
        walked(steps(
                "<filter id=\"f\"><simple>" + escaped(text(data)) + "</simple><to id=\"a\" uri=\"sms:a\"/></filter>"));
    }

    /** A pattern in a condition, and a text: two lines. */
    @FuzzTest(maxDuration = "5m")
    void patterns(byte[] data) {
        String both = text(data);
        int end = Math.max(0, both.indexOf('\n'));
        Bounds.within(() -> {
            try {
                TextPattern pattern = TextPattern.of(both.substring(0, end));
                String asked = both.substring(end);
                return pattern.matches(asked.substring(0, Math.min(asked.length(), 10_000)));
            } catch (TextPattern.Unusable told) {
                assertThat(told.why()).isNotBlank();
                assertThat(told.cure()).isNotBlank();
                return false;
            }
        });
    }

    /** The name of a file. */
    @FuzzTest(maxDuration = "5m")
    void names(byte[] data) {
        checked(new SequenceSource(
                text(data), steps("<to id=\"w\" uri=\"wait:1 day\"/>").xml(), TEMPLATES));
        checked(new SequenceSource(
                "s.xml",
                steps("<to id=\"" + escaped(text(data)) + "\" uri=\"sms:" + escaped(text(data)) + "\"/>")
                        .xml(),
                Map.of(text(data), "A", text(data) + ".sms", "A")));
    }

    /** Steps in any order and nesting; what is accepted is walked through. */
    @FuzzTest(maxDuration = "5m")
    void routes(FuzzedDataProvider data) {
        StringBuilder steps = new StringBuilder();
        int left = data.consumeInt(1, 120);
        block(data, steps, new int[] {left}, 0);
        walked(steps(steps.toString()));
    }

    private static void block(FuzzedDataProvider data, StringBuilder steps, int[] left, int depth) {
        int here = data.consumeInt(1, 6);
        for (int i = 0; i < here && left[0]-- > 0; i++) {
            int id = left[0];
            int target = data.consumeInt(0, 120);
            switch (depth > 20 ? data.consumeInt(0, 6) : data.consumeInt(0, 11)) {
                case 0 -> steps.append("<to id=\"x").append(id).append("\" uri=\"sms:a\"/>");
                case 1 -> steps.append("<to id=\"x").append(id).append("\" uri=\"wait:1 day\"/>");
                case 2 -> steps.append("<to id=\"x").append(id).append("\" uri=\"wait:0 days\"/>");
                case 3 -> steps.append("<to id=\"x").append(id).append("\" uri=\"contact:tag?add=A\"/>");
                case 4 -> steps.append("<to uri=\"goto:x").append(target).append("\"/>");
                case 5 -> steps.append("<stop/>");
                case 6 ->
                    steps.append("<setVariable id=\"x")
                            .append(id)
                            .append("\" name=\"v\"><simple>${variable.v}${variable.v}1</simple></setVariable>");
                case 7, 8 -> {
                    steps.append("<choice id=\"x")
                            .append(id)
                            .append("\"><when>")
                            .append(CONDITION);
                    block(data, steps, left, depth + 1);
                    steps.append("</when>");
                    if (data.consumeBoolean()) {
                        steps.append("<otherwise>");
                        block(data, steps, left, depth + 1);
                        steps.append("</otherwise>");
                    }
                    steps.append("</choice>");
                }
                case 9 -> {
                    steps.append("<filter id=\"x").append(id).append("\">").append(CONDITION);
                    block(data, steps, left, depth + 1);
                    steps.append("</filter>");
                }
                case 10 -> {
                    steps.append("<pipeline id=\"x").append(id).append("\">");
                    block(data, steps, left, depth + 1);
                    steps.append("</pipeline>");
                }
                default -> {
                    steps.append("<step id=\"x").append(id).append("\">");
                    block(data, steps, left, depth + 1);
                    steps.append("</step>");
                }
            }
        }
    }

    private static final String CONDITION = "<simple>${body.hasTag('A')}</simple>";

    private static SequenceSource steps(String steps) {
        return new SequenceSource(
                "s.xml",
                "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>" + steps + "</route></routes>",
                TEMPLATES);
    }

    private static String text(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean plain = c >= ' ' && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF;
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(plain ? c : '?');
            }
        });
        return escaped.toString();
    }

    private static void checked(SequenceSource source) {
        Bounds.within(() -> {
            compiled(source, sequence -> {});
            return true;
        });
    }

    private static void walked(SequenceSource source) {
        Bounds.within(() -> {
            compiled(source, LanguageFuzzTest::walk);
            return true;
        });
    }

    private static void compiled(SequenceSource source, java.util.function.Consumer<CompiledSequence> then) {
        Compiler.Compilation compilation = COMPILER.compile(source);
        if (compilation instanceof Compiler.Compilation.Compiled compiled) {
            try {
                then.accept(compiled.sequence());
            } finally {
                compiled.close().run();
            }
        } else {
            List<Problem> problems = ((Compiler.Compilation.Refused) compilation).problems();
            assertThat(problems).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.message())
                        .isNotBlank()
                        .doesNotContain("The check of this file failed", "was ended after")
                        .doesNotContainPattern("(?:java|org|io)[.][a-z.]+[A-Z]\\w*(?:Exception|Error)");
                assertThat(problem.cure()).isNotBlank();
            });
        }
    }

    /** Some durable steps of hostile leads. A segment may fail, with a sentence; nothing but a condition may fail. */
    private static void walk(CompiledSequence sequence) {
        for (String name : HOSTILE) {
            StepId at = null;
            for (int i = 0; i < 30; i++) {
                LeadOnRoute lead = Kinds.named(name, Map.of(), "A");
                try {
                    Passage passage = sequence.run(lead, at);
                    if (!(passage instanceof Passage.Reached reached)) {
                        break;
                    }
                    at = reached.point().id();
                } catch (Exception failed) {
                    assertThat(failed).hasMessageNotContaining("outside of its segment");
                    break;
                }
            }
        }
    }
}
