package io.ripen.benchmarks.honesty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A sequence of nothing but texts and waits, so that every touch that is due can be named. */
final class HonestSequence {
    static final String ID = "honest";
    static final String TAG = "Honest";

    private HonestSequence() {}

    /** Writes {@code sequences/honest} with its templates below {@code routes}. */
    static void write(Path routes, int steps, int waitSeconds) throws IOException {
        Path folder = Files.createDirectories(routes.resolve("sequences").resolve(ID));
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
            Files.writeString(
                    folder.resolve("touch-" + step + ".sms"),
                    "lead {{contact.first_name}} touch " + step + " of " + steps);
        }
        xml.append("  </route>\n</routes>\n");
        Files.writeString(folder.resolve(ID + ".xml"), xml);
    }

    /** A made-up phone number of the range that is kept for fiction; 5,000 different ones. */
    static String phone(int lead) {
        int[] areas = {
            201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229,
                    231,
            234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305,
                    307,
            308, 309, 310, 312, 313, 314
        };
        return "+1%d55501%02d".formatted(areas[lead / 100 % areas.length], lead % 100);
    }

    /** First name of the lead, which its messages show. */
    static String name(int lead) {
        return "L" + lead;
    }
}
