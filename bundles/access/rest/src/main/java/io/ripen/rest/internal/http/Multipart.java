package io.ripen.rest.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578) as a stream, one part after the other, so that a file of any size is never
 * in memory. JAX-RS 2.1 has no multipart, and CXF's own is not exported by the whiteboard.
 *
 * <p>Belongs to one thread.
 */
public final class Multipart {
    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_BOUNDARY = 200;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;
    private boolean sourceEnded;
    private @Nullable PartBody current;

    /**
     * One part.
     *
     * @param name the form field's name
     * @param fileName the name of the file, if it is one
     * @param body its content; must be read before the next part is asked for, else it is skipped
     */
    public record Part(String name, Optional<String> fileName, Map<String, String> headers, InputStream body) {}

    /** @throws ProblemException when there is no usable boundary */
    public Multipart(InputStream in, String contentType) {
        String boundary = parameter(contentType, "boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw ProblemException.invalid(
                    "Content-Type",
                    "The header Content-Type names no usable boundary.",
                    "Let the HTTP client write the header, as curl -F does.");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // So that the first boundary, which begins the body, looks like all others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        end = 2;
    }

    /** The next part, or empty after the last. */
    public Optional<Part> next() throws IOException {
        PartBody before = current == null ? new PartBody() : current;
        before.skipRest();
        int first = oneByte();
        int second = oneByte();
        if (first == '-' && second == '-') {
            return Optional.empty();
        }
        while (!(first == '\r' && second == '\n')) {
            // RFC 2046 allows blanks after a boundary, and nothing else.
            if (first != ' ' && first != '\t') {
                throw broken("has something after a boundary that does not belong there");
            }
            first = second;
            second = oneByte();
        }
        Map<String, String> headers = headers();
        String disposition = headers.getOrDefault("content-disposition", "");
        String name = parameter(disposition, "name").orElseThrow(() -> broken("has a part without a name"));
        PartBody body = new PartBody();
        current = body;
        return Optional.of(new Part(name, parameter(disposition, "filename"), headers, body));
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        int total = 0;
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int c = oneByte();
            while (c != '\r') {
                if (++total > LONGEST_HEADER) {
                    throw broken("has headers longer than " + LONGEST_HEADER + " bytes in a part");
                }
                line.write(c);
                c = oneByte();
            }
            if (oneByte() != '\n') {
                throw broken("has a line in a part's headers that does not end in CR LF");
            }
            String text = line.toString(StandardCharsets.UTF_8);
            if (text.isEmpty()) {
                return headers;
            }
            int colon = text.indexOf(':');
            if (colon <= 0) {
                throw broken("has a part's header without a colon");
            }
            headers.put(
                    text.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    text.substring(colon + 1).strip());
        }
    }

    /** The value of {@code name="…"} in a header. */
    static Optional<String> parameter(String header, String name) {
        int at = header.indexOf(';');
        while (at >= 0 && at < header.length()) {
            int equals = header.indexOf('=', at);
            if (equals < 0) {
                return Optional.empty();
            }
            String key = header.substring(at + 1, equals).strip();
            StringBuilder value = new StringBuilder();
            int i = equals + 1;
            if (i < header.length() && header.charAt(i) == '"') {
                for (i++; i < header.length() && header.charAt(i) != '"'; i++) {
                    boolean escaped = header.charAt(i) == '\\'
                            && i + 1 < header.length()
                            && (header.charAt(i + 1) == '"' || header.charAt(i + 1) == '\\');
                    value.append(header.charAt(escaped ? ++i : i));
                }
            } else {
                for (; i < header.length() && header.charAt(i) != ';'; i++) {
                    value.append(header.charAt(i));
                }
            }
            if (key.equalsIgnoreCase(name)) {
                return Optional.of(value.toString().strip());
            }
            at = header.indexOf(';', i);
        }
        return Optional.empty();
    }

    private int oneByte() throws IOException {
        if (start == end && !fill()) {
            throw broken("ends in the middle");
        }
        return buffer[start++] & 0xFF;
    }

    /** Reads more; false at the end of the request. */
    private boolean fill() throws IOException {
        if (sourceEnded) {
            return false;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        int got = in.read(buffer, end, buffer.length - end);
        if (got < 0) {
            sourceEnded = true;
            return false;
        }
        end += got;
        return true;
    }

    private static ProblemException broken(String how) {
        return ProblemException.unreadable(
                "The multipart body " + how + ".", "Let the HTTP client build the body, as curl -F does.");
    }

    /** A part's bytes, up to the next boundary. */
    private final class PartBody extends InputStream {
        private boolean finished;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (!finished) {
                int boundary = indexOfDelimiter();
                // What may be the beginning of a boundary stays in the buffer until more is known.
                int safe = boundary >= 0 ? boundary - start : end - start - (delimiter.length - 1);
                if (safe > 0) {
                    int count = Math.min(length, safe);
                    System.arraycopy(buffer, start, into, offset, count);
                    start += count;
                    return count;
                }
                if (boundary >= 0) {
                    start += delimiter.length;
                    finished = true;
                } else if (!fill()) {
                    throw broken("ends in the middle");
                }
            }
            return -1;
        }

        void skipRest() throws IOException {
            byte[] nowhere = new byte[4096];
            while (read(nowhere, 0, nowhere.length) >= 0) {
                // Not wanted.
            }
        }

        private int indexOfDelimiter() {
            for (int i = start; i <= end - delimiter.length; i++) {
                int j = 0;
                while (j < delimiter.length && buffer[i + j] == delimiter[j]) {
                    j++;
                }
                if (j == delimiter.length) {
                    return i;
                }
            }
            return -1;
        }
    }
}
