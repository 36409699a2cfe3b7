package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.access.WebSession;
import io.ripen.access.WebSessions;
import io.ripen.rest.internal.http.CrossSiteFilter;
import io.ripen.rest.internal.http.LockedBody;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.transaction.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without login, except to {@link #PUBLIC}. Runs before a resource is looked for, so that a call without
 * login also does not learn what there is; and it also guards resources that other bundles add to this application.
 *
 * <p>A login is the header {@code Authorization}, or the cookie of a session in the console. The cookie counts only for calls that no
 * page of another site makes, and changes something only with a second proof ({@link CsrfToken}).
 */
@Provider
@PreMatching
public final class LoginFilter implements ContainerRequestFilter {
    public static final Set<String> PUBLIC = Set.of("GET health", "GET openapi.json", "POST session");
    private static final String CHALLENGE = "Basic realm=\"Ripen\", charset=\"UTF-8\"";
    /** Browsers ask for a password by themselves when they are challenged to Basic, and leave this one to the page. */
    static final String CHALLENGE_TO_PAGE = "Session realm=\"Ripen\"";

    private final Attempts attempts;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    public LoginFilter(Attempts attempts) {
        this.attempts = attempts;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (isOpen(request) && !CrossSiteFilter.READING.contains(request.getMethod())) {
            // It looks at the login itself, and takes a small body.
            LockedBody.unlock(servletRequest, address());
            return;
        }
        try {
            String authorization = request.getHeaderString("Authorization");
            if (authorization == null || authorization.isBlank()) {
                bySession(request);
            } else {
                byHeader(request, Credential.of(authorization));
            }
        } catch (ProblemException | StoreUnavailableException refusedOrAway) {
            // A public call answers everybody, and tells more to who is logged in; a wrong login counts as one and is
            // nobody's.
            // While the accounts cannot be asked, health says so, and is asked most.
            if (!isOpen(request)) {
                throw refusedOrAway;
            }
        }
    }

    private static boolean isOpen(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        return PUBLIC.contains(method + " " + (path.startsWith("/") ? path.substring(1) : path));
    }

    private void byHeader(ContainerRequestContext request, Credential credential) {
        Actor actor = attempts.check(address(), credential, attempts.callers()::check)
                .orElseThrow(() ->
                        unauthorized(request, "The user, password or token in the header Authorization is wrong."));
        enter(request, actor, null);
    }

    private void bySession(ContainerRequestContext request) {
        Headers headers = request::getHeaderString;
        String key = BrowserCookie.key(headers)
                .orElseThrow(() ->
                        unauthorized(request, "This call needs a login, and the header Authorization is missing."));
        if (CrossSiteFilter.isOtherSite(request)) {
            throw CrossSiteFilter.refused();
        }
        Optional<WebSessions.Opened> found =
                attempts.check(address(), new Credential.Session(key), attempts.callers()::session);
        WebSessions.Opened opened =
                found.orElseThrow(() -> unauthorized(request, "The session is over. Nothing was changed.")
                        .header("Set-Cookie", BrowserCookie.forget(headers)));
        if (!CrossSiteFilter.READING.contains(request.getMethod())) {
            CsrfToken.require(headers, key);
        }
        enter(request, opened.actor(), opened.session());
    }

    private void enter(ContainerRequestContext request, Actor actor, @Nullable WebSession session) {
        LockedBody.unlock(servletRequest, actor.account() + " " + actor.name());
        request.setSecurityContext(new Caller(actor, session, request.getSecurityContext()));
    }

    private String address() {
        return servletRequest == null ? "" : String.valueOf(servletRequest.getRemoteAddr());
    }

    private static ProblemException unauthorized(ContainerRequestContext request, String detail) {
        boolean page = "empty".equals(request.getHeaderString("Sec-Fetch-Dest"));
        return ProblemException.of(
                        401,
                        "login",
                        "Login needed",
                        detail,
                        "Send HTTP Basic with your login and password, or 'Authorization: Bearer TOKEN'; a page in a browser"
                                + " signs in by POST /api/v1/session. The user 'admin' has the password of"
                                + " RIPEN_ADMIN_PASSWORD, or the one that the first start made.")
                .header("WWW-Authenticate", page ? CHALLENGE_TO_PAGE : CHALLENGE);
    }
}
