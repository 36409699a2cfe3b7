package io.ripen.openid.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** The pages that people see when a sign-in did not work: plain, without scripts and without anything from elsewhere. */
final class Page {
    private static final String STYLE =
            "body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#f6f6f4}"
                    + "main{box-sizing:border-box;max-width:38rem;width:calc(100% - 2rem);margin:12vh auto;padding:2rem;background:#fff;"
                    + "border-radius:.75rem;overflow-wrap:anywhere}main>:last-child{margin-bottom:0}"
                    + "h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}a{color:#1a4d2e}"
                    + "a:focus-visible{outline:3px solid #e08e00;outline-offset:3px}"
                    + "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}main{background:#222}a{color:#9fd8b0}}";

    private Page() {}

    /** A heading, sentences, and the way back to the start. */
    static void show(HttpServletResponse response, int status, String heading, String... sentences) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String each : sentences) {
            body.append("<p>").append(escaped(each)).append("</p>");
        }
        String title = escaped(heading);
        response.setStatus(status);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
        write(
                response,
                "text/html",
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                        + " content=\"width=device-width,initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
                        + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + title + "</title><style>"
                        + STYLE + "</style></head><body><main><h1>" + title + "</h1>" + body
                        + "<p><a href=\"/\">Back to the start</a></p></main></body></html>");
    }

    static void json(HttpServletResponse response, String json) throws IOException {
        write(response, "application/json", json);
    }

    /** A text inside of a JSON string. */
    static String jsonText(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\' || c == '<') {
                escaped.append(String.format("\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setContentType(type);
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
