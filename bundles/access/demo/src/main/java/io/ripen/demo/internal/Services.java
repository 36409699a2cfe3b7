package io.ripen.demo.internal;

import io.ripen.access.Actor;
import io.ripen.crm.ContactImport;
import io.ripen.crm.Projection;
import io.ripen.delivery.Messages;
import io.ripen.event.Events;
import io.ripen.policy.Blocks;
import io.ripen.policy.Suppressions;
import io.ripen.sandbox.Sandbox;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;

/** What the demo is played on: services that any bundle can have. */
record Services(
        RipenClock clock,
        Transactions transactions,
        Teams teams,
        Projection contacts,
        ContactImport imports,
        Events events,
        Sequences sequences,
        Enrollments enrollments,
        Messages messages,
        Timeline timeline,
        Blocks blocks,
        Suppressions suppressions,
        Sandbox sandbox) {
    /** Who does what the demo does. */
    static final Actor DEMO = Actor.part("the demo");
}
