package io.ripen.benchmarks.honesty;

import io.ripen.benchmarks.product.Routes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A sequence of nothing but texts and waits, so that every touch that is due can be named. */
final class HonestSequence {
    static final String ID = "honest";
    static final String TAG = "Honest";

    private HonestSequence() {}

    /** Writes {@code sequences/honest} with its templates below {@code routes}. */
    static void write(Path routes, int steps, int waitSeconds) throws IOException {
        Map<String, String> templates = new LinkedHashMap<>();
        StringBuilder xml = new StringBuilder("""
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%1$s" description="Says who it writes to and how often">
                    <from uri="sequence:%1$s?on=contact.created&amp;tag=%2$s&amp;exitOn=opt-out"/>
                """.formatted(ID, TAG));
        for (int step = 1; step <= steps; step++) {
            if (step > 1) {
                xml.append("    <to id=\"wait-%d\" uri=\"wait:%d seconds\"/>\n".formatted(step - 1, waitSeconds));
            }
            xml.append("    <to id=\"touch-%1$d\" uri=\"sms:touch-%1$d\"/>\n".formatted(step));
            templates.put("touch-" + step + ".sms", "lead {{contact.first_name}} touch " + step + " of " + steps);
        }
        xml.append("  </route>\n</routes>\n");
        Routes.sequence(routes, ID, xml.toString(), templates);
    }

    /** First name of the lead, which its messages show. */
    static String name(int lead) {
        return "L" + lead;
    }
}
