package io.ripen.rest.internal.resource;

import javax.ws.rs.core.Response;
import javax.ws.rs.core.UriInfo;

/** Addresses of what was created. */
final class Addresses {
    private Addresses() {}

    /**
     * 201 with a Location that is a path. CXF would put its own idea of the host's name before it, which is wrong behind a
     * proxy; every client resolves a path against the address that it used.
     */
    static Response.ResponseBuilder created(UriInfo uri, String kind, String id) {
        String base = uri.getBaseUri().getRawPath();
        return Response.status(Response.Status.CREATED)
                .header("Location", base + (base.endsWith("/") ? "" : "/") + kind + "/" + id);
    }
}
