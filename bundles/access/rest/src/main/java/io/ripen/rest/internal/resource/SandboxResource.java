package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What the sandbox received, and how it is told to fail or to answer. All of it is 404 where there is no sandbox. */
@Path("sandbox")
@Produces(MediaType.APPLICATION_JSON)
public final class SandboxResource {
    private static final int MOST_FAULTS = 1_000_000;
    private static final int LONGEST_TEXT = 1_600;

    private final Supplier<Optional<Sandbox>> sandbox;

    public SandboxResource(Supplier<Optional<Sandbox>> sandbox) {
        this.sandbox = sandbox;
    }

    /** Which fault, and for how many requests. */
    public record FaultBody(
            @Nullable String fault, @Nullable Integer times) {}

    /** Who answers what. */
    public record ReplyBody(@Nullable String from, @Nullable String text) {}

    /** What is planned now. */
    public record Planned(Fault fault, int times) {}

    /** What the product answered to the webhook. */
    public record Replied(int status) {}

    @GET
    @Path("messages")
    public Listing<SandboxMessage> messages(
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        List<SandboxMessage> found = present().messages(paging.after(), paging.limit());
        return paging.page(found, SandboxMessage::number, uri);
    }

    @POST
    @Path("faults")
    @Consumes(MediaType.APPLICATION_JSON)
    public Planned fail(FaultBody body) {
        Sandbox present = present();
        if (body.fault() == null) {
            throw ProblemException.invalid(
                    "fault", "The field 'fault' is missing.", "Send {\"fault\":\"SERVER_ERROR\",\"times\":1}.");
        }
        Fault fault = Choice.of("fault", body.fault(), Fault.class);
        int times = body.times() == null ? 1 : body.times();
        if (times < 0 || times > MOST_FAULTS) {
            throw ProblemException.invalid(
                    "times",
                    "The field 'times' is out of range.",
                    "Use 0 to " + MOST_FAULTS + "; 0 takes faults back.");
        }
        present.fail(fault, times);
        return new Planned(fault, times);
    }

    @POST
    @Path("replies")
    @Consumes(MediaType.APPLICATION_JSON)
    public Replied reply(ReplyBody body) {
        Sandbox present = present();
        String from = body.from();
        if (from == null || from.isBlank()) {
            throw ProblemException.invalid(
                    "from", "The field 'from' is missing or empty.", "Send the lead's number, such as '+14155550100'.");
        }
        if (!from.strip().matches("\\+?[0-9 ().-]{3,30}")) {
            throw ProblemException.invalid(
                    "from", "The field 'from' is no phone number.", "Send the lead's number, such as '+14155550100'.");
        }
        String text = body.text();
        if (text == null || text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid(
                    "text",
                    text == null ? "The field 'text' is missing." : "The field 'text' is too long.",
                    "Send what the lead writes, at most " + LONGEST_TEXT + " characters.");
        }
        return new Replied(present.replyBySms(from.strip(), text));
    }

    private Sandbox present() {
        return sandbox.get()
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no sandbox here: messages go to real providers, or its bundle is not installed.",
                        "Start Ripen without RIPEN_TWILIO_URL and RIPEN_SMTP_URL to have one."));
    }
}
