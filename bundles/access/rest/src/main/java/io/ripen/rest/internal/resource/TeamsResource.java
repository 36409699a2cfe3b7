package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.policy.Policy;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Problem;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.ws.rs.Consumes;
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

/** The teams, and what is set for each: business name, postal address, windows, caps, pace. */
@Path("teams")
@Produces(MediaType.APPLICATION_JSON)
public final class TeamsResource {
    private final Needed<Teams> teams;
    private final Supplier<List<Policy>> policies;

    public TeamsResource(Needed<Teams> teams, Supplier<List<Policy>> policies) {
        this.teams = teams;
        this.policies = policies;
    }

    /** A team as it is to be; {@code settings} replaces all that was set. */
    public record Body(
            @Nullable String name,
            @Nullable String timeZone,
            @Nullable String region,
            @Nullable Map<String, @Nullable Object> settings) {}

    /** A team as it is. */
    public record State(TeamId id, String name, String timeZone, String region, Map<String, Object> settings) {
        static State of(Team team) {
            return new State(team.id(), team.name(), team.zone().getId(), team.region(), team.settings());
        }
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<State> all(@Context SecurityContext login) {
        return new Listing<>(
                teams.get().all(Caller.of(login)).stream().map(State::of).toList(), null);
    }

    @GET
    @Path("{team}")
    @Needs(Role.VIEWER)
    public State show(@Context SecurityContext login, @PathParam("team") String team) {
        return State.of(
                teams.get().find(Caller.of(login), Ids.teamInPath(team)).orElseThrow(() -> Ids.noSuch("team", team)));
    }

    /** Creates the team, or changes it; what is left out stays as it is. */
    @PUT
    @BodyLimit(64 * 1024)
    @Path("{team}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.MANAGER)
    public Response put(@Context SecurityContext login, @PathParam("team") String name, Body body) {
        TeamId id = Ids.teamInPath(name);
        Actor by = Caller.of(login);
        Optional<Team> before = teams.get().find(by, id);
        Team team = new Team(
                id,
                body.name() == null ? before.map(Team::name).orElse(id.value()) : body.name(),
                zone(body.timeZone(), before),
                body.region() == null ? before.map(Team::region).orElse("US") : body.region(),
                body.settings() == null ? before.map(Team::settings).orElse(Map.of()) : settings(body.settings()));
        check(team);
        try {
            teams.get().save(by, team);
        } catch (IllegalArgumentException wrong) {
            String said = String.valueOf(wrong.getMessage());
            int colon = said.indexOf(": ");
            throw ProblemException.invalid(
                    colon < 0 ? "team" : said.substring(0, colon),
                    colon < 0 ? said : said.substring(colon + 2),
                    "Correct the field; nothing was changed.");
        }
        return Response.status(before.isPresent() ? Response.Status.OK : Response.Status.CREATED)
                .entity(State.of(team))
                .build();
    }

    private void check(Team team) {
        List<Problem.FieldError> errors = new ArrayList<>();
        for (Policy policy : policies.get()) {
            for (String problem : policy.problems(team)) {
                errors.add(new Problem.FieldError("settings", problem));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static Map<String, Object> settings(Map<String, @Nullable Object> written) {
        Map<String, Object> settings = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            if (value != null) {
                settings.put(name, value);
            }
        });
        return settings;
    }

    private static ZoneId zone(@Nullable String written, Optional<Team> before) {
        if (written == null) {
            return before.map(Team::zone).orElse(ZoneId.of("UTC"));
        }
        try {
            return ZoneId.of(written);
        } catch (DateTimeException unknown) {
            throw ProblemException.invalid(
                    "timeZone",
                    Quoted.of(written) + " is not a time zone.",
                    "Use a name of the IANA time zone database, such as America/New_York.");
        }
    }
}
