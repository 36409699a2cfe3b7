package io.ripen.rest.internal.login;

import io.ripen.access.Actor;
import io.ripen.access.WebSession;
import java.security.Principal;
import java.util.Optional;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Who makes a call, as a resource finds it in its security context. */
public record Caller(
        Actor actor, @Nullable WebSession session, @Nullable SecurityContext before) implements SecurityContext {

    /** The session in the console by which the call came; empty when it came with a header Authorization, or is public. */
    public static Optional<WebSession> session(SecurityContext login) {
        return login.getUserPrincipal() instanceof Named named
                ? Optional.ofNullable(named.session())
                : Optional.empty();
    }

    /** Who calls; empty for a public call without a login. */
    public static Optional<Actor> find(SecurityContext login) {
        return login.getUserPrincipal() instanceof Named named ? Optional.of(named.actor()) : Optional.empty();
    }

    /** Who calls; for a call that needs a login. */
    public static Actor of(SecurityContext login) {
        return find(login)
                .orElseThrow(() -> new IllegalStateException("A call that needs a login was reached without one."));
    }

    private record Named(Actor actor, @Nullable WebSession session) implements Principal {
        @Override
        public String getName() {
            return actor.name();
        }
    }

    @Override
    public Principal getUserPrincipal() {
        return new Named(actor, session);
    }

    @Override
    public boolean isUserInRole(String role) {
        return role.equals("admin") && actor.admin();
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
