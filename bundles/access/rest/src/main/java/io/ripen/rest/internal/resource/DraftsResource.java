package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.message.Drafts;
import io.ripen.message.Drafts.NoDraftException;
import io.ripen.message.Drafts.Preview;
import io.ripen.message.Drafts.Trial;
import io.ripen.message.Hint;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Shows what a step would say to a lead, and sends it to whoever wants to see it. Nothing is kept, nothing counts. */
@Path("sequences/{id}/steps/{step}")
@Produces(MediaType.APPLICATION_JSON)
public final class DraftsResource {
    private final Needed<Drafts> drafts;

    public DraftsResource(Needed<Drafts> drafts) {
        this.drafts = drafts;
    }

    /** Whose data fill it in. */
    public record PreviewBody(@Nullable ContactId contactId) {}

    /** Whose data fill it in, and who gets it. */
    public record TestBody(
            @Nullable ContactId contactId, @Nullable String to) {}

    /** The message; {@code sms} for a channel that sends texts. */
    public record Shown(
            String channel,
            String template,
            @Nullable String subject,
            String text,
            @Nullable String html,
            Map<String, String> headers,
            SmsToolResource.@Nullable Result sms,
            List<Hint> hints) {
        static Shown of(Preview preview) {
            return new Shown(
                    preview.channel(),
                    preview.template(),
                    preview.subject(),
                    preview.text(),
                    preview.html(),
                    preview.headers(),
                    preview.sms() == null ? null : SmsToolResource.Result.of(preview.sms()),
                    preview.hints());
        }
    }

    /** What became of it. */
    public record Tried(
            boolean test,
            String decision,
            @Nullable String policy,
            @Nullable String reason,
            @Nullable Instant until,
            @Nullable String providerId,
            Shown message) {}

    @POST
    @Path("preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.VIEWER)
    public Shown preview(
            @Context SecurityContext login,
            @PathParam("id") String id,
            @PathParam("step") String step,
            PreviewBody body) {
        SequenceId sequence = Ids.sequenceInPath(id);
        try {
            return Shown.of(drafts.get().preview(Caller.of(login), sequence, step(step), contact(body.contactId())));
        } catch (NoDraftException none) {
            throw problem(none);
        }
    }

    @POST
    @Path("test")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.MANAGER)
    public Tried test(
            @PathParam("id") String id, @PathParam("step") String step, @Context SecurityContext login, TestBody body) {
        SequenceId sequence = Ids.sequenceInPath(id);
        if (body.to() == null || body.to().isBlank()) {
            throw ProblemException.invalid(
                    "to",
                    "The field 'to' is missing.",
                    "Send your phone number with its country code, or your e-mail address.");
        }
        try {
            Trial trial = drafts.get()
                    .test(
                            Caller.of(login),
                            sequence,
                            step(step),
                            contact(body.contactId()),
                            body.to().strip());
            return new Tried(
                    true,
                    trial.state().name().toLowerCase(Locale.ROOT),
                    trial.policy(),
                    trial.reason(),
                    trial.until(),
                    trial.providerId(),
                    Shown.of(trial.message()));
        } catch (NoDraftException none) {
            throw problem(none);
        }
    }

    private static ContactId contact(@Nullable ContactId contact) {
        if (contact == null) {
            throw ProblemException.invalid(
                    "contactId",
                    "The field 'contactId' is missing.",
                    "Send the id of a lead to fill the message in for.");
        }
        return contact;
    }

    private static StepId step(String text) {
        try {
            return new StepId(text);
        } catch (IllegalArgumentException none) {
            throw Ids.noSuch("step", text);
        }
    }

    private static ProblemException problem(NoDraftException none) {
        String message = String.valueOf(none.getMessage());
        return switch (none.kind()) {
            case NOT_FOUND ->
                ProblemException.notFound(message, "GET /api/v1/sequences shows sequences and their steps.");
            case INVALID ->
                ProblemException.of(400, "invalid", "The request is not valid", message, "Nothing was sent.");
            case STOPPED ->
                ProblemException.unusable(
                        message,
                        "The message would be stopped for this lead, and the timeline would say the same.",
                        List.of());
        };
    }
}
