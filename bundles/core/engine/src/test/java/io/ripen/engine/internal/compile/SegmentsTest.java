package io.ripen.engine.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.ContactChange;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.time.CalendarSpan;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route is cut at its waits and messages, and each segment leads to the right next one. */
class SegmentsTest {
    private final InstalledKinds installed = Kinds.usual();
    private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
    private final Compiler compiler = new Compiler(camel, installed, AllowList.forSequences());

    @AfterEach
    void close() {
        camel.close();
    }

    private CompiledSequence compile(String steps) {
        String xml = "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"s\">"
                + "<from uri=\"sequence:s?on=contact.created&amp;tag=New Lead\"/>" + steps + "</route></routes>";
        Compiler.Compilation compilation = compiler.compile(new SequenceSource(
                "s.xml", xml, Map.of("a.sms", "A", "b.sms", "B", "c.sms", "C", "m.email", "Subject: M\n\nHello")));
        assertThat(compilation).isInstanceOf(Compiler.Compilation.Compiled.class);
        return ((Compiler.Compilation.Compiled) compilation).sequence();
    }

    private static String to(String id, String uri) {
        return "<to id=\"" + id + "\" uri=\"" + uri + "\"/>";
    }

    private static String where(CompiledSequence sequence, LeadOnRoute lead, String after) throws Exception {
        Passage passage = sequence.run(lead, after == null ? null : new StepId(after));
        return passage instanceof Passage.Reached reached ? reached.point().id().value() : "end";
    }

    @Test
    void aLineOfStepsIsWalkedPointByPoint() throws Exception {
        CompiledSequence sequence = compile(to("a", "sms:a?from=+1415") + to("w", "wait:3 days") + to("m", "email:m"));
        LeadOnRoute lead = Kinds.lead(Map.of());

        assertThat(where(sequence, lead, null)).isEqualTo("a");
        assertThat(where(sequence, lead, "a")).isEqualTo("w");
        assertThat(where(sequence, lead, "w")).isEqualTo("m");
        assertThat(where(sequence, lead, "m")).isEqualTo("end");
        assertThat(sequence.point(new StepId("w")))
                .isEqualTo(new DurablePoint.Wait(new StepId("w"), CalendarSpan.ofDays(3)));
        assertThat(sequence.point(new StepId("a")))
                .isEqualTo(new DurablePoint.Touch(new StepId("a"), "sms", "a", Map.of("from", "+1415")));
        assertThat(sequence.needs()).containsExactlyInAnyOrder("channel:sms", "channel:email");
    }

    @Test
    void nestedChoicesWithAndWithoutOtherwiseComeTogetherAgain() throws Exception {
        CompiledSequence sequence = compile("<choice id=\"c\"><when><simple>${body.hasTag('VIP')}</simple>"
                + to("a", "sms:a")
                + "<choice id=\"inner\"><when><simple>${body.score} &gt; 50</simple>" + to("w", "wait:1 day")
                + to("in", "contact:tag?add=deep") + "</when></choice>" + to("b", "sms:b")
                + "</when></choice>" + "<filter><simple>${body.hasTag('VIP')}</simple>" + to("f", "wait:PT1H")
                + "</filter>" + to("m", "email:m"));
        LeadOnRoute vip = Kinds.lead(Map.of(), "VIP");
        LeadOnRoute plain = Kinds.lead(Map.of());

        assertThat(where(sequence, plain, null)).isEqualTo("m");
        assertThat(where(sequence, vip, null)).isEqualTo("a");
        assertThat(where(sequence, vip, "a")).isEqualTo("w");
        assertThat(where(sequence, vip, "w")).isEqualTo("b");
        assertThat(vip.changes()).containsExactly(ContactChange.tags(Set.of("deep"), Set.of()));
        assertThat(where(sequence, vip, "b")).isEqualTo("f");
        assertThat(where(sequence, vip, "f")).isEqualTo("m");
        assertThat(where(sequence, plain, "b")).isEqualTo("m");
    }

