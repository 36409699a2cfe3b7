package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.rest.internal.http.ProblemException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.container.ResourceInfo;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through by the role of who makes it. What is not marked needs an admin, so that a new call, and one of another
 * bundle, is closed until somebody has thought about it.
 */
@Provider
public final class RoleFilter implements ContainerRequestFilter {
    @Context
    private @Nullable ResourceInfo call;

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Actor> caller = Caller.find(request.getSecurityContext());
        // Without a caller the LoginFilter has let it through, as a public call.
        if (caller.isEmpty()
                || caller.get().admin()
                || marked(Public.class) != null
                || marked(SignedIn.class) != null) {
            return;
        }
        Needs needs = marked(Needs.class);
        if (needs == null) {
            throw refused(caller.get().name() + " is no admin, and this call needs one.");
        }
        if (!caller.get().may(needs.value())) {
            throw refused(
                    caller.get().name() + " is no " + needs.value().word() + " in any team, and this call needs one.");
        }
    }

    private <A extends Annotation> @Nullable A marked(Class<A> type) {
        Method method = call == null ? null : call.getResourceMethod();
        if (call == null || method == null) {
            return null;
        }
        A own = method.getAnnotation(type);
        return own != null ? own : call.getResourceClass().getAnnotation(type);
    }

    public static ProblemException refused(String detail) {
        return ProblemException.of(
                403,
                "role",
                "Not allowed",
                detail,
                "Ask an admin. GET /api/v1/me says which roles you have, and openapi.json which role each call needs.");
    }
}
