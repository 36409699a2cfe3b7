package io.ripen.rest.internal.resource;

import java.security.Principal;
import javax.ws.rs.core.SecurityContext;

/** Who is logged in, for records of what was done by hand. */
final class Writer {
    private Writer() {}

    static String of(SecurityContext login) {
        Principal who = login.getUserPrincipal();
        return who == null || who.getName() == null ? "somebody" : who.getName();
    }
}
