package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks.Block;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.Consents;
import io.ripen.policy.OptOuts;
import io.ripen.policy.OptOuts.Choice;
import io.ripen.policy.OptOuts.Standing;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Whether a lead may be written to, who said so when and in which words, and what a person decides about it. */
@Path("contacts/{id}/consent")
@Produces(MediaType.APPLICATION_JSON)
public final class ConsentResource {
    private static final int LONGEST_NOTE = 5_000;

    private final Needed<Consents> consents;
    private final Needed<OptOuts> optOuts;

    public ConsentResource(Needed<Consents> consents, Needed<OptOuts> optOuts) {
        this.consents = consents;
        this.optOuts = optOuts;
    }

    /** @param decision {@code opt-out} or {@code keep} */
    public record Body(@Nullable String decision, @Nullable String note) {}

    /** An address that nothing is sent to, until a moment if there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Suppressed(
            String kind,
            String address,
            String reason,
            Instant since,
            @Nullable Instant until) {}

    /** An address that waits for a decision. */
    public record Held(String block, String reason, Instant since) {}

    /** A moment at which somebody allowed or forbade. */
    public record Entry(
            String kind,
            String address,
            String channel,
            String state,
            String source,
            @Nullable String wording,
            Instant at,
            @Nullable String team,
            @Nullable String by) {}

    /** Where the lead stands, and how it came to that, the newest first. */
    public record Result(List<Suppressed> suppressed, List<Held> held, List<Entry> records) {}

    @GET
    @Needs(Role.VIEWER)
    public Result show(@Context SecurityContext login, @PathParam("id") String id) {
        Actor by = Caller.of(login);
        ContactId contact = Ids.contactInPath(id);
        return result(by, contact, optOuts.get().standing(by, contact).orElseThrow(() -> Ids.noSuch("contact", id)));
    }

    /** The same decision again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Result decide(@PathParam("id") String id, Body body, @Context SecurityContext login) {
        ContactId contact = Ids.contactInPath(id);
        Actor by = Caller.of(login);
        Choice choice = choice(body.decision());
        if (body.note() != null && body.note().length() > LONGEST_NOTE) {
            throw ProblemException.invalid(
                    "note",
                    "The note has " + body.note().length() + " characters, and at most " + LONGEST_NOTE + " are kept.",
                    "Write less.");
        }
        return result(
                by,
                contact,
                optOuts.get().decide(by, contact, choice, body.note()).orElseThrow(() -> Ids.noSuch("contact", id)));
    }

    private static Choice choice(@Nullable String decision) {
        if ("opt-out".equals(decision)) {
            return Choice.OPT_OUT;
        }
        if ("keep".equals(decision)) {
            return Choice.KEEP;
        }
        throw ProblemException.invalid(
                "decision",
                decision == null ? "The field 'decision' is missing." : "That is no decision.",
                "Send 'opt-out' when the lead wants no more messages, or 'keep' when that was not meant.");
    }

    private Result result(Actor by, ContactId contact, Standing standing) {
        return new Result(
                standing.suppressed().stream().map(ConsentResource::suppressed).toList(),
                standing.held().stream().map(ConsentResource::held).toList(),
                consents.get().of(by, contact).stream()
                        .map(ConsentResource::entry)
                        .toList());
    }

    private static Suppressed suppressed(Suppression each) {
        return new Suppressed(word(each.kind()), each.address(), each.reason(), each.since(), each.until());
    }

    private static Held held(Block each) {
        return new Held(each.name(), each.reason(), each.since());
    }

    private static Entry entry(ConsentRecord each) {
        return new Entry(
                word(each.kind()),
                each.address(),
                each.channel(),
                each.state().word(),
                each.source(),
                each.wording(),
                each.at(),
                each.team() == null ? null : each.team().value(),
                each.by());
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
