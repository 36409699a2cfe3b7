package io.ripen.rest.internal.resource;

import io.ripen.message.SmsText;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.SignedIn;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Says what a text would cost as SMS; nothing is kept or sent. */
@SignedIn
@Path("tools/sms")
@Produces(MediaType.APPLICATION_JSON)
public final class SmsToolResource {

    /** The text as it would be sent. */
    public record Body(@Nullable String text) {}

    /** What it costs, and what would make it cheaper. */
    public record Result(String encoding, int characters, int segments, String plain, List<String> hints) {
        static Result of(SmsText text) {
            return new Result(text.encoding().word(), text.characters(), text.segments(), text.plain(), text.hints());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Result count(Body body) {
        if (body.text() == null) {
            throw ProblemException.invalid(
                    "text", "The field 'text' is missing.", "Send {\"text\":\"…\"}; it may be empty.");
        }
        return Result.of(SmsText.of(body.text()));
    }
}
