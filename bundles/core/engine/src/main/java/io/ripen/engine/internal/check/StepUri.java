package io.ripen.engine.internal.check;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code scheme:path?name=value&name=value}, decoded. A {@code +} is a plus (phone numbers begin with one), {@code %20}
 * and a plain space are spaces.
 */
public record StepUri(String scheme, String path, Map<String, String> options) {
    static final int LONGEST = 4_000;

    /** Why a URI cannot be read, with its cure. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        private final String cure;

        Unreadable(String message, String cure) {
            super(message);
            this.cure = cure;
        }

        String why() {
            return String.valueOf(getMessage());
        }

        String cure() {
            return cure;
        }
    }

    static StepUri parse(String uri) throws Unreadable {
        if (uri.length() > LONGEST) {
            throw new Unreadable(
                    "The uri " + Findings.quote(uri) + " has " + uri.length() + " characters; at most " + LONGEST
                            + " are read.",
                    "Shorten it; texts belong into templates.");
        }
        int colon = uri.indexOf(':');
        int question = uri.indexOf('?');
        if (colon <= 0 || question >= 0 && question < colon) {
            throw new Unreadable(
                    "The uri " + Findings.quote(uri) + " names no kind of step.",
                    "Write it as KIND:NAME, such as sms:day-1-intro or wait:3 days.");
        }
        String scheme = uri.substring(0, colon).trim();
        String rest = uri.substring(colon + 1).replaceFirst("^/+", "");
        question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        Map<String, String> options = new LinkedHashMap<>();
        if (question >= 0) {
            for (String pair : rest.substring(question + 1).split("&", -1)) {
                option(uri, pair, options);
            }
        }
        return new StepUri(scheme, decode(path.trim()), options);
    }

    private static void option(String uri, String pair, Map<String, String> options) throws Unreadable {
        int equals = pair.indexOf('=');
        if (equals <= 0) {
            throw new Unreadable(
                    "The option " + Findings.quote(pair) + " in " + Findings.quote(uri) + " has no name or no '='.",
                    "Write options as name=value, joined by '&amp;'; write a '&' that belongs to a value as %26.");
        }
        String name = decode(pair.substring(0, equals).trim());
        if (options.put(name, decode(pair.substring(equals + 1).trim())) != null) {
            throw new Unreadable(
                    "The option " + Findings.quote(name) + " stands twice in " + Findings.quote(uri) + ".",
                    "Keep one of them.");
        }
    }

    private static String decode(String text) throws Unreadable {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new Unreadable(
                        "The '%' in " + Findings.quote(text) + " does not begin a code such as %26.",
                        "Write a percent sign as %25.");
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new Unreadable(
                    "The codes in " + Findings.quote(text) + " are not UTF-8.", "Write the characters themselves.");
        }
    }
}
