package io.ripen.rest.internal.http;

import java.util.Locale;
import java.util.Set;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.ext.Provider;

/**
 * Refuses calls that change something and that a browser makes on behalf of another site. A browser that knows our Basic
 * password would send it along with a form of any page; it also sends {@code Sec-Fetch-Site}, which no page can forge. What
 * {@code Origin} says is checked before, by the filter of ripen-http.
 */
@Provider
@PreMatching
public final class CrossSiteFilter implements ContainerRequestFilter {
    private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");
    /** Methods that change nothing. */
    public static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void filter(ContainerRequestContext request) {
        if (isOtherSite(request) && !READING.contains(request.getMethod())) {
            throw refused();
        }
    }

    /** What a page of another site is told. */
    public static ProblemException refused() {
        return ProblemException.of(
                403,
                "cross-site",
                "Refused",
                "The browser says that a page of another site makes this call.",
                "Call the API from a program, or from a page that Ripen serves itself.");
    }

    /** Whether the browser says that a page of another site makes the call; also one of another host of the same domain. */
    public static boolean isOtherSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        return site != null && !OWN_PAGE.contains(site.strip().toLowerCase(Locale.ROOT));
    }
}
