package io.ripen.sandbox.internal;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer with a body. */
record HttpResponse(int status, String contentType, String body, Map<String, String> headers) {

    static HttpResponse json(int status, String body) {
        return new HttpResponse(status, "application/json", body, Map.of());
    }

    HttpResponse with(String header, String value) {
        return new HttpResponse(status, contentType, body, Map.of(header, value));
    }

    /** The whole answer in one piece, so that it leaves in one packet. */
    byte[] bytes(boolean keepAlive) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(160)
                .append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(reason())
                .append("\r\nContent-Type: ")
                .append(contentType)
                .append("\r\nContent-Length: ")
                .append(content.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!keepAlive) {
            head.append("Connection: close\r\n");
        }
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = new byte[start.length + content.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(content, 0, whole, start.length, content.length);
        return whole;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Status";
        };
    }
}
