package io.ripen.engine.internal.intake;

import io.ripen.event.Event;
import io.ripen.event.InvalidEventException;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Pattern;

/** Refuses events that cannot be kept, with the field and the cure. */
final class EventCheck {
    private static final int MAX_ID = 200;
    private static final int MAX_ADDRESS = 320;
    private static final int MAX_VALUES = 1_000;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_DEPTH = 10;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

    private int values;

    static void check(Event event) {
        if (event.id().isBlank() || event.id().length() > MAX_ID || hasControl(event.id())) {
            throw new InvalidEventException(
                    "id", "The event's id must have 1 to " + MAX_ID + " characters and no control characters.");
        }
        if (event.type().length() > 100 || !TYPE.matcher(event.type()).matches()) {
            throw new InvalidEventException(
                    "type",
                    "The event's type '" + shortened(event.type())
                            + "' is not valid: use up to 100 of a-z, 0-9, '.', '-' and '_', such as 'page.viewed'.");
        }
        String address = event.address();
        if (event.contact() == null && (address == null || address.isBlank())) {
            throw new InvalidEventException(
                    "contactId", "The event does not say whom it is about: give contactId, email or phone.");
        }
        if (address != null && (address.length() > MAX_ADDRESS || hasControl(address))) {
            throw new InvalidEventException(
                    "address",
                    "The address must have at most " + MAX_ADDRESS + " characters and no control characters.");
        }
        new EventCheck().value("data", event.data(), 0);
    }

    private void value(String path, Object value, int depth) {
        if (++values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new InvalidEventException(
                    "data",
                    "The event's data is too large: at most " + MAX_VALUES + " values, " + MAX_DEPTH + " deep.");
        }
        if (value instanceof String text) {
            if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
                throw new InvalidEventException(
                        path, path + " must have at most " + MAX_TEXT + " characters and no null character.");
            }
            if (hasHalfPair(text)) {
                throw new InvalidEventException(
                        path, path + " holds half a surrogate pair, which no text may have. Take it out.");
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (!(name instanceof String key) || key.length() > MAX_ID || hasControl(key) || hasHalfPair(key)) {
                    throw new InvalidEventException(
                            path,
                            path + " has a name that is longer than " + MAX_ID
                                    + ", has control characters or half a surrogate pair.");
                }
                if (each != null) {
                    value(path + "." + key, each, depth + 1);
                }
            });
        } else if (value instanceof Iterable<?> list) {
            for (Object each : list) {
                if (each != null) {
                    value(path, each, depth + 1);
                }
            }
        } else if (value instanceof Number number) {
            if (number instanceof BigInteger big && big.bitLength() > 63 || !Double.isFinite(number.doubleValue())) {
                throw new InvalidEventException(
                        path, path + " is a number that is too large: send at most 18 digits, or a text in quotes.");
            }
        } else if (!(value instanceof Boolean)) {
            throw new InvalidEventException(
                    path,
                    path + " is a " + value.getClass().getSimpleName()
                            + "; only text, numbers, true and false, and lists and objects of them can be kept.");
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    private static boolean hasHalfPair(String text) {
        // By code points a whole pair is one character, and a half stands alone.
        return text.codePoints().anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
    }

    private static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
