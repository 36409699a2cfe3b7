package io.ripen.http.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;

/**
 * Why a request is not passed on. The texts are ours and hold nothing of the request.
 *
 * @param type last part of the problem's URN
 * @param cure what the sender can do
 */
record Refusal(int status, String type, String title, String detail, String cure) {
    static final Refusal PATH = unreadable(
            "The path has a character that no address may have.",
            "Write it as a percent code, such as %7C for a vertical bar.");
    static final Refusal HOST = unreadable(
            "The header Host is missing, comes twice or names no host.",
            "Send one header Host with the name and port.");
    static final Refusal BODY = unreadable(
            "The body could not be read to its end.", "Send the whole body, in the length or the chunks announced.");
    static final Refusal SLOW = new Refusal(
            408,
            "too-slow",
            "The request came too slowly",
            "The body did not come in time. Nothing was done.",
            "Send the whole request at once.");
    static final Refusal CROWDED = new Refusal(
            503,
            "crowded",
            "Too many long answers",
            "The answer is long, and too many such are being taken slowly just now. What was asked may have been done.",
            "Look at what is there, ask for a shorter page (limit), or try again in a minute.");
    static final Refusal OTHER_SITE = new Refusal(
            403,
            "cross-site",
            "Refused",
            "The browser says that a page of another site makes this call. Nothing was done.",
            "Call from a program, or from a page of Ripen's own address. List another page's origin as 'origins' in"
                    + " etc/" + HttpConfig.PID + ".cfg.");

    static Refusal tooLong(int limit) {
        return new Refusal(
                413,
                "too-large",
                "The request is too large",
                "The body is longer than " + limit + " bytes.",
                "Send less at once.");
    }

    private static Refusal unreadable(String detail, String cure) {
        return new Refusal(400, "unreadable", "The request cannot be read", detail, cure);
    }

    /** Answers with it, for a program in JSON, else in plain text. */
    void write(HttpServletResponse response, boolean json) throws IOException {
        String text = json
                ? "{\"type\":\"urn:ripen:problem:" + type + "\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"" + detail + "\",\"cure\":\"" + cure + "\"}"
                : detail + " " + cure + "\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(json ? "application/problem+json" : "text/plain; charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
