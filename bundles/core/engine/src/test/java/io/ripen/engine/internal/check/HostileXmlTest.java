package io.ripen.engine.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.engine.internal.compile.Kinds;
import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in a file makes the server read, connect, call or work without end. */
class HostileXmlTest {
    private final SequenceCheck check =
            new SequenceCheck(Kinds.usual(), AllowList.forSequences(), ExpressionSyntax.TRUSTING);

    private Findings check(String xml) {
        Findings findings = new Findings("s.xml");
        long start = System.nanoTime();
        SequencePlan plan = check.check(new SequenceSource("s.xml", xml, Map.of("a.sms", "A")), findings);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(plan == null).isEqualTo(!findings.isEmpty());
        return findings;
    }

    private static String with(String steps) {
        return "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>" + steps + "</route></routes>";
    }

    static List<String> allOfCamelsSchemes() throws IOException {
        try (var in = HostileXmlTest.class.getResourceAsStream("/org/apache/camel/catalog/components.properties")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::trim)
                    .toList();
        }
    }

    @Test
    void theListOfSchemesIsCamelsOwn() throws IOException {
        assertThat(new TreeSet<>(CamelNames.components())).isEqualTo(new TreeSet<>(allOfCamelsSchemes()));
        assertThat(allOfCamelsSchemes()).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @MethodSource("allOfCamelsSchemes")
    void everyComponentOfCamelIsRefusedByName(String scheme) {
        assertThat(check(with("<to id=\"x\" uri=\"" + scheme + ":anything\"/>")).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("'" + scheme + ":'"));
        assertThat(check("<routes><route id=\"s\"><from uri=\"" + scheme
                                + ":x\"/><log message=\"x\"/></route></routes>")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void anExternalEntityIsNotRead(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        Findings findings = check("<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                + with("<log message=\"x\"/><setBody><constant>&x;</constant></setBody>"));

        assertThat(findings.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("DOCTYPE");
            assertThat(problem.toString()).doesNotContain("the secret");
        });
    }

    @Test
    void anEntityBombIsRefusedAtOnce() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            bomb.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertThat(check(bomb + "]>" + with("<log message=\"&a39;\"/>")).problems())
                .isNotEmpty();
    }

    /** A sequence that was in service before names were checked must not park its leads at an update. */
    @Test
    void aRevisionInServiceRunsOnWithAMisspeltName() {
        SequenceSource source = new SequenceSource(
                "s.xml",
                with("<to id=\"a\" uri=\"sms:a\"/><filter><simple>${body.outcome('b')} == 'send'</simple>"
                        + "<log message=\"x\"/></filter>"),
                Map.of("a.sms", "A"));
        Findings ofAuthor = new Findings("s.xml");
        Findings ofKept = Findings.ofKept("s.xml");

        assertThat(check.check(source, ofAuthor)).isNull();
        assertThat(ofAuthor.problems()).singleElement().asString().contains("${body.outcome('b')}");
        assertThat(check.check(source, ofKept)).isNotNull();
        assertThat(ofKept.isEmpty()).isTrue();
    }

    @Test
    void hugeDeepAndManifoldFilesAreRefusedAtOnce() {
        assertThat(check(" ".repeat(2_000_000)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("characters"));
        assertThat(check(with("<pipeline>".repeat(10_000))).problems()).isNotEmpty();
        assertThat(check(with("<log message=\"x\"/>".repeat(20_000))).problems())
                .isNotEmpty();
        assertThat(check(with("<log message=\"" + "${body.x}".repeat(50_000) + "\"/>"))
                        .problems())
                .isNotEmpty();
        assertThat(check(with("<to id=\"w\" uri=\"wait:" + "9".repeat(100_000) + " days\"/>"))
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).hasSizeLessThan(400));
        assertThat(check("<" + "a".repeat(500_000)).problems()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body.contact.getClass()}",
                "${body.toString().getClass().forName('x')}",
                "${body.class.classLoader}",
                "${body?.getClass}",
                "${body[0]}",
                "${body.contact.tags.getClass}",
                "${bodyAs(java.lang.Runtime)}",
                "${mandatoryBodyAs(String)}",
                "${in.body.getClass}",
                "${exchange.context}",
                "${camelContext}",
                "${bean:x?method=y}",
                "${ref:x}",
                "${sys.user.home}",
                "${sysenv.HOME}",
                "${env.HOME}",
                "${properties:x}",
                "${propertiesExist:x}",
                "${file:absolute.path}",
                "${type:java.lang.System}",
                "${exception.stackTrace}",
                "${exchangeProperty.x.y}",
                "${messageHistory}",
                "${header.x.y()}",
                "${headerAs('x', java.lang.Runtime)}",
                "${variableAs('x', java.lang.Runtime)}",
                "${variable.x[0]}",
                "${groovy:x}",
                "${language:groovy:x}",
                "${simple:x}",
                "${random(${body.score})}",
                "$simple{sys.x}",
                "${hash(x)}",
                "${collate(1)}",
                "${skip(1)}",
                "${join(x)}",
                "${attachments}",
                "${date:file:x}",
                "${body.hasTag('a').getClass}",
                "${body.firstName.getBytes}",
                "${body.enrollment.variables.get('x')}",
                "${body.contact.fields.plan}",
                "${ body.hasTag(\\'x\\') }",
                "$init{ $a := ${sys.x} }init$",
                "${map(x)}",
                "${list(x)}",
                "${iif(true,'a','b')}",
                "${pretty(${body})}",
                "${uuid}",
                "${id}",
                "${threadName}",
                "${hostname}",
                "${jq(x)}",
                "${jsonpath(x)}",
                "${xpath(x)}",
                "${}",
                "${body.}",
                "${body.hasTag(}"
            })
    void whatReachesBeyondTheLeadIsRefused(String expression) {
        assertThat(check(with("<setVariable name=\"x\"><simple>" + expression + "</simple></setVariable>"))
                        .problems())
                .isNotEmpty();
        assertThat(check(with("<log message=\"" + expression + "\"/>")).problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${body.hasTag('VIP')}", "${body.hasTag(\"a, b) c\")}", "${body.field('plan')} == 'pro'",
                "${body.company?.size} > 500", "${body.contact.address.city} == 'Berlin'", "${body.score} >= 50",
                "${body.clicked('pricing')} && ${body.hasTag('x')}", "${variable.track} == 'A'", "${random(2)} == 0",
                "${body.getFirstName} == null", "${body.firstName.toLowerCase()} contains 'ann'", "${body.replied}",
                "${body.outcome('a')} == 'sent'", "${header.x} != ${null}", "${body.stage} in 'a,b'"
            })
    void whatAsksTheLeadIsAllowed(String condition) {
        String escaped = condition.replace("&", "&amp;").replace("<", "&lt;");
        assertThat(check(with("<to id=\"a\" uri=\"sms:a\"/><filter><simple>" + escaped
                                + "</simple><log message=\"x\"/></filter>"))
                        .problems())
                .isEmpty();
    }
}
