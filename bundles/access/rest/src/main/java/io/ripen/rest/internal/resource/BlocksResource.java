package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.policy.Backlogs;
import io.ripen.policy.Backlogs.Backlog;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.Transactions;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The switches that stop sending: for all, a team, a channel, a team's sender, a sequence of a team, or one address. */
@Path("blocks")
@Produces(MediaType.APPLICATION_JSON)
public final class BlocksResource {
    private static final Pattern NAME = Pattern.compile("hold|all|team:[a-z0-9_-]{1,64}|channel:[a-z][a-z0-9-]{0,49}"
            + "|sender:[a-z0-9_-]{1,64}/[a-z][a-z0-9-]{0,49}|sequence:[a-z0-9_-]{1,64}/[a-z0-9][a-z0-9._-]{0,99}"
            + "|phone:\\+[0-9]{4,15}|email:[^@\\s/]{1,64}@[^@\\s/]{1,255}");
    private static final int LONGEST_REASON = 500;
    private static final String EMAIL = "email:";
    private static final String BACKLOG = "/backlog";
    private static final String FUTURE = "To stop what does not exist yet, send \"future\":true along with the reason.";

    private final Needed<Blocks> blocks;
    private final Needed<Backlogs> backlogs;
    private final Needed<Transactions> transactions;
    private final KnownNames known;

    public BlocksResource(
            Needed<Blocks> blocks, Needed<Backlogs> backlogs, Needed<Transactions> transactions, KnownNames known) {
        this.blocks = blocks;
        this.backlogs = backlogs;
        this.transactions = transactions;
        this.known = known;
    }

    /**
     * Why it is set.
     *
     * @param future true when the team, sequence or channel does not exist yet and the block is to hold once it does
     */
    public record Body(@Nullable String reason, @Nullable Boolean future) {}

    @GET
    @Needs(Role.VIEWER)
    public Listing<Block> all(@Context SecurityContext login) {
        return new Listing<>(blocks.get().all(Caller.of(login)), null);
    }

    @PUT
    @Path("{name: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.MANAGER)
    public Response set(@PathParam("name") String name, @Context SecurityContext login, Body body) {
        String checked = checked(name);
        String reason = body.reason() == null ? "" : body.reason().strip();
        if (reason.isEmpty()
                || reason.length() > LONGEST_REASON
                || reason.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid(
                    "reason",
                    "The field 'reason' is missing, or has control characters or more than " + LONGEST_REASON
                            + " characters.",
                    "Say in a sentence why sending stops; it is shown with everything that waits.");
        }
        Actor by = Caller.of(login);
        if (!Boolean.TRUE.equals(body.future())) {
            exists(by, checked);
        } else {
            Blocks.teamOf(checked).filter(team -> !by.admin()).ifPresent(team -> known.team(by, team, ""));
        }
        boolean set = blocks.get().set(by, checked, reason);
        return Response.status(set ? Response.Status.CREATED : Response.Status.OK)
                .entity(block(checked))
                .build();
    }

    @DELETE
    @Path("{name: .+}")
    @Needs(Role.MANAGER)
    public Response lift(@PathParam("name") String name, @Context SecurityContext login) {
        String checked = checked(name);
        if (!blocks.get().lift(Caller.of(login), checked)) {
            throw ProblemException.notFound(
                    "There is no block " + Quoted.of(name) + "; nothing waits for it.",
                    "GET /api/v1/blocks lists those that are set.");
        }
        return Response.noContent().build();
    }

    /** For a block whose own name ends like the address of a backlog, such as that of a sequence 'backlog'. */
    @PUT
    @Path("{name: .+}/backlog")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.MANAGER)
    public Response setBacklog(@PathParam("name") String name, @Context SecurityContext login, Body body) {
        return set(name + BACKLOG, login, body);
    }

    /** As {@link #setBacklog}. */
    @DELETE
    @Path("{name: .+}/backlog")
    @Needs(Role.MANAGER)
    public Response liftBacklog(@PathParam("name") String name, @Context SecurityContext login) {
        return lift(name + BACKLOG, login);
    }

    @GET
    @Path("{name: .+}/backlog")
    @Needs(Role.VIEWER)
    public Backlog backlog(@Context SecurityContext login, @PathParam("name") String name) {
        return backlogs.get()
                .behind(Caller.of(login), checked(name))
                .orElseThrow(() -> ProblemException.notFound(
                        "There is no block " + Quoted.of(name) + "; nothing waits for it.",
                        "GET /api/v1/blocks lists those that are set."));
    }

    private Block block(String name) {
        Map<String, Block> found = transactions.get().call(work -> blocks.get().among(work, java.util.List.of(name)));
        return Objects.requireNonNull(found.get(name));
    }

    /** A switch that stops nothing must not answer as if it did. */
    private void exists(Actor by, String name) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        String[] what = name.substring(colon + 1).split("/", 2);
        switch (kind) {
            case "team" -> known.team(by, new TeamId(what[0]), FUTURE);
            case "channel" -> known.channel(what[0], FUTURE);
            case "sender" -> {
                known.team(by, new TeamId(what[0]), FUTURE);
                known.channel(what[1], FUTURE);
            }
            case "sequence" -> {
                known.team(by, new TeamId(what[0]), FUTURE);
                known.sequence(by, new SequenceId(what[1]), FUTURE);
            }
            default -> {
                // All, or an address: it holds for whom it names, whoever comes.
            }
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.notFound(
                    Quoted.of(name) + " is not the name of a block.",
                    "Use hold, all, team:TEAM, channel:CHANNEL, sender:TEAM/CHANNEL, sequence:TEAM/SEQUENCE, phone:+14155550100 or"
                            + " email:ADDRESS.");
        }
        return name.startsWith(EMAIL) ? Blocks.address(AddressKind.EMAIL, name.substring(EMAIL.length())) : name;
    }
}
