package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Problem;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.ws.rs.Consumes;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Enables and disables a sequence for a team. */
@Path("teams/{team}/sequences/{id}")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamSequencesResource {
    private final Needed<Sequences> sequences;
    private final KnownNames known;

    public TeamSequencesResource(Needed<Sequences> sequences, KnownNames known) {
        this.sequences = sequences;
        this.known = known;
    }

    /** How the team has it; what is left out of {@code settings} is not set any more. */
    public record Body(@Nullable Boolean enabled, @Nullable Map<String, @Nullable Object> settings) {}

    /**
     * How the team has it now.
     *
     * @param warning why it writes to nobody yet; null when nothing keeps it from that
     */
    public record State(
            TeamId team,
            SequenceId sequence,
            boolean enabled,
            Map<String, Object> settings,
            @Nullable String warning) {}

    @PUT
    @BodyLimit(64 * 1024)
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.MANAGER)
    public State set(
            @Context SecurityContext login, @PathParam("team") String team, @PathParam("id") String id, Body body) {
        TeamId teamId = Ids.teamInPath(team);
        SequenceId sequence = Ids.sequenceInPath(id);
        if (body.enabled() == null) {
            throw ProblemException.invalid(
                    "enabled", "The field 'enabled' is missing.", "Send {\"enabled\":true} or {\"enabled\":false}.");
        }
        Actor by = Caller.of(login);
        known.team(by, teamId, "PUT /api/v1/teams/{team} makes one.");
        known.sequence(by, sequence, "A sequence is deployed by a file in the routes folder.");
        Map<String, Object> settings = new LinkedHashMap<>();
        if (body.settings() != null) {
            body.settings().forEach((name, value) -> {
                if (value != null) {
                    settings.put(name, value);
                }
            });
        }
        refuse(settings);
        if (!sequences.get().enable(by, sequence, teamId, body.enabled(), settings)) {
            throw Ids.noSuch("sequence", id);
        }
        return new State(
                teamId, sequence, body.enabled(), settings, body.enabled() ? known.nameless(by, teamId) : null);
    }

    /** Nothing reads a setting of a team's sequence yet, so each one is a wish that would not come true. */
    private static void refuse(Map<String, Object> settings) {
        List<Problem.FieldError> errors = settings.keySet().stream()
                .map(name -> new Problem.FieldError(
                        "settings",
                        "Nothing reads the setting " + Quoted.of(name)
                                + " of a sequence. Leave it out; settings of a whole team,"
                                + " which its messages and policies read, go to PUT /api/v1/teams/{team}."))
                .toList();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }
}
