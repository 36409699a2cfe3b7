package io.ripen.channel.sms.twilio.internal;

import io.ripen.channel.Consequence;
import io.ripen.channel.ConsequenceTable;
import java.io.InputStream;
import java.util.Objects;

/** What each of Twilio's codes leads to, from {@value #FILE}. */
final class TwilioCodes {
    static final String FILE = "twilio-codes.csv";
    static final ConsequenceTable TABLE = read();

    private TwilioCodes() {}

    private static ConsequenceTable read() {
        InputStream in = TwilioCodes.class.getResourceAsStream(FILE);
        return ConsequenceTable.read(Objects.requireNonNull(in, FILE + " is missing from the bundle."));
    }

    static Consequence of(int code) {
        return TABLE.of(Integer.toString(code));
    }

    /** Whether the sender must wait after this code. */
    static boolean backsOff(String code) {
        return TABLE.of(code).sender() == Consequence.ForSender.BACKS_OFF;
    }
}
