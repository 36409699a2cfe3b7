package io.ripen.engine.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.ContactChange;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.sequence.SequenceSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number that an expression makes a text of stands there as people write it. */
class NumbersInExpressionsTest {
    private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
    private final Compiler compiler = new Compiler(camel, Kinds.usual(), AllowList.forSequences());

    @AfterEach
    void close() {
        camel.close();
    }

    private Map<String, Object> after(String steps, LeadOnRoute lead) throws Exception {
        String xml = "<routes xmlns=\"http://camel.apache.org/schema/xml-io\"><route id=\"s\">"
                + "<from uri=\"sequence:s?on=contact.created\"/>" + steps
                + "<to id=\"w\" uri=\"wait:1 day\"/></route></routes>";
        Compiler.Compilation compilation = compiler.compile(new SequenceSource("s.xml", xml, Map.of()));
        assertThat(compilation).isInstanceOf(Compiler.Compilation.Compiled.class);
        return ((Passage.Reached)
                        ((Compiler.Compilation.Compiled) compilation).sequence().run(lead, null))
                .variables();
    }

    private static LeadOnRoute lead(double price) {
        LeadOnRoute lead = Kinds.lead(Map.of());
        lead.change(new ContactChange(Map.of("fields", Map.of("price", price)), Set.of(), Set.of()));
        return lead;
    }

    @ParameterizedTest
    @CsvSource({
        "2300.00,2300",
        "98000000.25,98000000.25",
        "0.00025,0.00025",
        "98000000000,98000000000",
        "-1250000.5,-1250000.5",
        "1e-7,0.0000001",
        "19.99,19.99",
        "12345678.0,12345678"
    })
    void ofAFieldAndOfAVariable(double number, String written) throws Exception {
        Map<String, Object> variables = after(
                "<setVariable name=\"one\"><simple>Pay ${body.field('price')} now</simple></setVariable><setVariable"
                        + " name=\"kept\"><simple>${body.field('price')}</simple></setVariable><setVariable"
                        + " name=\"two\"><simple>Pay ${variable.kept} now</simple></setVariable><setVariable"
                        + " name=\"three\"><simple resultType=\"String\">${variable.kept}</simple></setVariable>",
                lead(number));
        assertThat(variables)
                .containsEntry("one", "Pay " + written + " now")
                .containsEntry("two", "Pay " + written + " now")
                .containsEntry("three", written);
    }

    @Test
    void conditionsCompareWithNumbersAndWordsAlike() throws Exception {
        for (String condition : List.of(
                "${body.field('price')} == '98000000.25'",
                "${body.field('price')} regex '9[0-9]+[.]25'",
                "${body.field('price')} &gt; 97999999",
                "${body.field('price')} == 98000000.25")) {
            assertThat(after(
                            "<choice id=\"c\"><when><simple>" + condition + "</simple><setVariable"
                                    + " name=\"hit\"><constant>yes</constant></setVariable></when></choice>",
                            lead(98000000.25)))
                    .as(condition)
                    .containsEntry("hit", "yes");
        }
    }
}
