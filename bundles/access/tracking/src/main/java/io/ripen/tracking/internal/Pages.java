package io.ripen.tracking.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/** The pages that people see: plain, readable by every program, without scripts and without anything from elsewhere. */
final class Pages {
    private static final String STYLE =
            "body{font:1.125rem/1.6 system-ui,sans-serif;margin:0;color:#1a1a1a;background:#f6f6f4}"
                    + "main{box-sizing:border-box;max-width:38rem;width:calc(100% - 2rem);margin:12vh auto;padding:2rem;background:#fff;"
                    + "border-radius:.75rem;overflow-wrap:anywhere}main>:last-child{margin-bottom:0}"
                    + "h1{font-size:1.5rem;line-height:1.3;margin:0 0 1rem}"
                    + "button{font:inherit;padding:.75rem 1.5rem;border:0;border-radius:.5rem;background:#1a4d2e;color:#fff;cursor:pointer}"
                    + "button:focus-visible{outline:3px solid #e08e00;outline-offset:3px}"
                    + "@media(prefers-color-scheme:dark){body{background:#161616;color:#eee}main{background:#222}button{background:#9fd8b0;color:#111}}";

    private Pages() {}

    /** A page with a heading and sentences. */
    static void show(HttpServletResponse response, int status, String heading, String... sentences) throws IOException {
        StringBuilder body = new StringBuilder();
        for (String sentence : sentences) {
            body.append("<p>").append(escaped(sentence)).append("</p>");
        }
        write(response, status, heading, body.toString());
    }

    /** A page that asks, with a button that posts to the same address. */
    static void ask(HttpServletResponse response, String heading, String sentence, String button) throws IOException {
        write(
                response,
                200,
                heading,
                "<p>" + escaped(sentence) + "</p><form method=\"post\"><input type=\"hidden\" name=\"confirm\""
                        + " value=\"yes\"><button type=\"submit\">" + escaped(button) + "</button></form>");
    }

    static void notFound(HttpServletResponse response) throws IOException {
        show(
                response,
                404,
                "This address leads nowhere",
                "It may have been cut off when it was copied. Open the message again and use the link in it.");
    }

    static void later(HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "30");
        show(response, 503, "Not possible right now", "Nothing was changed. Please try again in a minute.");
    }

    private static void write(HttpServletResponse response, int status, String heading, String body)
            throws IOException {
        String title = escaped(heading);
        String page = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta name=\"robots\" content=\"noindex\"><title>" + title + "</title><style>" + STYLE
                + "</style></head><body><main><h1>" + title + "</h1>" + body + "</main></body></html>";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
