package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ripen.access.Role;
import io.ripen.privacy.PersonExport;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.json.JsonFormat;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import java.io.IOException;
import java.io.OutputStream;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.StreamingOutput;

/** All that is kept of one person, as one document. */
@Path("contacts/{id}/export")
@Needs(Role.MANAGER)
@Produces(MediaType.APPLICATION_JSON)
public final class PersonExportResource {
    private final Needed<PersonExport> export;
    private final ObjectMapper mapper = JsonFormat.mapper();

    public PersonExportResource(Needed<PersonExport> export) {
        this.export = export;
    }

    @GET
    public Response export(@PathParam("id") String id, @Context SecurityContext login) {
        PersonExport.Document document =
                export.get().of(Caller.of(login), Ids.contactInPath(id)).orElseThrow(() -> Ids.noSuch("contact", id));
        StreamingOutput body = to -> write(document, to);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"contact-" + id + ".json\"")
                .build();
    }

    /** Ends without its last bracket when something fails on the way, so that nobody takes it for whole. */
    private void write(PersonExport.Document document, OutputStream to) throws IOException {
        JsonGenerator json = mapper.createGenerator(to).disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        String[] open = {""};
        json.writeStartObject();
        document.read((kind, row) -> {
            if (!kind.equals(open[0])) {
                if (!open[0].isEmpty()) {
                    json.writeEndArray();
                }
                json.writeArrayFieldStart(kind);
                open[0] = kind;
            }
            json.writePOJO(row);
        });
        if (!open[0].isEmpty()) {
            json.writeEndArray();
        }
        json.writeEndObject();
        json.flush();
    }
}
