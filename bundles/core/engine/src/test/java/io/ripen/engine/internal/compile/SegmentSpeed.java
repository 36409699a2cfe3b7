package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.sequence.SequenceSource;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;

/** Measures what a segment costs; run by hand. Prints microseconds for each kind of segment. */
public final class SegmentSpeed {
    private SegmentSpeed() {}

    public static void main(String[] arguments) throws Exception {
        try (GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences())) {
            measure(camel, "straight to a wait", "<to id=\"w\" uri=\"wait:1 day\"/>");
            measure(camel, "a step, then a wait", "<to uri=\"contact:tag?add=x\"/><to id=\"w\" uri=\"wait:1 day\"/>");
            measure(
                    camel,
                    "a choice, then a message",
                    "<choice id=\"c\"><when><simple>${body.clicked('case-study')}</simple><to id=\"a\" uri=\"sms:a\"/>"
                            + "</when><otherwise><to id=\"b\" uri=\"sms:b\"/></otherwise></choice>");
            measure(
                    camel,
                    "two variables and a choice",
                    "<setVariable name=\"x\"><simple>${body.score}</simple></setVariable>"
                            + "<setVariable name=\"y\"><constant>A</constant></setVariable>"
                            + "<choice id=\"c\"><when><simple>${variable.x} > 50 &amp;&amp; ${variable.y} == 'A'</simple>"
                            + "<to id=\"a\" uri=\"sms:a\"/></when></choice>");
        }
    }

    private static void measure(GuardedCamel camel, String what, String steps) throws Exception {
        Compiler compiler = new Compiler(camel, Kinds.usual(), AllowList.forSequences());
        String xml =
                "<routes><route id=\"s\"><from uri=\"sequence:s?on=contact.created\"/>" + steps + "</route></routes>";
        CompiledSequence sequence = ((Compiler.Compilation.Compiled)
                        compiler.compile(new SequenceSource("s.xml", xml, Map.of("a.sms", "A", "b.sms", "B"))))
                .sequence();
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            int times = 100_000;
            LeadOnRoute[] leads = new LeadOnRoute[1_000];
            long nanos = 0;
            for (int i = 0; i < times; i += leads.length) {
                for (int j = 0; j < leads.length; j++) {
                    leads[j] = Kinds.lead(Map.of(), "VIP");
                }
                long start = System.nanoTime();
                for (LeadOnRoute lead : leads) {
                    sequence.run(lead, null);
                }
                nanos += System.nanoTime() - start;
            }
            best = Math.min(best, nanos / 1e3 / times);
        }
        System.out.printf("%-30s %.2f microseconds%n", what, best);
    }
}
