package io.ripen.engine.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes and conditions that once took minutes, all of the memory, or a whole core for ever. */
class HostileRoutesTest {
    /** A bound, not a measure of speed: each of them was far above it. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
    private final Compiler compiler = new Compiler(camel, Kinds.usual(), AllowList.forSequences());

    @AfterEach
    void close() {
        camel.close();
    }

    private Compiler.Compilation compilation(String steps) {
        String xml =
                "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>" + steps + "</route></routes>";
        SequenceSource source =
                new SequenceSource("s.xml", xml, Map.of("a.sms", "A", "m.email", "Subject: M\n\nHello"));
        return assertTimeoutPreemptively(SOON, () -> compiler.compile(source));
    }

    private CompiledSequence compile(String steps) {
        Compiler.Compilation compilation = compilation(steps);
        assertThat(compilation).isInstanceOf(Compiler.Compilation.Compiled.class);
        return ((Compiler.Compilation.Compiled) compilation).sequence();
    }

    private Problem refused(String steps) {
        Compiler.Compilation compilation = compilation(steps);
        assertThat(compilation).isInstanceOf(Compiler.Compilation.Refused.class);
        List<Problem> problems = ((Compiler.Compilation.Refused) compilation).problems();
        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).cure()).isNotBlank();
        return problems.get(0);
    }

    private static String many(int times, String steps) {
        return IntStream.range(0, times)
                .mapToObj(i -> steps.replace("#next", Integer.toString(i + 1)).replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    private static String where(CompiledSequence sequence, LeadOnRoute lead, String after) throws Exception {
        Passage passage = sequence.run(lead, after == null ? null : new StepId(after));
        return passage instanceof Passage.Reached reached ? reached.point().id().value() : "end";
    }

    static final String CHOICES = "<choice id=\"c#\"><when><simple>${body.hasTag('a')}</simple>"
            + "<to id=\"s#\" uri=\"sms:a\"/></when></choice>";

    @Test
    void twelveHundredChoicesInARowAreCutWithoutCopyingTheirRestForEach() throws Exception {
        CompiledSequence sequence = compile(many(1_200, CHOICES));
        LeadOnRoute tagged = Kinds.lead(Map.of(), "a");
        assertThat(where(sequence, tagged, null)).isEqualTo("s0");
        assertThat(where(sequence, tagged, "s0")).isEqualTo("s1");
        assertThat(where(sequence, tagged, "s1199")).isEqualTo("end");
        // through all of them, and not one call within the other
        assertThat(where(sequence, Kinds.lead(Map.of()), null)).isEqualTo("end");
    }

    @Test
    void aCheckThatTakesTooLongIsEndedAndSaysSo() {
        Compiler impatient = new Compiler(camel, Kinds.usual(), AllowList.forSequences(), Duration.ofMillis(1));
        String xml = "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>" + many(1_200, CHOICES)
                + "</route></routes>";
        Compiler.Compilation ended = impatient.compile(new SequenceSource("s.xml", xml, Map.of("a.sms", "A")));
        assertThat(((Compiler.Compilation.Refused) ended).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("was ended after"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(compilation("<to id=\"w\" uri=\"wait:1 day\"/>")).isInstanceOf(Compiler.Compilation.Compiled.class);
    }

    @Test
    void jumpsForwardInEachBranchDoubleNothing() throws Exception {
        CompiledSequence sequence = compile(many(
                        600,
                        "<choice id=\"c#\"><when><simple>${body.hasTag('a')}</simple><to uri=\"goto:c#next\"/></when>"
                                + "<otherwise><to uri=\"goto:c#next\"/></otherwise></choice>")
                + "<to id=\"c600\" uri=\"sms:a\"/>");
        assertThat(where(sequence, Kinds.lead(Map.of(), "a"), null)).isEqualTo("c600");
    }

    @Test
    void blocksWithinBlocksAreCutOnce() throws Exception {
        String nested = "<to id=\"t#\" uri=\"sms:a\"/>";
        String steps =
                many(40, "<filter id=\"f#\"><simple>${body.hasTag('a')}</simple>" + nested) + "</filter>".repeat(40);
        CompiledSequence sequence = compile(steps + many(200, CHOICES));
        assertThat(where(sequence, Kinds.lead(Map.of(), "a"), "t39")).isEqualTo("s0");
        assertThat(where(sequence, Kinds.lead(Map.of(), "a"), null)).isEqualTo("t0");
    }

    @Test
    void whatASegmentSetsIsThereInTheSegmentThatGoesOn() throws Exception {
        CompiledSequence sequence = compile("<setVariable name=\"x\"><constant>A</constant></setVariable>"
                + "<setHeader name=\"h\"><constant>H</constant></setHeader>"
                + "<choice id=\"c\"><when><simple>${body.hasTag('no')}</simple><to id=\"n\" uri=\"sms:a\"/></when></choice>"
                + "<choice id=\"d\"><when><simple>${variable.x} == 'A' &amp;&amp; ${header.h} == 'H'</simple>"
                + "<to id=\"y\" uri=\"sms:a\"/></when></choice>");
        assertThat(where(sequence, Kinds.lead(Map.of()), null)).isEqualTo("y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<to id=\"w\" uri=\"wait:0 seconds\"/><to uri=\"contact:tag?add=x\"/><to uri=\"goto:w\"/>",
                "<to id=\"w\" uri=\"wait:0 days after enrollment\"/><to uri=\"goto:w\"/>",
                "<to id=\"w\" uri=\"wait:3 days after enrollment\"/><to uri=\"goto:w\"/>",
                "<to id=\"v\" uri=\"wait:3 days\"/><to id=\"w\" uri=\"wait:0 days\"/><to id=\"x\" uri=\"wait:0 minutes\"/>"
                        + "<choice id=\"c\"><when><simple>${body.hasTag('a')}</simple><to uri=\"goto:w\"/></when></choice>"
                        + "<to id=\"y\" uri=\"wait:0 minutes\"/>"
            })
    void aCircleInWhichNoWaitLastsIsRefusedAtItsPlace(String steps) {
        Problem problem = refused(steps);
        assertThat(problem.message()).contains("'w'", "without end");
        assertThat(problem.line()).isPositive();
        assertThat(problem.column()).isGreaterThan(1);
    }

    @Test
    void aCircleWithAWaitThatLastsIsFine() {
        compile("<to id=\"v\" uri=\"wait:3 days\"/><to id=\"w\" uri=\"wait:0 days\"/><to uri=\"goto:v\"/>");
        compile("<to id=\"w\" uri=\"wait:0 days\"/><to id=\"x\" uri=\"wait:1 day\"/>");
    }

    @Test
    void aConditionThatJavaWouldTryForYearsIsAnsweredAtOnce() throws Exception {
        CompiledSequence sequence = compile("<choice id=\"c\"><when><simple>${body.firstName} regex"
                + " '(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)[0-9]'</simple><to id=\"a\" uri=\"sms:a\"/></when>"
                + "<otherwise><to id=\"b\" uri=\"sms:a\"/></otherwise></choice>");
        assertThat(assertTimeoutPreemptively(SOON, () -> where(sequence, named("a".repeat(40) + "!"), null)))
                .isEqualTo("b");
        assertThat(where(sequence, named("Ann7"), null)).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "${body.firstName} regex 'A.*';true",
                "${body.firstName} regex 'A';false",
                "${body.firstName} !regex 'A';true",
                "${body.firstName} regex '(?i)ANN|bob' && ${body.score} > 50;true",
                "${body.score} > 90 || ${body.firstName} regex '^A[n]{2}$';true",
                "${body.score} > 90 || ${body.firstName} !regex '^A[n]{2}$' || ${body.lastName} == 'X';false",
                "${body.owner} regex '.*';false",
                "${body.owner} !regex '.*';true",
                "${body.score} regex '\\d+';true"
            })
    void aPatternAnswersAsItDidWithJava(String condition, boolean answer) throws Exception {
        CompiledSequence sequence = compile(
                "<filter id=\"f\"><simple>" + condition.replace("&", "&amp;").replace(">", "&gt;")
                        + "</simple><to id=\"a\" uri=\"sms:a\"/></filter>");
        assertThat(where(sequence, Kinds.lead(Map.of()), null)).isEqualTo(answer ? "a" : "end");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'(?=a)b';lookahead",
                "'(?<!a)b';lookbehind",
                "'(a)\\1';references back",
                "'a++';possessive",
                "'[a-z&&[^b]]';intersections",
                "'((a{1000}){1000}){1000}';repeats too much",
                "'(((a{99}){99}){99})';repeats too much",
                "'[';cannot be read",
                "'${body.lastName}.*';not a fixed text",
                "${body.lastName};not a fixed text",
                "${variable.p};not a fixed text"
            })
    void aPatternThatIsNotBoundedIsRefusedWithItsCure(String pattern, String message) {
        Problem problem = refused("<filter id=\"f\"><simple>${body.firstName} regex "
                + pattern.replace("&", "&amp;").replace("<", "&lt;")
                + "</simple><to id=\"a\" uri=\"sms:a\"/></filter>");
        assertThat(problem.message()).contains(message);
    }

    @Test
    void aTextThatIsTooLongForAPatternErrsItsOwnLeadOnly() {
        CompiledSequence sequence = compile("<filter id=\"f\"><simple>${body.firstName} regex 'A.*'</simple>"
                + "<to id=\"a\" uri=\"sms:a\"/></filter>");
        assertThatThrownBy(() -> where(sequence, named("x".repeat(10_001)), null))
                .hasStackTraceContaining("10001 characters")
                .hasStackTraceContaining("contains");
    }

    @Test
    void headersAreRemovedByNameAndNotByPattern() {
        assertThat(refused("<removeHeaders pattern=\"(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)x\"/>")
                        .message())
                .contains("neither a name");
        compile("<removeHeaders pattern=\"X-Trial*\" excludePattern=\"X-Trial-1\"/><to id=\"a\" uri=\"sms:a\"/>");
    }

    @Test
    void aTextThatDoublesItselfIsStopped() {
        CompiledSequence sequence = compile("<setVariable name=\"x\"><constant>0123456789</constant></setVariable>"
                + "<setVariable name=\"x\"><simple>${variable.x}${variable.x}</simple></setVariable>".repeat(60));
        assertThatThrownBy(() -> where(sequence, Kinds.lead(Map.of()), null))
                .hasStackTraceContaining("100000 are kept");
        CompiledSequence body = compile("<setHeader name=\"h\"><constant>0123456789</constant></setHeader>"
                + "<setHeader name=\"h\"><simple>${header.h}${header.h}</simple></setHeader>".repeat(60));
        assertThatThrownBy(() -> where(body, Kinds.lead(Map.of()), null)).hasStackTraceContaining("100000 are kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " ", "1 ", "1 day,", "-", "1d and ", "day", "P", "PT1S", "1.", "  ,"})
    void aLongWaitIsRefusedSoon(String piece) {
        Problem problem = refused("<to id=\"w\" uri=\"wait:" + piece.repeat(400_000 / piece.length()) + "\"/>");
        assertThat(problem.message()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms:/", "sms:a?x=/", "contact:tag?add=.a", "goto:a", "wait:for?on=a.", "//"})
    void aLongAddressIsRefusedSoon(String begin) {
        String rest = begin.substring(begin.length() - 1);
        assertThat(refused("<to id=\"w\" uri=\"" + begin + rest.repeat(900_000) + "\"/>")
                        .message())
                .contains("at most 4000");
    }

    @Test
    void aTriggerWithoutEndIsRefusedSoon() {
        SequenceSource source = new SequenceSource(
                "s.xml",
                "<routes><route id=\"s\"><from uri=\"sequence:s?on=a" + ".a".repeat(400_000)
                        + "\"/><stop/></route></routes>",
                Map.of());
        Compiler.Compilation compilation = assertTimeoutPreemptively(SOON, () -> compiler.compile(source));
        assertThat(((Compiler.Compilation.Refused) compilation)
                        .problems()
                        .get(0)
                        .message())
                .contains("at most 4000");
    }

    @Test
    void namesOfFilesWithoutEndAreNotComparedLetterByLetter() {
        SequenceSource source = new SequenceSource(
                "s.xml",
                "<routes><route id=\"s\"><from uri=\"sequence:s\"/><to id=\"a\" uri=\"sms:" + "x".repeat(90) + "\"/>"
                        + "<" + "y".repeat(200_000) + "/></route></routes>",
                Map.of("x".repeat(300_000) + ".sms", "A"));
        Compiler.Compilation compilation = assertTimeoutPreemptively(SOON, () -> compiler.compile(source));
        assertThat(compilation).isInstanceOf(Compiler.Compilation.Refused.class);
    }

    private static LeadOnRoute named(String firstName) {
        return Kinds.named(firstName, Map.of());
    }
}
