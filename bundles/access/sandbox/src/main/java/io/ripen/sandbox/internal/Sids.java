package io.ripen.sandbox.internal;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Identifiers in Twilio's form: two letters and 32 hexadecimal digits. */
final class Sids {
    private static final HexFormat HEX = HexFormat.of();

    private Sids() {}

    static String message() {
        return random("SM");
    }

    static String random(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return prefix + HEX.toHexDigits(random.nextLong()) + HEX.toHexDigits(random.nextLong());
    }
}
