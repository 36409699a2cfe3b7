package io.ripen.delivery.internal.gate;

import io.ripen.core.store.Admitted;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.StepKey;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.sequence.SequenceId;
import io.ripen.team.Team;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How what the gate decides stands in a message's row, which is the same for a sequence's touch and for what a person
 * writes.
 *
 * @param now business time
 * @param machineNow machine time
 */
record MessageRows(Instant now, Instant machineNow) {
    /** Kept in a message's code while a second sending under the same provider id is being made, or was. */
    static final String REPEATED = "REPEATED";

    static final String NODE_GONE = "Ripen stopped while this message may have been on its way to the provider.";

    /**
     * What is decided about a message that does not go.
     *
     * @param until business time, for one that is held
     */
    record Fate(
            MessageState state,
            @Nullable String reason,
            @Nullable String policy,
            @Nullable Instant until) {
        static final Fate SENDING = new Fate(MessageState.SENDING, null, null, null);

        static Fate held(String reason, @Nullable String policy, @Nullable Instant until) {
            return new Fate(MessageState.PLANNED, reason, policy, until);
        }

        static Fate denied(String reason, @Nullable String policy) {
            return new Fate(MessageState.DENIED, reason, policy, null);
        }
    }

    /**
     * The step that a message is of.
     *
     * @param sequence null for what a person writes
     */
    record Place(@Nullable SequenceId sequence, @Nullable StepKey step) {
        static final Place BY_HAND = new Place(null, null);
    }

    NewMessage fresh(long id, Contact contact, Place place, String channel, String address, Rendered words, Fate fate) {
        boolean sending = fate.state() == MessageState.SENDING;
        StepKey step = place.step();
        return new NewMessage(
                id,
                contact.team().value(),
                contact.id().value(),
                step == null ? 0 : step.enrollment(),
                place.sequence() == null ? null : place.sequence().value(),
                step == null ? null : step.step(),
                step == null ? 1 : step.occurrence(),
                channel,
                address,
                words.subject(),
                words.text(),
                words.html(),
                words.headers(),
                fate.state(),
                sending ? 1 : 0,
                null,
                fate.reason(),
                fate.policy(),
                fate.until(),
                now,
                sending ? now : null,
                sending ? machineNow : null,
                fate.state() == MessageState.DENIED ? now : null);
    }

    /** For a message that was planned before. */
    Settlement again(MessageRow row, Fate fate) {
        return new Settlement(
                row.id(), 0, fate.state(), null, row.code(), fate.reason(), fate.policy(), fate.until(), now);
    }

    /** For one that was being sent by a node which is gone; its request may still be on the way. */
    Settlement abandoned(MessageRow row) {
        return new Settlement(
                row.id(), row.attempt(), MessageState.UNKNOWN, null, row.code(), NODE_GONE, null, null, now);
    }

    /** A message that may go, for the first time or again. */
    Admitted goes(
            long id,
            @Nullable MessageRow row,
            Team team,
            Contact contact,
            String channel,
            String address,
            Rendered words,
            @Nullable Instant until) {
        return new Admitted(
                id,
                row == null ? 1 : row.attempt() + 1,
                machineNow,
                row != null && REPEATED.equals(row.code()),
                team,
                contact,
                channel,
                address,
                words.subject(),
                words.text(),
                words.html(),
                words.headers(),
                until);
    }

    /** The attempt that was made last, for the provider to be asked about it. */
    Admitted lastAttempt(MessageRow row, Team team, Contact contact) {
        return new Admitted(
                row.id(),
                row.attempt(),
                row.sendingMachineAt() == null ? machineNow : row.sendingMachineAt(),
                REPEATED.equals(row.code()),
                team,
                contact,
                row.channel(),
                row.address(),
                row.subject(),
                row.body(),
                row.html(),
                row.headers(),
                null);
    }
}
