package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.login.Public;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;

/** The description of this API. */
@Path("openapi.json")
@Produces(MediaType.APPLICATION_JSON)
@Public
public final class OpenApiResource {
    private static final String FILE = "/io/ripen/rest/internal/openapi.json";

    @GET
    public byte[] show() {
        try (InputStream file = OpenApiResource.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("The REST bundle lacks its file " + FILE + ": build it anew.");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The REST bundle's file " + FILE + " cannot be read.", e);
        }
    }
}
