package io.ripen.http.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;

/**
 * Looks at what stands before the headers' end. Code behind us makes a URI of path and host, and fails in its depths on what
 * is none; every answer of that kind would leave a stack trace in the log.
 */
final class RequestHead {
    /** What RFC 3986 lets stand in a path. */
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*+", Pattern.DOTALL);

    /** Behind a link of a message may stand what browsers do not encode: a bracket of the text, most of all. */
    private static final Pattern LINK =
            Pattern.compile("/t/[cu]/[A-Za-z0-9_-]{10,60}+(?:[!-$&-.0-~]|%[0-9A-Fa-f]{2}){1,200}+");

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{0,5})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._~-]{1,255}|\\[?[0-9A-Fa-f:.]{2,45}]?");

    private RequestHead() {}

    /** What is wrong with it; empty when nothing is. */
    static Optional<Refusal> problem(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path != null && !PATH.matcher(path).matches() && !LINK.matcher(path).matches()) {
            return Optional.of(Refusal.PATH);
        }
        List<String> hosts = Collections.list(request.getHeaders("Host"));
        String name = request.getServerName();
        boolean fits = hosts.size() <= 1
                && hosts.stream().allMatch(host -> HOST.matcher(host).matches() && makesAnAddress(host))
                && (name == null || NAME.matcher(name).matches());
        return fits ? Optional.empty() : Optional.of(Refusal.HOST);
    }

    /** Asked of the class that the code behind us uses: {@code [1:2:3]} looks like an address of IPv6 and is none. */
    private static boolean makesAnAddress(String host) {
        try {
            new URI("http://" + host + "/");
            return true;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
