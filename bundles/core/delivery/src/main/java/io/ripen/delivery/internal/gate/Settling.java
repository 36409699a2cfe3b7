package io.ripen.delivery.internal.gate;

import io.ripen.channel.Channel;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate.Found;
import io.ripen.core.store.Gate.Settled;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Settlement;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what was found out about messages. */
final class Settling {
    private final GateParts parts;
    private final UnitOfWork work;
    private final Instant now;

    Settling(GateParts parts, UnitOfWork work) {
        this.parts = parts;
        this.work = work;
        this.now = parts.clock().instant();
    }

    List<Settled> write(List<Found> all) {
        List<Found> found = new FoundIds(parts, work).judged(all);
        List<Settlement> settlements = new ArrayList<>(found.size());
        for (Found each : found) {
            settlements.add(settlement(each));
        }
        Set<Long> changed = parts.stores().messages().settle(work, settlements);
        Map<Long, MessageRow> others =
                changed.size() == found.size() ? Map.of() : settledByOthers(settlements, changed);
        List<Settled> settled = new ArrayList<>(found.size());
        for (int i = 0; i < settlements.size(); i++) {
            Settlement written = settlements.get(i);
            Admitted message = found.get(i).message();
            MessageRow other = others.get(written.id());
            settled.add(
                    other == null
                            ? new Settled(message, written.state(), true, text(written.reason()))
                            : new Settled(message, other.state(), false, text(other.reason())));
        }
        carryOut(found, changed);
        giveBack(found, changed);
        return settled;
    }

    /** What was refused reached nobody, and takes no place from the message by another channel that may follow. */
    private void giveBack(List<Found> found, Set<Long> changed) {
        List<Send> refused = new ArrayList<>();
        for (Found each : found) {
            Admitted message = each.message();
            Channel channel = parts.channels().get(message.channel());
            if (channel != null
                    && changed.contains(message.id())
                    && each.finding() instanceof Finding.Answered answered
                    && answered.outcome() instanceof Outcome.Refused) {
                refused.add(new Send(
                        new MessageId(message.id()),
                        SendPath.SEQUENCE,
                        message.team(),
                        message.contact(),
                        message.channel(),
                        channel.addressKind(),
                        message.address(),
                        message.text(),
                        now,
                        Send.USUAL_PRIORITY,
                        null,
                        null,
                        null));
            }
        }
        if (!refused.isEmpty()) {
            parts.policing().refused(work, refused);
        }
    }

    /** What refusals and failures lead to, besides; reads only the messages that something is to be done about. */
    private void carryOut(List<Found> found, Set<Long> changed) {
        Map<Long, Answer> answers = new LinkedHashMap<>();
        for (Found each : found) {
            Answer answer = changed.contains(each.message().id()) ? answer(each.finding()) : null;
            if (answer != null && parts.aftermath().concerns(each.message().channel(), answer.kind(), answer.code())) {
                answers.put(each.message().id(), answer);
            }
        }
        if (answers.isEmpty()) {
            return;
        }
        Map<Long, MessageRow> rows = parts.aftermath().rows(work, List.copyOf(answers.keySet()));
        List<Aftermath.Said> said = new ArrayList<>(answers.size());
        answers.forEach((id, answer) -> {
            MessageRow row = rows.get(id);
            if (row != null) {
                said.add(new Aftermath.Said(row, answer.kind(), answer.code(), answer.words()));
            }
        });
        parts.aftermath().of(work, said);
    }

    /** A failure that the provider answered with. */
    private record Answer(FailureReaction.Kind kind, String code, String words) {}

    private static @Nullable Answer answer(Finding finding) {
        if (!(finding instanceof Finding.Answered answered)) {
            return null;
        }
        if (answered.outcome() instanceof Outcome.Refused refused) {
            return new Answer(FailureReaction.Kind.REFUSED, refused.code(), refused.reason());
        }
        return answered.outcome() instanceof Outcome.Unavailable unavailable
                ? new Answer(FailureReaction.Kind.NOT_SENT, unavailable.code(), unavailable.reason())
                : null;
    }

    private Map<Long, MessageRow> settledByOthers(List<Settlement> settlements, Set<Long> changed) {
        List<Long> unchanged = new ArrayList<>();
        for (Settlement each : settlements) {
            if (!changed.contains(each.id())) {
                unchanged.add(each.id());
            }
        }
        Map<Long, MessageRow> rows = new HashMap<>();
        for (MessageRow row : parts.stores().messages().findAll(work, unchanged)) {
            rows.put(row.id(), row);
        }
        return rows;
    }

    private Settlement settlement(Found found) {
        Admitted message = found.message();
        String repeated = message.repeated() ? MessageRows.REPEATED : null;
        Finding finding = found.finding();
        if (finding instanceof Finding.Answered answered) {
            Outcome outcome = answered.outcome();
            if (outcome instanceof Outcome.Accepted accepted) {
                return accepted(message, accepted.providerId());
            }
            if (outcome instanceof Outcome.Refused refused) {
                return of(message, MessageState.REFUSED, null, refused.code(), refused.reason(), null);
            }
            if (outcome instanceof Outcome.Unavailable unavailable) {
                return of(message, MessageState.PLANNED, null, repeated, unavailable.reason(), found.retryAt());
            }
            String reason = ((Outcome.Unknown) outcome).reason();
            return of(message, MessageState.UNKNOWN, null, repeated, reason, null);
        }
        if (finding instanceof Finding.NeverSent never) {
            return of(message, MessageState.PLANNED, null, repeated, never.reason(), found.retryAt());
        }
        Reconciliation reconciliation = ((Finding.Asked) finding).reconciliation();
        if (reconciliation instanceof Reconciliation.Found there) {
            return accepted(message, there.providerId());
        }
        if (reconciliation instanceof Reconciliation.NotFound nowhere) {
            return of(message, MessageState.PLANNED, null, repeated, nowhere.evidence(), found.retryAt());
        }
        if (reconciliation instanceof Reconciliation.Repeatable repeatable) {
            return of(message, MessageState.PLANNED, null, MessageRows.REPEATED, repeatable.reason(), found.retryAt());
        }
        String reason = reconciliation instanceof Reconciliation.Impossible impossible
                ? impossible.reason()
                : ((Reconciliation.Undecided) reconciliation).reason();
        return of(message, MessageState.UNKNOWN, null, repeated, reason, null);
    }

    private Settlement accepted(Admitted message, String providerId) {
        return of(message, MessageState.ACCEPTED, providerId, null, null, null);
    }

    private Settlement of(
            Admitted message,
            MessageState state,
            @Nullable String providerId,
            @Nullable String code,
            @Nullable String reason,
            @Nullable Instant heldUntil) {
        return new Settlement(message.id(), message.attempt(), state, providerId, code, reason, null, heldUntil, now);
    }

    private static String text(@Nullable String reason) {
        return reason == null ? "" : reason;
    }
}
