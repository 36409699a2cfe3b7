package io.ripen.benchmarks.product;

import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.LocalProjection;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.contacts.internal.TeamDirectory;
import io.ripen.crm.Projection;
import io.ripen.policy.Suppressions;
import io.ripen.team.Teams;

/** What core/contacts brings. */
public record ContactServices(Teams teams, Suppressions suppressions, Projection projection) {

    static ContactServices of(
            io.ripen.core.store.Stores stores,
            io.ripen.event.Events events,
            io.ripen.sequence.Enrollments enrollments) {
        Teams teams = new TeamDirectory(stores);
        return new ContactServices(
                teams,
                new SuppressionList(stores, new ConsentBook(stores)),
                new LocalProjection(stores, teams, events, enrollments));
    }
}
