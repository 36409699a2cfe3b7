package io.ripen.rest.internal.login;

import io.ripen.access.SessionCookie;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * The cookie of a session in a request. It is set over TLS, and without TLS at {@code localhost} only: anywhere else everybody on the way
 * could take it.
 */
final class BrowserCookie {
    private BrowserCookie() {}

    /** The key that the browser sends; empty when it sends none. */
    static Optional<String> key(Headers headers) {
        Optional<String> secure = value(headers, SessionCookie.SECURE);
        return secure.isPresent() || !isLocal(headers.get("Host")) ? secure : value(headers, SessionCookie.LOCAL);
    }

    /**
     * What has the browser keep a key.
     *
     * @return empty when the browser would send it over a wire that others read
     */
    static Optional<String> keep(Headers headers, @Nullable HttpServletRequest request, String key) {
        if (isTls(headers, request)) {
            return Optional.of(SessionCookie.header(true, key));
        }
        String origin = headers.get("Origin");
        boolean local = isLocal(headers.get("Host")) && (origin == null || isLocal(hostOf(origin)));
        return local ? Optional.of(SessionCookie.header(false, key)) : Optional.empty();
    }

    /** What has the browser forget it. */
    static String forget(Headers headers) {
        return SessionCookie.header(value(headers, SessionCookie.SECURE).isPresent(), "");
    }

    /** A proxy may end TLS; the browser says what its page was loaded by, and the filter before us knows that the page is ours. */
    private static boolean isTls(Headers headers, @Nullable HttpServletRequest request) {
        String origin = headers.get("Origin");
        return request != null && request.isSecure()
                || origin != null && origin.strip().toLowerCase(Locale.ROOT).startsWith("https://");
    }

    private static Optional<String> value(Headers headers, String name) {
        String line = headers.get("Cookie");

        if (line != null) {
            // HTTP/2 may send them in several lines, which are joined by commas.
            for (String each : line.split("[;,]", -1)) {
                String cookie = each.strip();
                if (cookie.startsWith(name + "=")) {
                    return Optional.of(cookie.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin.strip()).getRawAuthority();
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** Whether this host is the browser's own machine, whatever name servers say. */
    private static boolean isLocal(@Nullable String host) {
        String name = host == null ? "" : host.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("[::1]")
                || name.matches("127(\\.\\d{1,3}){3}");
    }
}
