package io.ripen.tracking.internal;

import io.ripen.tracking.Engagement;
import io.ripen.tracking.Sight;
import java.util.List;
import java.util.Locale;
import javax.servlet.http.HttpServletRequest;

/** What a request looks like by itself. Thread-safe. */
final class Sights {
    private static final List<String> PURPOSES = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");

    private final Agents agents;

    Sights(Agents agents) {
        this.agents = agents;
    }

    /**
     * @param pixel whether a pixel was asked for, which privacy proxies do and people do not
     */
    Sight of(HttpServletRequest request, boolean pixel) {
        String header = request.getHeader("User-Agent");
        String userAgent = header == null ? "" : header;
        Agents.Agent agent = agents.of(userAgent);
        // Without the network address, which would be personal and which scanners change.
        String fingerprint = Digest.of(userAgent + "\n" + request.getHeader("Accept-Language"));
        if (request.getMethod().equals("HEAD")) {
            return machine("head-request", agent, fingerprint);
        }
        if (isPrefetch(request)) {
            return machine("prefetch", agent, fingerprint);
        }
        if (pixel && agent.engagement() != Engagement.MACHINE && ClientAddress.isApple(request)) {
            return machine("privacy-proxy", agent, fingerprint);
        }
        return new Sight(agent.engagement(), agent.reason(), agent.name(), fingerprint);
    }

    private static boolean isPrefetch(HttpServletRequest request) {
        for (String name : PURPOSES) {
            String value = request.getHeader(name);
            if (value != null) {
                String purpose = value.toLowerCase(Locale.ROOT);
                if (purpose.contains("prefetch") || purpose.contains("preview") || purpose.contains("prerender")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Sight machine(String reason, Agents.Agent agent, String fingerprint) {
        return new Sight(Engagement.MACHINE, reason, agent.name(), fingerprint);
    }
}
