package io.ripen.access;

/**
 * The cookie by which a browser proves a session in the console. Over TLS it is {@value #SECURE}, which a browser takes only from this
 * very host and sends only over TLS. Browsers refuse such a cookie without TLS, some of them also at {@code localhost}; so there, and
 * only there, it is {@value #LOCAL}.
 */
public final class SessionCookie {
    public static final String SECURE = "__Host-ripen";
    public static final String LOCAL = "ripen-local";

    private SessionCookie() {}

    /**
     * The value of the header {@code Set-Cookie} that has a browser keep a key.
     *
     * @param tls whether the browser came by TLS; else it has to be at {@code localhost}
     * @param key a {@link WebSessions.Opened#key}; empty to have the browser forget it
     */
    public static String header(boolean tls, String key) {
        return (tls ? SECURE : LOCAL) + "=" + key + "; Path=/" + (tls ? "; Secure" : "") + "; HttpOnly; SameSite=Lax"
                + (key.isEmpty() ? "; Max-Age=0" : "");
    }
}
