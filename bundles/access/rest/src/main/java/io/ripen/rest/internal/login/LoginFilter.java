package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.rest.internal.http.LockedBody;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.transaction.StoreUnavailableException;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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
 */
@Provider
@PreMatching
public final class LoginFilter implements ContainerRequestFilter {
    public static final Set<String> PUBLIC = Set.of("health", "openapi.json");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final String CHALLENGE = "Basic realm=\"Ripen\", charset=\"UTF-8\"";

    private final Callers callers;
    private final FailureLimit failures;
    private final FailureLog log;

    @Context
    private @Nullable HttpServletRequest servletRequest;

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    public LoginFilter(Callers callers, FailureLog log, LongSupplier nanoTime) {
        this.callers = callers;
        this.failures = new FailureLimit(nanoTime);
        this.log = log;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        boolean none = authorization == null || authorization.isBlank();
        String path = request.getUriInfo().getPath();
        boolean open = READING.contains(request.getMethod())
                && PUBLIC.contains(path.startsWith("/") ? path.substring(1) : path);
        if (none && open) {
            return;
        }
        if (authorization == null || none) {
            throw unauthorized("This call needs a login, and the header Authorization is missing.");
        }
        try {
            Optional<Actor> actor = check(Credential.of(authorization));
            if (actor.isPresent()) {
                LockedBody.unlock(
                        servletRequest,
                        actor.get().account() + " " + actor.get().name());
                request.setSecurityContext(new Caller(actor.get(), request.getSecurityContext()));
            } else if (!open) {
                throw unauthorized("The user, password or token in the header Authorization is wrong.");
            }
        } catch (TurnedAway over) {
            // A public call answers everybody, and tells more to who is logged in; a wrong login counts as one and is
            // nobody's.
            if (!open) {
                throw ProblemException.of(
                                429,
                                "too-many-failed-logins",
                                "Too many failed logins",
                                "Too many logins failed in a row, from your address or in all.",
                                "Wait a second, then log in with the right password or token.")
                        .header("Retry-After", "1");
            }
        } catch (ProblemException | StoreUnavailableException refusedOrAway) {
            // The accounts cannot be asked; health says so, and is asked most at such a time.
            if (!open) {
                throw refusedOrAway;
            }
        }
    }

    /** Who it is; empty when the login is wrong. */
    private Optional<Actor> check(Credential credential) throws TurnedAway {
        String address = servletRequest == null ? "" : String.valueOf(servletRequest.getRemoteAddr());
        String sender = group(address) + " " + credential.kind();
        String who = group(address) + " " + credential.who();
        if (!failures.begin(sender, who)) {
            log.failed(address, credential.kind(), true);
            throw new TurnedAway();
        }
        Optional<Actor> actor;
        try {
            actor = callers.check(credential);
        } catch (RuntimeException away) {
            failures.notChecked(sender, who);
            throw away;
        }
        if (actor.isPresent()) {
            failures.succeeded(sender, who);
        } else {
            log.failed(address, credential.kind(), false);
        }
        return actor;
    }

    /** The login was not looked at. */
    private static final class TurnedAway extends Exception {
        private static final long serialVersionUID = 1;

        TurnedAway() {
            super("Too many logins failed.", null, false, false);
        }
    }

    /** One sender: of IPv6 the first half, since everybody there has the second half to choose from. */
    private static String group(String address) {
        String[] parts = address.split(":", -1);
        return parts.length < 8 ? address : String.join(":", parts[0], parts[1], parts[2], parts[3]);
    }

    private static ProblemException unauthorized(String detail) {
        return ProblemException.of(
                        401,
                        "login",
                        "Login needed",
                        detail,
                        "Send HTTP Basic with your login and password, or 'Authorization: Bearer TOKEN'. The user 'admin' has the"
                                + " password of RIPEN_ADMIN_PASSWORD, or the one that the first start showed.")
                .header("WWW-Authenticate", CHALLENGE);
    }
}