    @Test
    void pipelineAndStepAreSeenThrough() throws Exception {
        CompiledSequence sequence = compile("<step id=\"s1\">" + to("a", "sms:a") + "<pipeline>" + to("w", "wait:1 day")
                + "</pipeline></step>" + to("m", "email:m"));
        LeadOnRoute lead = Kinds.lead(Map.of());

        assertThat(where(sequence, lead, null)).isEqualTo("a");
        assertThat(where(sequence, lead, "a")).isEqualTo("w");
        assertThat(where(sequence, lead, "w")).isEqualTo("m");
    }

    @Test
    void aStopEndsTheRunWhereverItStands() throws Exception {
        CompiledSequence sequence = compile(to("a", "sms:a") + "<choice id=\"c\"><when><simple>${body.replied}</simple>"
                + "<log message=\"x\"/></when><otherwise><log message=\"${body.firstName}\"/><stop/></otherwise></choice>"
                + to("b", "sms:b"));

        assertThat(where(sequence, Kinds.lead(Map.of()), "a")).isEqualTo("end");
    }

    @Test
    void variablesSurviveAndStayPlainJson() throws Exception {
        CompiledSequence sequence = compile("<setVariable name=\"track\"><constant>A</constant></setVariable>"
                + "<setVariable name=\"n\"><simple resultType=\"Integer\">${body.score}</simple></setVariable>"
                + to("w", "wait:1 day")
                + "<choice id=\"c\"><when><simple>${variable.track} == 'A' &amp;&amp; ${variable.n} == 60</simple>"
                + to("a", "sms:a") + "</when><otherwise>" + to("b", "sms:b") + "</otherwise></choice>");

        Passage first = sequence.run(Kinds.lead(Map.of("deal", Map.of("id", 5))), null);
        assertThat(first.variables()).isEqualTo(Map.of("track", "A", "n", 60, "deal", Map.of("id", 5)));
        assertThat(where(sequence, Kinds.lead(first.variables()), "w")).isEqualTo("a");
        assertThat(where(sequence, Kinds.lead(Map.of("track", "B")), "w")).isEqualTo("b");
    }

    @Test
    void aVariableThatIsNotJsonIsRefusedAtThePoint() {
        CompiledSequence sequence = compile("<setBody><simple>${body.contact}</simple></setBody>"
                + "<setVariable name=\"who\"><simple>${body}</simple></setVariable>".replace("${body}", "${header.x}")
                + to("w", "wait:1 day"));

        assertThatThrownBy(() -> sequence.run(Kinds.lead(Map.of("bad", new Object())), null))
                .isInstanceOf(VariableNotJsonException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("'w'");
    }

    @Test
    void aStepThatFailsNamesItself() {
        CompiledSequence sequence = compile(to("bad", "contact:fail") + "<log message=\"x\"/>");

        assertThatThrownBy(() -> sequence.run(Kinds.lead(Map.of()), null))
                .isInstanceOf(StepFailedException.class)
                .hasMessageContaining("'bad'")
                .hasMessageContaining("boom");
    }

    @Test
    void whatIsNotInstalledIsToldBeforeAnythingRuns() {
        CompiledSequence sequence = compile(to("t", "contact:tag?add=x") + to("w", "wait:1 day"));
        installed.removeStep("contact", installed.step("contact").orElseThrow());
        LeadOnRoute lead = Kinds.lead(Map.of());

        assertThatThrownBy(() -> sequence.run(lead, null))
                .isInstanceOfSatisfying(
                        MissingKindException.class,
                        missing -> assertThat(missing.need()).isEqualTo("step:contact"));
        assertThat(lead.changes()).isEmpty();
    }

    @Test
    void aStepThatIsReplacedIsPreparedAnew() throws Exception {
        CompiledSequence sequence = compile(to("t", "contact:tag?add=x"));
        installed.addStep("contact", (path, options) -> (lead, effects) -> effects.note("new"), 10, 2);
        LeadOnRoute lead = Kinds.lead(Map.of());
        sequence.run(lead, null);

        assertThat(lead.notes()).containsExactly("new");
    }

    @Test
    void anUnknownPositionIsTold() {
        CompiledSequence sequence = compile(to("a", "sms:a"));

        assertThatThrownBy(() -> sequence.run(Kinds.lead(Map.of()), new StepId("gone")))
                .isInstanceOf(UnknownStepException.class)
                .hasMessageContaining("'gone'");
    }
}
