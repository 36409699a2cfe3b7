package io.ripen.delivery.internal.gate;

import io.ripen.channel.Channel;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.StepKey;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.gate.MessageRows.Fate;
import io.ripen.delivery.internal.gate.MessageRows.Place;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.policy.Decision;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The admission of one batch: from requests to rows and answers. Used once, by one thread. */
final class Admission {
    /** What holds a team that has no name yet, as a policy would be named. */
    private static final String BUSINESS_NAME = "business-name";

    /** No row is written for it. */
    private static final long NO_MESSAGE = 0;

    private static final Rendered NOTHING = new Rendered(null, "", null, Map.of());

    private final GateParts parts;
    private final Stores stores;
    private final TouchRendering rendering;
    private final UnitOfWork work;
    private final List<TouchRequest> requests;
    private final @Nullable GateAnswer[] answers;
    private final Instant now;
    private final MessageRows rows;

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<NewMessage> inserts = new ArrayList<>();
    private final List<Integer> insertIndexes = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<Long> begins = new ArrayList<>();

    Admission(GateParts parts, UnitOfWork work, List<TouchRequest> requests) {
        this.parts = parts;
        this.stores = parts.stores();
        this.rendering = parts.rendering(work);
        this.work = work;
        this.requests = requests;
        this.answers = new GateAnswer[requests.size()];
        this.now = parts.clock().instant();
        this.rows = new MessageRows(now, parts.clock().machine().instant());
    }

    List<GateAnswer> answer() {
        Map<StepKey, MessageRow> existing = existing(resumed());
        long[] ids = stores.ids().next(work, IdKind.MESSAGE, requests.size() - existing.size());
        rendering.keepTargets(requests);
        int fresh = 0;
        for (int i = 0; i < requests.size(); i++) {
            TouchRequest request = requests.get(i);
            MessageRow row = existing.isEmpty() ? null : existing.get(key(request));
            Channel channel = parts.channels().get(request.channel());
            if (row != null) {
                resume(i, row, channel);
            } else if (channel == null) {
                answers[i] = new GateAnswer.Missing(request.channel());
            } else {
                prepare(i, ids[fresh++], channel, null);
            }
        }
        decide();
        write();
        List<GateAnswer> all = new ArrayList<>(answers.length);
        for (GateAnswer answer : answers) {
            all.add(Objects.requireNonNull(answer));
        }
        return all;
    }

    private List<StepKey> resumed() {
        List<StepKey> keys = new ArrayList<>();
        for (TouchRequest request : requests) {
            if (request.resumed()) {
                keys.add(key(request));
            }
        }
        return keys;
    }

    private Map<StepKey, MessageRow> existing(List<StepKey> keys) {
        return keys.isEmpty() ? Map.of() : stores.messages().findByStep(work, keys);
    }

    /** A message exists: what became of it decides. */
    private void resume(int index, MessageRow row, @Nullable Channel channel) {
        switch (row.state()) {
            case PLANNED -> {
                if (channel == null) {
                    answers[index] = new GateAnswer.Missing(row.channel());
                } else {
                    prepare(index, row.id(), channel, row);
                }
            }
            case SENDING -> {
                // Claimed by us, so the node that was sending it is gone; but its request may still be on the way.
                settlements.add(rows.abandoned(row));
                answers[index] = new GateAnswer.Ask(lastAttempt(index, row), MessageRows.NODE_GONE, true);
            }
            case UNKNOWN ->
                answers[index] = channel == null
                        ? new GateAnswer.Missing(row.channel())
                        : new GateAnswer.Ask(lastAttempt(index, row), String.valueOf(row.reason()), false);
            default ->
                answers[index] = new GateAnswer.Over(
                        row.id(), row.state(), row.policy(), row.reason() == null ? "" : row.reason(), false);
        }
    }

    /** Renders, and denies what cannot be rendered or has no address. */
    private void prepare(int index, long id, Channel channel, @Nullable MessageRow row) {
        TouchRequest request = requests.get(index);
        Team team = parts.team(request.contact().team());
        String address = Addressee.address(channel, request.contact());
        if (address == null) {
            deny(index, id, "", NOTHING, row, null, Addressee.missing(channel, request.contact()));
            return;
        }
        String late = Lateness.tooLate(request, row, now);
        if (late != null) {
            deny(index, id, address, NOTHING, row, Lateness.CATCH_UP, late);
            return;
        }
        String nameless = row == null && channel.laterOutcome() == null ? parts.nameless(team) : null;
        if (nameless != null) {
            answers[index] = new GateAnswer.Hold(
                    NO_MESSAGE, parts.askForNameAgain(), BUSINESS_NAME, nameless, !request.resumed());
            return;
        }
        try {
            Rendered rendered = row != null && row.address().equals(address)
                    ? new Rendered(row.subject(), row.body(), row.html(), row.headers())
                    : rendering.render(id, request, team, channel);
            candidates.add(new Candidate(index, id, request, team, channel, address, rendered, row));
        } catch (UnrenderableException hole) {
            deny(index, id, address, NOTHING, row, null, String.valueOf(hole.getMessage()));
        }
    }

