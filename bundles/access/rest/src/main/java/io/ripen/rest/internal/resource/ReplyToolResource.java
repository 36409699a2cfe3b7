package io.ripen.rest.internal.resource;

import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.SignedIn;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says what a lead's text would do; nothing is kept or changed. Read by the code that reads what comes in. */
@SignedIn
@Path("tools/reply")
@Produces(MediaType.APPLICATION_JSON)
public final class ReplyToolResource {
    private final Needed<ReplyReader> reader;

    public ReplyToolResource(Needed<ReplyReader> reader) {
        this.reader = reader;
    }

    /** @param text as the lead wrote it */
    public record Body(@Nullable String text) {}

    /**
     * What it would do.
     *
     * @param decision {@code opt-out}, {@code hold}, {@code opt-in}, {@code help} or {@code none}
     * @param kind {@code keyword}, {@code stop}, {@code wrong-person}, {@code elsewhere}, {@code reaction} or {@code other}
     * @param probability how much it reads like its kind, or of {@code other} like a request to stop, 0 to 1
     * @param unsure whether a person might well read it otherwise
     */
    public record Result(
            String decision, String reason, String matched, String kind, double probability, boolean unsure) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Result read(Body body) {
        if (body.text() == null) {
            throw ProblemException.invalid(
                    "text", "The field 'text' is missing.", "Send the text as the lead wrote it.");
        }
        ReplyReading reading = reader.get().read(body.text());
        return new Result(
                reading.decision().word(),
                reading.reason(),
                reading.matched(),
                reading.kind().word(),
                reading.probability(),
                reading.isUnsure());
    }
}
