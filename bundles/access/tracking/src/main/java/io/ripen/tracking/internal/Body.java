package io.ripen.tracking.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.text.ValueText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;

/** The body of a request: small, flat, and read by ourselves, so that nothing of the address is mixed in. */
final class Body {
    private static final int MOST_BYTES = 32 * 1024;
    private static final int MOST_FIELDS = 60;
    /** A connection that is closed on unread bytes is reset, and the sender never sees why it was refused. */
    private static final int MOST_BYTES_READ_ON = 1024 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(5).build())
            .build());

    private Body() {}

    static String text(HttpServletRequest request) throws IOException, Refused {
        try (InputStream in = request.getInputStream()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                in.skip(MOST_BYTES_READ_ON);
                throw new Refused(413, "The body is longer than " + MOST_BYTES + " bytes.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static boolean isJson(HttpServletRequest request) {
        return type(request).startsWith("application/json");
    }

    /** The fields of a form, url-encoded or a flat JSON object. */
    static Map<String, String> fields(HttpServletRequest request) throws IOException, Refused {
        if (isJson(request)) {
            return json(text(request));
        }
        if (type(request).startsWith("application/x-www-form-urlencoded")) {
            return form(text(request));
        }
        throw new Refused(
                415, "Send the form as application/x-www-form-urlencoded or application/json; files cannot be sent.");
    }

    /** A flat JSON object; what is nested in it is left out. */
    static Map<String, String> json(String text) throws Refused {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new Refused(400, "The body is no JSON.");
        }
        if (root == null || !root.isObject()) {
            throw new Refused(400, "The body is no JSON object.");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, JsonNode>> each = root.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> field = each.next();
            if (field.getValue().isValueNode() && !field.getValue().isNull()) {
                put(fields, field.getKey(), text(field.getValue()));
            }
        }
        return fields;
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? ValueText.of(value.numberValue()) : value.asText();
    }

    static Map<String, String> form(String text) throws Refused {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                put(
                        fields,
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    /** Of a field that comes several times, as check boxes do, all values are kept. */
    private static void put(Map<String, String> fields, String name, String value) throws Refused {
        String cleaned = value.replace("\r\n", "\n")
                .replaceAll("[\\p{Cntrl}&&[^\n\t]]", " ")
                .strip();
        fields.merge(name.strip(), cleaned, (one, other) -> one + ", " + other);
        if (fields.size() > MOST_FIELDS) {
            throw new Refused(413, "The form has more than " + MOST_FIELDS + " fields.");
        }
    }

    private static String decoded(String text) throws Refused {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(400, "The form is not URL-encoded.");
        }
    }

    private static String type(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }
}
