package io.ripen.http.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells which pages may change something. A browser that knows somebody's login sends it along with a form of any page; it
 * also says whose page it is, in {@code Origin} and to safe addresses in {@code Sec-Fetch-Site}, and no page can forge
 * either. Programs send neither. Immutable.
 */
final class Origins {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

    private final Set<String> ours = new HashSet<>();
    /** Host of the public address; the empty string for none. */
    private final String own;

    /**
     * @param publicUrl the address that people know, or blank
     * @param further origins, each {@code https://host} or {@code https://host:port}
     */
    Origins(String publicUrl, List<String> further) {
        for (String each : further) {
            String origin = plain(each);
            if (origin == null) {
                throw new IllegalArgumentException("'" + each + "' in origins of etc/" + HttpConfig.PID
                        + ".cfg is no origin. Write https://crm.example or https://crm.example:8443.");
            }
            ours.add(origin);
        }
        String address = publicUrl.isBlank() ? null : plain(originOf(publicUrl.strip()));
        if (address != null) {
            ours.add(address);
        }
        own = address == null ? "" : hostOf(address);
    }

    /** Whether it would change something, and a page of somebody else's makes it. */
    boolean isOtherSite(HttpServletRequest request) {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        List<String> origins = Collections.list(request.getHeaders("Origin"));
        String referer = request.getHeader("Referer");
        if (origins.isEmpty() && referer != null) {
            // Browsers of old say no more than this, and programs say nothing.
            origins = List.of(originOf(referer.strip()));
        }
        boolean listed = false;
        for (String each : origins) {
            String origin = plain(each.strip());
            listed = origin != null && ours.contains(origin);
            if (!listed && (origin == null || !isAsked(origin, request))) {
                return true;
            }
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return !listed && site != null && !OWN_PAGE.contains(site.strip().toLowerCase(Locale.ROOT));
    }

    /** The host asked, without a port that a scheme has by itself: a proxy in front may speak another scheme. */
    private static String asked(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? "" : host.strip().toLowerCase(Locale.ROOT).replaceFirst(":(80|443)?$", "");
    }

    /** Whether the page is of the host that was asked; if that is our public address, then of the same scheme too. */
    private boolean isAsked(String origin, HttpServletRequest request) {
        String host = asked(request);
        return hostOf(origin).equals(host) && !host.equals(own);
    }

    /** What comes before the path of an address. */
    private static String originOf(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        return path < 0 ? address : address.substring(0, path);
    }

    private static String hostOf(String origin) {
        return origin.substring(origin.indexOf("://") + 3);
    }

    /** Scheme, host and the port where it is not the scheme's own; null when it is no origin, as the word {@code null} is. */
    private static @Nullable String plain(String text) {
        try {
            URI uri = new URI(text);
            if (uri.getScheme() == null
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !uri.getRawPath().isEmpty()
                    || uri.getRawQuery() != null
                    || uri.getRawFragment() != null) {
                return null;
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int own = scheme.equals("https") ? 443 : 80;
            String port = uri.getPort() < 0 || uri.getPort() == own ? "" : ":" + uri.getPort();
            return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port;
        } catch (URISyntaxException none) {
            return null;
        }
    }
}
