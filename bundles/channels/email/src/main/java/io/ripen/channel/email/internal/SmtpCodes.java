package io.ripen.channel.email.internal;

import io.ripen.channel.ConsequenceTable;
import java.io.InputStream;
import java.util.Objects;

/** What each reply code and enhanced status leads to, from {@value #FILE}. */
final class SmtpCodes {
    static final String FILE = "smtp-codes.csv";
    static final ConsequenceTable TABLE = read();

    private SmtpCodes() {}

    private static ConsequenceTable read() {
        InputStream in = SmtpCodes.class.getResourceAsStream(FILE);
        return ConsequenceTable.read(Objects.requireNonNull(in, FILE + " is missing from the bundle."));
    }
}
