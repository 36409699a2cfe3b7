package io.ripen.rest.internal.login;

import io.ripen.rest.internal.http.ProblemException;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.PreMatching;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without login, except to {@link #PUBLIC}. Runs before a resource is looked for, so that a call without
 * login also does not learn what there is; and it also guards resources that other bundles add to this application.
 */
@Provider
@PreMatching
public final class LoginFilter implements ContainerRequestFilter {
    public static final Set<String> PUBLIC = Set.of("health", "openapi.json");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CHALLENGE = "Basic realm=\"Ripen\", charset=\"UTF-8\"";

    private final Logins logins;
    private final FailureLimit failures;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    public LoginFilter(Logins logins, LongSupplier nanoTime) {
        this.logins = logins;
        this.failures = new FailureLimit(nanoTime);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (READING.contains(request.getMethod()) && PUBLIC.contains(path.startsWith("/") ? path.substring(1) : path)) {
            welcome(request);
            return;
        }
        String authorization = request.getHeaderString("Authorization");
        if (authorization == null || authorization.isBlank()) {
            throw unauthorized("This call needs a login, and the header Authorization is missing.");
        }
        String address = servletRequest == null ? "" : String.valueOf(servletRequest.getRemoteAddr());
        if (!failures.allows(address)) {
            throw ProblemException.of(
                            429,
                            "too-many-failed-logins",
                            "Too many failed logins",
                            "Too many logins from your address failed in a row.",
                            "Wait some seconds, then log in with the right password or token.")
                    .header("Retry-After", "5");
        }
        Optional<String> name = logins.check(authorization);
        if (name.isEmpty()) {
            failures.failed(address);
            throw unauthorized("The user, password or token in the header Authorization is wrong.");
        }
        request.setSecurityContext(new LoggedIn(name.get(), request.getSecurityContext()));
    }

    /** A public call answers everybody, and tells more to who is logged in; a wrong login counts as one and is nobody's. */
    private void welcome(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        String address = servletRequest == null ? "" : String.valueOf(servletRequest.getRemoteAddr());
        if (authorization == null || authorization.isBlank() || !failures.allows(address)) {
            return;
        }
        Optional<String> name = logins.check(authorization);
        if (name.isEmpty()) {
            failures.failed(address);
            return;
        }
        request.setSecurityContext(new LoggedIn(name.get(), request.getSecurityContext()));
    }

    private static ProblemException unauthorized(String detail) {
        return ProblemException.of(
                        401,
                        "login",
                        "Login needed",
                        detail,
                        "Send HTTP Basic with the user 'admin' and the password of RIPEN_ADMIN_PASSWORD (or the one that"
                                + " the first start showed), or 'Authorization: Bearer TOKEN'.")
                .header("WWW-Authenticate", CHALLENGE);
    }

    private record LoggedIn(String name, @Nullable SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return role.equals("admin");
        }

        @Override
        public boolean isSecure() {
            return before != null && before.isSecure();
        }

        @Override
        public @Nullable String getAuthenticationScheme() {
            return "RIPEN";
        }
    }
}
