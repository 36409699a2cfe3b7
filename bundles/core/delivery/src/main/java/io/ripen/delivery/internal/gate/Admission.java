package io.ripen.delivery.internal.gate;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.Settlement;
import io.ripen.core.store.StepKey;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.render.MergeData;
import io.ripen.delivery.internal.render.MessageLinks;
import io.ripen.delivery.internal.render.Rendered;
import io.ripen.delivery.internal.render.UnrenderableException;
import io.ripen.policy.Decision;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The admission of one batch: from requests to rows and answers. Used once, by one thread. */
final class Admission {
    /** Kept in a message's code while a second sending under the same provider id is being made, or was. */
    static final String REPEATED = "REPEATED";

    private static final String NODE_GONE = "The node stopped while the request may have been on its way.";
    private static final Rendered NOTHING = new Rendered(null, "", null, Map.of());

    private final GateParts parts;
    private final Stores stores;
    private final UnitOfWork work;
    private final List<TouchRequest> requests;
    private final @Nullable GateAnswer[] answers;
    private final Instant now;
    private final Instant machineNow;

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<NewMessage> inserts = new ArrayList<>();
    private final List<Integer> insertIndexes = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<Long> begins = new ArrayList<>();

    Admission(GateParts parts, UnitOfWork work, List<TouchRequest> requests) {
        this.parts = parts;
        this.stores = parts.stores();
        this.work = work;
        this.requests = requests;
        this.answers = new GateAnswer[requests.size()];
        this.now = parts.clock().instant();
        this.machineNow = parts.clock().machine().instant();
    }

