package io.ripen.scoring.internal;

import io.ripen.core.store.HistoryRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventRule.Occurrence;
import io.ripen.event.EventTypes;
import io.ripen.score.DecayingScore;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds up what events are worth. A batch costs the same few statements whether it has one event or a thousand: lock, write,
 * history; only who crosses a threshold costs more. Nothing of the past is read: the score and its time say all.
 */
final class Scoring {
    private final Stores stores;
    private final ScoreRules rules;
    private final Thresholds thresholds;
    private final SalesReady salesReady;

    Scoring(Stores stores, ScoreRules rules, Thresholds thresholds, SalesReady salesReady) {
        this.stores = stores;
        this.rules = rules;
        this.thresholds = thresholds;
        this.salesReady = salesReady;
    }

    /** Answers the events that say that scores reached thresholds. */
    List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        Map<ContactId, Gain> gains = gains(occurrences);
        if (gains.isEmpty()) {
            return List.of();
        }
        lockRunsOfThoseWhoCross(work, gains);
        Map<ContactId, Contact> contacts = stores.contacts().lock(work, gains.keySet());
        Instant now = stores.clock().instant();
        List<Contact> scored = new ArrayList<>();
        List<Contact> tagged = new ArrayList<>();
        List<HistoryRow> lines = new ArrayList<>();
        List<Crossing> crossings = new ArrayList<>();
        long[] lineIds = stores.ids().next(work, IdKind.HISTORY, gains.size());
        gains.forEach((id, gain) -> {
            Contact contact = contacts.get(id);
            if (contact == null) {
                return;
            }
            int before = gain.before(contact);
            int after = gain.after(contact);
            List<Thresholds.Threshold> crossed = thresholds.crossed(before, after);
            boolean tags =
                    crossed.stream().anyMatch(thresholds::isSales) && !contact.hasTag(DecayingScore.SALES_READY_TAG);
            Contact next = contact;
            if (after != contact.score() || tags) {
                next = with(contact, after, tags);
                (after != contact.score() ? scored : tagged).add(next);
            }
            if (after != contact.score()) {
                lines.add(line(lineIds[lines.size()], contact, after, gain.why(), now));
            }
            if (!crossed.isEmpty()) {
                crossings.add(new Crossing(next, crossed, tags));
            }
        });
        stores.contacts().rescore(work, scored, now);
        stores.contacts().update(work, tagged, now);
        stores.history().append(work, lines);
        return salesReady.tell(work, crossings, now);
    }

    private Map<ContactId, Gain> gains(List<Occurrence> occurrences) {
        Map<ContactId, Gain> gains = new LinkedHashMap<>();
        for (Occurrence each : occurrences) {
            Event event = each.event();
            if (event.type().equals(EventTypes.SCORE_REACHED)
                    || Boolean.TRUE.equals(event.data().get(DecayingScore.UNSCORED))) {
                continue;
            }
            if (event.type().equals(EventTypes.FIELD_CHANGED)
                    && "score".equals(event.data().get("field"))) {
                of(gains, each).wasSet(event);
                continue;
            }
            ScoreRules.Rule rule = rules.of(event);
            if (rule != null && rule.points() != 0) {
                of(gains, each).add(rule);
            }
        }
        return gains;
    }

    private static Gain of(Map<ContactId, Gain> gains, Occurrence each) {
        return gains.computeIfAbsent(each.contact().id(), id -> new Gain(each.contact()));
    }

    /**
     * A crossing is an event that may stop and begin runs, and runs are locked before contacts, everywhere. Who crosses is
     * told from the contact as it was read; if it changed since and crosses all the same, the runs are locked late, and the
     * transaction is repeated in the rare case that this meets another one.
     */
    private void lockRunsOfThoseWhoCross(UnitOfWork work, Map<ContactId, Gain> gains) {
        Set<Long> crossing = new LinkedHashSet<>();
        gains.forEach((id, gain) -> {
            Contact seen = gain.seen();
            if (!thresholds.crossed(gain.before(seen), gain.after(seen)).isEmpty()) {
                crossing.add(id.value());
            }
        });
        if (!crossing.isEmpty()) {
            stores.enrollments().lockActiveOfContact(work, crossing);
        }
    }

    private static HistoryRow line(long id, Contact contact, int after, String why, Instant now) {
        return new HistoryRow(
                id,
                contact.team().value(),
                contact.id().value(),
                0,
                now,
                "score",
                null,
                null,
                0,
                "Score " + contact.score() + " → " + after + ": " + why + ".",
                Map.of("from", contact.score(), "to", after));
    }

    private static Contact with(Contact contact, int score, boolean salesReady) {
        Set<String> tags = new LinkedHashSet<>(contact.tags());
        if (salesReady) {
            tags.add(DecayingScore.SALES_READY_TAG);
        }
        return new Contact(
                contact.id(),
                contact.team(),
                contact.externalId(),
                contact.firstName(),
                contact.lastName(),
                contact.email(),
                contact.phone(),
                contact.phoneE164(),
                tags,
                contact.owner(),
                contact.source(),
                contact.stage(),
                contact.timeZone(),
                score,
                contact.address(),
                contact.company(),
                contact.consent(),
                contact.fields(),
                contact.createdAt(),
                contact.version() + 1);
    }

    /**
     * A contact that crossed thresholds.
     *
     * @param contact as it is now
     * @param becameReady whether it was tagged just now
     */
    record Crossing(Contact contact, List<Thresholds.Threshold> crossed, boolean becameReady) {}
}
