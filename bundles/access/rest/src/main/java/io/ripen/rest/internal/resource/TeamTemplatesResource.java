package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.message.TemplateOverrides;
import io.ripen.message.TemplateOverrides.Template;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Problem.FieldError;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.time.Instant;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The templates of a sequence as a team has them. */
@Path("teams/{team}/sequences/{id}/templates")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamTemplatesResource {
    private static final long LARGEST = 512L * 1024;

    private final Needed<Teams> teams;
    private final Needed<Sequences> sequences;
    private final Needed<TemplateOverrides> overrides;

    public TeamTemplatesResource(
            Needed<Teams> teams, Needed<Sequences> sequences, Needed<TemplateOverrides> overrides) {
        this.teams = teams;
        this.sequences = sequences;
        this.overrides = overrides;
    }

    /** The team's own words. */
    public record Body(@Nullable String content) {}

    /** A template; {@code original} is what the sequence comes with. */
    public record State(
            String file,
            boolean overridden,
            String content,
            @Nullable String original,
            @Nullable String changedBy,
            @Nullable Instant changedAt) {
        static State of(Template each) {
            return new State(
                    each.file(),
                    each.overridden(),
                    each.content(),
                    each.original(),
                    each.changedBy(),
                    each.changedAt());
        }
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<State> all(
            @Context SecurityContext login, @PathParam("team") String team, @PathParam("id") String id) {
        Actor by = Caller.of(login);
        TeamId teamId = team(by, team);
        SequenceId sequence = sequence(by, id);
        return new Listing<>(
                overrides.get().all(by, teamId, sequence).stream()
                        .map(State::of)
                        .toList(),
                null);
    }

    @GET
    @Path("{file}")
    @Needs(Role.VIEWER)
    public State show(
            @Context SecurityContext login,
            @PathParam("team") String team,
            @PathParam("id") String id,
            @PathParam("file") String file) {
        Actor by = Caller.of(login);
        TeamId teamId = team(by, team);
        return State.of(
                overrides.get().find(by, teamId, sequence(by, id), file).orElseThrow(() -> noSuchFile(team, id, file)));
    }

    @PUT
    @Path("{file}")
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(LARGEST)
    @Needs(Role.MANAGER)
    public State put(
            @PathParam("team") String team,
            @PathParam("id") String id,
            @PathParam("file") String file,
            @Context SecurityContext login,
            Body body) {
        Actor by = Caller.of(login);
        TeamId teamId = team(by, team);
        SequenceId sequence = sequence(by, id);
        if (overrides.get().find(by, teamId, sequence, file).isEmpty()) {
            throw noSuchFile(team, id, file);
        }
        if (body.content() == null || body.content().isBlank()) {
            throw ProblemException.invalid(
                    "content",
                    "The field 'content' is missing or empty.",
                    "Send the whole template; DELETE goes back to the sequence's own.");
        }
        List<Problem> problems = overrides.get().put(by, teamId, sequence, file, body.content());
        if (!problems.isEmpty()) {
            throw ProblemException.unusable(
                    problems.get(0).message(),
                    "Correct what 'errors' names and send it again; the team's messages are as before.",
                    problems.stream()
                            .map(each -> new FieldError(
                                    each.file() + (each.line() > 0 ? ":" + each.line() : ""),
                                    each.message() + " " + each.cure()))
                            .toList());
        }
        return show(login, team, id, file);
    }

    @DELETE
    @Path("{file}")
    @Needs(Role.MANAGER)
    public State remove(
            @Context SecurityContext login,
            @PathParam("team") String team,
            @PathParam("id") String id,
            @PathParam("file") String file) {
        Actor by = Caller.of(login);
        TeamId teamId = team(by, team);
        SequenceId sequence = sequence(by, id);
        if (!overrides.get().remove(by, teamId, sequence, file)) {
            throw ProblemException.notFound(
                    "The team " + Quoted.of(team) + " has no words of its own for " + Quoted.of(file) + ".",
                    "GET /api/v1/teams/" + team + "/sequences/" + id + "/templates lists those that have.");
        }
        return overrides
                .get()
                .find(by, teamId, sequence, file)
                .map(State::of)
                .orElseGet(() -> new State(file, false, "", null, null, null));
    }

    private TeamId team(Actor by, String team) {
        TeamId id = Ids.teamInPath(team);
        if (teams.get().find(by, id).isEmpty()) {
            throw Ids.noSuch("team", team);
        }
        return id;
    }

    private SequenceId sequence(Actor by, String id) {
        SequenceId sequence = Ids.sequenceInPath(id);
        if (sequences.get().find(by, sequence).isEmpty()) {
            throw Ids.noSuch("sequence", id);
        }
        return sequence;
    }

    private static ProblemException noSuchFile(String team, String id, String file) {
        return ProblemException.notFound(
                "The sequence " + Quoted.of(id) + " has no template " + Quoted.of(file) + ".",
                "GET /api/v1/teams/" + team + "/sequences/" + id + "/templates lists them.");
    }
}
