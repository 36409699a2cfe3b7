package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.Sequences;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.text.NearestName;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What exists, for calls that take the name of a team, a sequence or a channel. A name that does not exist is refused with the
 * nearest one that does, so a slip never passes for success. Thread-safe.
 */
public final class KnownNames {
    private final Needed<Teams> teams;
    private final Needed<Sequences> sequences;
    private final Supplier<Set<String>> channels;

    /** @param channels types of the channels that are installed */
    public KnownNames(Needed<Teams> teams, Needed<Sequences> sequences, Supplier<Set<String>> channels) {
        this.teams = teams;
        this.sequences = sequences;
        this.channels = channels;
    }

    /**
     * @param otherwise what else the caller can do, a sentence
     * @throws ProblemException 404 with the field 'team'
     */
    void team(Actor by, TeamId id, String otherwise) {
        if (teams.get().find(by, id).isEmpty()) {
            throw unknown("team", id.value(), teamNames(by), "GET /api/v1/teams lists the teams. " + otherwise);
        }
    }

    /** What to tell whoever lets a team begin that nobody has named; null when it has a name. */
    @Nullable String nameless(Actor by, TeamId id) {
        return teams.get().find(by, id).map(Team::hasBusinessName).orElse(true)
                ? null
                : "The team has no business name yet, so nothing goes to its leads. Name it: PUT /api/v1/teams/" + id
                        + " {\"name\":\"…\"}";
    }

    /** @throws ProblemException 404 with the field 'sequence' */
    void sequence(Actor by, SequenceId id, String otherwise) {
        if (sequences.get().find(by, id).isEmpty()) {
            List<String> known = sequences.get().all(by).stream()
                    .map(sequence -> sequence.id().value())
                    .toList();
            throw unknown("sequence", id.value(), known, "GET /api/v1/sequences lists the deployed ones. " + otherwise);
        }
    }

    /** @throws ProblemException 404 with the field 'channel' */
    void channel(String type, String otherwise) {
        Set<String> known = channels.get();
        if (!known.contains(type)) {
            throw unknown("channel", type, List.copyOf(known), otherwise);
        }
    }

    /**
     * A team that a parameter or the body names; without a name the caller's own, or 'default'.
     *
     * @throws ProblemException 400 with the field 'team'
     */
    Team teamParameter(Actor by, @Nullable String written) {
        TeamId id = written == null ? OwnTeam.of(by) : Ids.team("team", written);
        return teams.get()
                .find(by, id)
                .orElseThrow(() -> ProblemException.invalid(
                        "team",
                        "There is no team " + Quoted.of(id.value()) + "; nothing was changed.",
                        NearestName.didYouMean(id.value(), teamNames(by)) + "Leave it out for the team '"
                                + OwnTeam.of(by) + "'."));
    }

    private List<String> teamNames(Actor by) {
        return teams.get().all(by).stream().map(team -> team.id().value()).toList();
    }

    private static ProblemException unknown(String field, String name, List<String> known, String otherwise) {
        return ProblemException.notFound(
                field,
                "There is no " + field + " " + Quoted.of(name) + "; nothing was changed.",
                NearestName.didYouMean(name, known) + otherwise);
    }
}
