package io.ripen.rest.internal.resource;

import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^\\s@<>,;:]{1,64}@[^\\s@<>,;:]{1,255}");
    private static final int MOST_FAULTS = 1_000_000;
    private static final int LONGEST_TEXT = 1_600;
    private static final int LONGEST_MAIL = 20_000;
    private static final int LONGEST_SUBJECT = 500;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Supplier<Optional<Sandbox>> sandbox;

    public SandboxResource(Supplier<Optional<Sandbox>> sandbox) {
        this.sandbox = sandbox;
    }

    /** Which fault, and for how many requests. */
    public record FaultBody(
            @Nullable String fault, @Nullable Integer times) {}

    /** Who answers what; {@code subject} and {@code kind} only of a mail. */
    public record ReplyBody(
            @Nullable String from,
            @Nullable String text,
            @Nullable String subject,
            @Nullable String kind) {}

    /** What is planned now. */
    public record Planned(Fault fault, int times) {}

    /** What the product answered to the webhook, and what it took a mail for. */
    public record Replied(int status, @Nullable String kind) {}

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
                    "from",
                    "The field 'from' is missing or empty.",
                    "Send the lead's number, such as '+14155550100', or mail address.");
        }
        String text = body.text();
        if (text != null && text.length() > (from.contains("@") ? LONGEST_MAIL : LONGEST_TEXT)) {
            throw invalidText("The field 'text' is too long.");
        }
        if (from.contains("@")) {
            return byMail(present, from.strip(), body);
        }
        if (!from.strip().matches("(whatsapp:)?\\+?[0-9 ().-]{3,30}")) {
            throw ProblemException.invalid(
                    "from",
                    "The field 'from' is neither a phone number nor a mail address.",
                    "Send the lead's number, such as '+14155550100' or 'whatsapp:+14155550100', or mail address.");
        }
        if (body.kind() != null || body.subject() != null) {
            throw ProblemException.invalid(
                    body.kind() != null ? "kind" : "subject",
                    "The field is for mails only.",
                    "Leave it out, or send the lead's mail address in 'from'.");
        }
        if (text == null) {
            throw invalidText("The field 'text' is missing.");
        }
        return new Replied(present.replyBySms(from.strip(), text), null);
    }

    private static Replied byMail(Sandbox present, String from, ReplyBody body) {
        if (!MAIL_ADDRESS.matcher(from).matches()) {
            throw ProblemException.invalid(
                    "from",
                    "The field 'from' is no mail address.",
                    "Send the lead's address, such as 'ann@acme.example'.");
        }
        if (body.subject() != null
                && (body.subject().length() > LONGEST_SUBJECT
                        || CONTROL.matcher(body.subject()).find())) {
            throw ProblemException.invalid(
                    "subject",
                    "The field 'subject' is too long, or not one line.",
                    "Send one line of at most " + LONGEST_SUBJECT + " characters.");
        }
        LeadMail.Kind kind =
                body.kind() == null ? LeadMail.Kind.REPLY : Choice.of("kind", body.kind(), LeadMail.Kind.class);
        if (kind == LeadMail.Kind.REPLY && (body.text() == null || body.text().isBlank())) {
            throw invalidText("The field 'text' is missing or empty.");
        }
        try {
            return new Replied(200, present.replyByMail(new LeadMail(kind, from, body.subject(), body.text())));
        } catch (IllegalArgumentException nothing) {
            throw ProblemException.invalid(
                    "from",
                    String.valueOf(nothing.getMessage()),
                    "Let Ripen write to this address first; GET /sandbox/messages lists what went out.");
        } catch (IllegalStateException away) {
            throw ProblemException.of(
                    503,
                    "unavailable",
                    "Not available now",
                    String.valueOf(away.getMessage()),
                    "Install ripen-mailbox and ripen-inbound-mail, or try again in a moment.");
        }
    }

    private static ProblemException invalidText(String detail) {
        return ProblemException.invalid(
                "text",
                detail,
                "Send what the lead writes, at most " + LONGEST_TEXT + " characters by SMS, " + LONGEST_MAIL
                        + " by mail.");
    }

    private Sandbox present() {
        return sandbox.get()
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no sandbox here: messages go to real providers, or its bundle is not installed.",
                        "Start Ripen without RIPEN_TWILIO_URL and RIPEN_SMTP_URL to have one."));
    }
}
