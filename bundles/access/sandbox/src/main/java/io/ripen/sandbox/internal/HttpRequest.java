package io.ripen.sandbox.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 request as far as a REST client needs it: request line, headers, a body with a length.
 *
 * @param path without the query
 * @param headers by lower-case name
 */
record HttpRequest(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    private static final int MAX_LINE = 16_384;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_BODY = 1 << 20;

    /** A request that is answered with an error status at once. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** @return null when the client closed the connection between two requests */
    static @Nullable HttpRequest read(BufferedInputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            return null;
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new Malformed("Not an HTTP request line: " + line);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        String header = line(in);
        while (header != null && !header.isEmpty()) {
            int colon = header.indexOf(':');
            if (colon < 1 || headers.size() >= MAX_HEADERS) {
                throw new Malformed("Not a header line, or too many: " + header);
            }
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
            header = line(in);
        }
        if (headers.containsKey("transfer-encoding")) {
            throw new Malformed("The sandbox wants a Content-Length, not a chunked body.");
        }
        String body = new String(in.readNBytes(length(headers)), StandardCharsets.UTF_8);
        int mark = parts[1].indexOf('?');
        return new HttpRequest(
                parts[0],
                decode(mark < 0 ? parts[1] : parts[1].substring(0, mark)),
                mark < 0 ? Map.of() : form(parts[1].substring(mark + 1)),
                headers,
                body);
    }

    /** Fields of a form or a query; of several with one name the first counts. */
    static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                fields.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    boolean keepAlive() {
        return !"close".equalsIgnoreCase(headers.get("connection"));
    }

    private static int length(Map<String, String> headers) throws IOException {
        String length = headers.getOrDefault("content-length", "0");
        try {
            int bytes = Integer.parseInt(length);
            if (bytes >= 0 && bytes <= MAX_BODY) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new Malformed("Content-Length must be 0 to " + MAX_BODY + ", not " + length + ".");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static @Nullable String line(BufferedInputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (next != '\r') {
                line.write(next);
            }
            if (line.size() > MAX_LINE) {
                throw new Malformed("A line of the request is longer than " + MAX_LINE + " bytes.");
            }
            next = in.read();
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
