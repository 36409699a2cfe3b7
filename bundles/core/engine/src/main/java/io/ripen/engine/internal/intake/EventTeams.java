package io.ripen.engine.internal.intake;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.InvalidEventException;
import io.ripen.team.TeamId;
import java.util.Optional;

/** Sees to it that what somebody of some teams sends concerns the leads of these teams only. */
final class EventTeams {
    private EventTeams() {}

    /**
     * The event, for one team in which its sender is an agent.
     *
     * @throws InvalidEventException when the contact or the team is not there for the sender, or there are several teams and it
     *     names none
     * @throws io.ripen.access.RefusedException when the sender may only read the team
     */
    static Event narrowed(Actor by, Event event, Stores stores) {
        TeamId team = team(by, event, stores);
        by.require(Role.AGENT, team);
        return new Event(
                event.id(),
                event.type(),
                team,
                event.contact(),
                event.address(),
                event.at(),
                event.source(),
                event.data());
    }

    private static TeamId team(Actor by, Event event, Stores stores) {
        TeamId named = event.team();
        if (named != null && !by.sees(named)) {
            throw new InvalidEventException("team", "There is no team '" + named + "'.");
        }
        ContactId contact = event.contact();
        if (contact != null) {
            Optional<TeamId> own = stores.transactions()
                    .call(work -> stores.contacts().find(work, contact))
                    .map(Contact::team)
                    .filter(by::sees);
            return own.filter(team -> named == null || team.equals(named))
                    .orElseThrow(() -> new InvalidEventException("contactId", "There is no contact " + contact + "."));
        }
        if (named != null) {
            return named;
        }
        if (by.roles().size() == 1) {
            return by.roles().keySet().iterator().next();
        }
        throw new InvalidEventException(
                "team",
                "The event does not say which team it is for, and " + by.name() + " has several. Send 'team', such as"
                        + " one of " + by.scope(Role.AGENT).names() + ".");
    }
}