    private void decide() {
        List<Ruling> rulings = parts.policing().decide(work, candidates, now);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate each = candidates.get(i);
            Ruling ruling = rulings.get(i);
            if (ruling.decision() instanceof Decision.Hold hold) {
                hold(each, hold, ruling.policy());
            } else if (ruling.decision() instanceof Decision.Await await) {
                await(each, await, String.valueOf(ruling.policy()));
            } else if (ruling.decision() instanceof Decision.Deny deny) {
                deny(
                        each.index(),
                        each.id(),
                        each.address(),
                        each.rendered(),
                        each.row(),
                        ruling.policy(),
                        deny.reason());
            } else {
                allow(each, ((Decision.Allow) ruling.decision()).until());
            }
        }
    }

    private void allow(Candidate each, @Nullable Instant until) {
        if (each.row() == null) {
            insert(each.index(), each.id(), each.address(), each.rendered(), Fate.SENDING);
        } else {
            begins.add(each.id());
        }
        answers[each.index()] = new GateAnswer.Go(rows.goes(
                each.id(),
                each.row(),
                each.team(),
                each.request().contact(),
                each.request().channel(),
                each.address(),
                each.rendered(),
                until));
    }

    private void hold(Candidate each, Decision.Hold hold, @Nullable String policy) {
        // A policy that says "until now" must not make the engine turn in circles.
        Instant until = hold.until().isAfter(now) ? hold.until() : parts.business(Duration.ofSeconds(1));
        boolean fresh = keep(each, hold.reason(), policy, until);
        answers[each.index()] = new GateAnswer.Hold(each.id(), until, policy, hold.reason(), fresh);
    }

    private void await(Candidate each, Decision.Await await, String policy) {
        keep(each, await.reason(), policy, null);
        answers[each.index()] = new GateAnswer.Await(each.id(), await.block(), policy, await.reason());
    }

    /** Keeps a message that must not go now; true when that is news. */
    private boolean keep(Candidate each, String reason, @Nullable String policy, @Nullable Instant until) {
        MessageRow row = each.row();
        Fate fate = Fate.held(reason, policy, until);
        if (row == null) {
            insert(each.index(), each.id(), each.address(), each.rendered(), fate);
            return true;
        }
        boolean fresh = !Objects.equals(until, row.heldUntil()) || !reason.equals(row.reason());
        if (fresh) {
            settlements.add(rows.again(row, fate));
        }
        return fresh;
    }

    private void deny(
            int index,
            long id,
            String address,
            Rendered rendered,
            @Nullable MessageRow row,
            @Nullable String policy,
            String reason) {
        if (row == null) {
            insert(index, id, address, rendered, Fate.denied(reason, policy));
        } else {
            settlements.add(rows.again(row, Fate.denied(reason, policy)));
        }
        answers[index] = new GateAnswer.Over(id, MessageState.DENIED, policy, reason, true);
    }

    private void insert(int index, long id, String address, Rendered rendered, Fate fate) {
        TouchRequest request = requests.get(index);
        Place place = new Place(request.sequence(), key(request));
        inserts.add(rows.fresh(id, request.contact(), place, request.channel(), address, rendered, fate));
        insertIndexes.add(index);
    }

    private void write() {
        if (!inserts.isEmpty()) {
            Set<Long> kept = stores.messages().insert(work, inserts);
            if (kept.size() < inserts.size()) {
                yieldToExisting(kept);
            }
        }
        if (!begins.isEmpty()) {
            Set<Long> begun = stores.messages().beginAttempt(work, begins, now, rows.machineNow());
            if (begun.size() < begins.size()) {
                throw new IllegalStateException(
                        "Messages that were PLANNED a moment ago are not any more, although their runs are locked."
                                + " Nothing of this batch was written or sent; it is tried again.");
            }
        }
        if (!settlements.isEmpty()) {
            stores.messages().settle(work, settlements);
        }
    }

    /** The unique key says that these steps have a message already, which nobody expected: that one counts. */
    private void yieldToExisting(Set<Long> kept) {
        List<Integer> lost = new ArrayList<>();
        List<StepKey> keys = new ArrayList<>();
        for (int i = 0; i < inserts.size(); i++) {
            if (!kept.contains(inserts.get(i).id())) {
                lost.add(insertIndexes.get(i));
                keys.add(key(requests.get(insertIndexes.get(i))));
            }
        }
        Map<StepKey, MessageRow> existing = existing(keys);
        for (int index : lost) {
            MessageRow row = Objects.requireNonNull(existing.get(key(requests.get(index))));
            if (row.state() == MessageState.PLANNED) {
                // Asked for again in a moment, as one that exists.
                answers[index] = new GateAnswer.Hold(
                        row.id(), now, row.policy(), row.reason() == null ? "" : row.reason(), false);
            } else {
                resume(index, row, parts.channels().get(row.channel()));
            }
        }
    }

    private Admitted lastAttempt(int index, MessageRow row) {
        TouchRequest request = requests.get(index);
        return rows.lastAttempt(row, parts.team(request.contact().team()), request.contact());
    }

    private static StepKey key(TouchRequest request) {
        return new StepKey(request.enrollment(), request.step().value(), request.occurrence());
    }
}