    List<GateAnswer> answer() {
        Map<StepKey, MessageRow> existing = existing(resumed());
        long[] ids = stores.ids().next(work, IdKind.MESSAGE, requests.size() - existing.size());
        keepTargets();
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

    /** One statement for the batch and not one for each message, where links differ from lead to lead. */
    private void keepTargets() {
        Set<LinkTarget> targets = new HashSet<>();
        for (TouchRequest request : requests) {
            Channel channel = parts.channels().get(request.channel());
            if (channel != null && isTracked(request)) {
                parts.templates()
                        .targets(
                                request.revision(),
                                file(request),
                                channel.templateFormat(),
                                request.files(),
                                data(request, parts.team(request.contact().team()), MessageLinks.NONE),
                                targets);
            }
        }
        if (!targets.isEmpty()) {
            parts.links().keep(targets);
        }
    }

    private static boolean isTracked(TouchRequest request) {
        return !"off".equals(request.options().get("track"));
    }

    private static String file(TouchRequest request) {
        return request.template() + "." + request.channel();
    }

    private static MergeData data(TouchRequest request, Team team, MessageLinks links) {
        return new MergeData(request.contact(), team, request.sequence(), request.step(), request.variables(), links);
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
                settlements.add(new Settlement(
                        row.id(), row.attempt(), MessageState.UNKNOWN, null, row.code(), NODE_GONE, null, now));
                answers[index] = new GateAnswer.Ask(admitted(index, row), NODE_GONE, true);
            }
            case UNKNOWN ->
                answers[index] = channel == null
                        ? new GateAnswer.Missing(row.channel())
                        : new GateAnswer.Ask(admitted(index, row), String.valueOf(row.reason()), false);
            default ->
                answers[index] =
                        new GateAnswer.Over(row.id(), row.state(), row.reason() == null ? "" : row.reason(), false);
        }
    }

    /** Renders, and denies what cannot be rendered or has no address. */
    private void prepare(int index, long id, Channel channel, @Nullable MessageRow row) {
        TouchRequest request = requests.get(index);
        Team team = parts.team(request.contact().team());
        String address = address(channel, request.contact());
        if (address == null) {
            deny(index, id, "", NOTHING, row, missingAddress(channel, request.contact()));
            return;
        }
        try {
            Rendered rendered = row != null && row.address().equals(address)
                    ? new Rendered(row.subject(), row.body(), row.html(), row.headers())
                    : render(id, request, team, channel);
            candidates.add(new Candidate(index, id, request, team, channel, address, rendered, row));
        } catch (UnrenderableException hole) {
            deny(index, id, address, NOTHING, row, String.valueOf(hole.getMessage()));
        }
    }

    private Rendered render(long id, TouchRequest request, Team team, Channel channel) throws UnrenderableException {
        String file = file(request);
        TemplateFormat format = channel.templateFormat();
        MessageLinks links = parts.links().of(id, isTracked(request));
        Rendered rendered =
                parts.templates().render(request.revision(), file, format, request.files(), data(request, team, links));
        if (rendered.text().isBlank() && rendered.html() == null) {
            throw new UnrenderableException("Template " + file + " is empty for this lead. Write a text into it.");
        }
        Set<String> own = channel.options();
        boolean mail = format == TemplateFormat.MAIL && channel.addressKind() == AddressKind.EMAIL;
        if (!mail && (own.isEmpty() || request.options().isEmpty())) {
            return rendered;
        }
        Map<String, String> headers = new LinkedHashMap<>(rendered.headers());
        if (mail) {
            headers.put("List-Unsubscribe", "<" + links.unsubscribe() + ">");
            headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
        request.options().forEach((name, value) -> {
            if (own.contains(name) && !name.equals("track")) {
                headers.put(name, value);
            }
        });
        return new Rendered(rendered.subject(), rendered.text(), rendered.html(), headers);
    }

    private void decide() {
        List<Decision> decisions = parts.policing().decide(work, candidates, now);
        for (int i = 0; i < candidates.size(); i++) {
            Candidate each = candidates.get(i);
            Decision decision = decisions.get(i);
            if (decision instanceof Decision.Hold hold) {
                hold(each, hold);
            } else if (decision instanceof Decision.Deny deny) {
                deny(each.index(), each.id(), each.address(), each.rendered(), each.row(), deny.reason());
            } else {
                allow(each);
            }
        }
    }

    private void allow(Candidate each) {
        MessageRow row = each.row();
        int attempt = row == null ? 1 : row.attempt() + 1;
        if (row == null) {
            insert(each.index(), each.id(), each.address(), each.rendered(), MessageState.SENDING, null, null);
        } else {
            begins.add(each.id());
        }
        answers[each.index()] = new GateAnswer.Go(new Admitted(
                each.id(),
                attempt,
                machineNow,
                row != null && REPEATED.equals(row.code()),
                each.team(),
                each.request().contact(),
                each.request().channel(),
                each.address(),
                each.rendered().subject(),
                each.rendered().text(),
                each.rendered().html(),
                each.rendered().headers()));
    }

    private void hold(Candidate each, Decision.Hold hold) {
        MessageRow row = each.row();
        // A policy that says "until now" must not make the engine turn in circles.
        Instant until = hold.until().isAfter(now) ? hold.until() : parts.business(Duration.ofSeconds(1));
        boolean fresh =
                row == null || !until.equals(row.heldUntil()) || !hold.reason().equals(row.reason());
        if (row == null) {
            insert(
                    each.index(),
                    each.id(),
                    each.address(),
                    each.rendered(),
                    MessageState.PLANNED,
                    hold.reason(),
                    until);
        } else if (fresh) {
            settlements.add(
                    new Settlement(row.id(), 0, MessageState.PLANNED, null, row.code(), hold.reason(), until, now));
        }
        answers[each.index()] = new GateAnswer.Hold(each.id(), until, hold.reason(), fresh);
    }

    private void deny(int index, long id, String address, Rendered rendered, @Nullable MessageRow row, String reason) {
        if (row == null) {
            insert(index, id, address, rendered, MessageState.DENIED, reason, null);
        } else {
            settlements.add(new Settlement(id, 0, MessageState.DENIED, null, row.code(), reason, null, now));
        }
        answers[index] = new GateAnswer.Over(id, MessageState.DENIED, reason, true);
    }

    private void insert(
            int index,
            long id,
            String address,
            Rendered rendered,
            MessageState state,
            @Nullable String reason,
            @Nullable Instant heldUntil) {
        TouchRequest request = requests.get(index);
        boolean sending = state == MessageState.SENDING;
        inserts.add(new NewMessage(
                id,
                request.contact().team().value(),
                request.contact().id().value(),
                request.enrollment(),
                request.sequence().value(),
                request.step().value(),
                request.occurrence(),
                request.channel(),
                address,
                rendered.subject(),
                rendered.text(),
                rendered.html(),
                rendered.headers(),
                state,
                sending ? 1 : 0,
                null,
                reason,
                heldUntil,
                now,
                sending ? now : null,
                sending ? machineNow : null,
                state == MessageState.DENIED ? now : null));
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
            Set<Long> begun = stores.messages().beginAttempt(work, begins, now, machineNow);
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
                answers[index] = new GateAnswer.Hold(row.id(), now, row.reason() == null ? "" : row.reason(), false);
            } else {
                resume(index, row, parts.channels().get(row.channel()));
            }
        }
    }

    private Admitted admitted(int index, MessageRow row) {
        TouchRequest request = requests.get(index);
        return new Admitted(
                row.id(),
                row.attempt(),
                row.sendingMachineAt() == null ? machineNow : row.sendingMachineAt(),
                REPEATED.equals(row.code()),
                parts.team(request.contact().team()),
                request.contact(),
                row.channel(),
                row.address(),
                row.subject(),
                row.body(),
                row.html(),
                row.headers());
    }

    private static StepKey key(TouchRequest request) {
        return new StepKey(request.enrollment(), request.step().value(), request.occurrence());
    }

    private static @Nullable String address(Channel channel, Contact contact) {
        return switch (channel.addressKind()) {
            case PHONE -> contact.phoneE164();
            case EMAIL ->
                contact.email() == null || contact.email().isBlank()
                        ? null
                        : contact.email().strip().toLowerCase(Locale.ROOT);
            case NONE -> "";
        };
    }

    private static String missingAddress(Channel channel, Contact contact) {
        return switch (channel.addressKind()) {
            case PHONE ->
                contact.phone() == null
                        ? "The contact has no phone number. Add one to the contact."
                        : "The contact's phone number '" + contact.phone()
                                + "' cannot be read as a number. Write it with its country code, such as +1 415 555 0100.";
            case EMAIL -> "The contact has no e-mail address. Add one to the contact.";
            case NONE -> "";
        };
    }
}
