package io.ripen.channel.sms.twilio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.servlet.http.HttpServletRequest;

/**
 * The fields of a posted form, read from the body itself: the servlet's own parameters would mix in those of the address,
 * which are signed in another way.
 */
final class FormBody {
    private static final int MAX_BYTES = 64 * 1024;
    /** A connection that is closed on unread bytes is reset, and the sender never sees why it was refused. */
    private static final int MAX_BYTES_READ_ON = 1024 * 1024;

    private static final int MAX_FIELDS = 200;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Map<String, TreeSet<String>> fields = new LinkedHashMap<>();

    /** The request is refused with {@link #status}. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private FormBody() {}

    static FormBody read(HttpServletRequest request) throws IOException, Refused {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            throw new Refused(415, "Content-Type must be " + FORM + ".");
        }
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                in.skip(MAX_BYTES_READ_ON);
                throw new Refused(413, "The form is longer than " + MAX_BYTES + " bytes.");
            }
            return parse(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static FormBody parse(String text) throws Refused {
        FormBody form = new FormBody();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                form.fields.computeIfAbsent(name, any -> new TreeSet<>()).add(value);
                if (form.fields.size() > MAX_FIELDS) {
                    throw new Refused(413, "The form has more than " + MAX_FIELDS + " fields.");
                }
            }
        }
        return form;
    }

    /** The field's value, the empty string when it is not there. */
    String get(String name) {
        TreeSet<String> values = fields.get(name);
        return values == null ? "" : values.first();
    }

    /**
     * Name and text to be signed for each field. Of a field that comes several times each different value is signed with
     * the name before it, in order of the values.
     */
    Map<String, String> signed() {
        Map<String, String> signed = new LinkedHashMap<>();
        fields.forEach((name, values) -> signed.put(name, String.join(name, values)));
        return signed;
    }

    private static String decode(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "The form is not URL-encoded.");
        }
    }
}
