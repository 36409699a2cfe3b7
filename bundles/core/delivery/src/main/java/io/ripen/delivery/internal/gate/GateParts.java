package io.ripen.delivery.internal.gate;

import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.render.Templates;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What admitting, sending and settling have in common. */
record GateParts(
        Stores stores,
        RipenClock clock,
        Teams teams,
        InstalledChannels channels,
        Policing policing,
        Templates templates,
        Links links,
        OwnTemplates own,
        Closing closing,
        Aftermath aftermath,
        boolean named) {
    /** How soon a name counts that a team was given at last; machine time. */
    private static final Duration NAME_ASKED = Duration.ofMinutes(5);

    /**
     * Why the team writes to nobody yet; null when it does. Asked before anything is filled in: a message that is held keeps
     * its text, and this one would have the wrong name in it.
     */
    @Nullable String nameless(Team team) {
        return !named || team.hasBusinessName()
                ? null
                : "The team '" + team.id() + "' has no business name, and no lead knows a business called \""
                        + Team.UNNAMED + "\". Name it: PUT /api/v1/teams/" + team.id()
                        + " {\"name\":\"…\"}. It goes on within " + NAME_ASKED.toMinutes() + " minutes then.";
    }

    Instant askForNameAgain() {
        return business(NAME_ASKED);
    }

    /** What turns the touches of one batch into texts. */
    TouchRendering rendering(UnitOfWork work) {
        return new TouchRendering(channels, templates, links, this::team, closing, own.now(work));
    }

    /** The team; one that was deleted while its leads are under way counts as one that nothing is known of. */
    Team team(TeamId id) {
        return teams.find(id).orElseGet(() -> new Team(id, id.value(), ZoneOffset.UTC, "US", Map.of()));
    }

    /** The business time that it will be when {@code pause} of machine time has passed. */
    Instant business(Duration pause) {
        return clock.instant().plusNanos((long) (pause.toNanos() * clock.speed()));
    }
}
