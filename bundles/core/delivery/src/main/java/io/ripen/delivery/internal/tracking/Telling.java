package io.ripen.delivery.internal.tracking;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.links.Links;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.team.TeamId;
import io.ripen.tracking.Engagement;
import io.ripen.transaction.UnitOfWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of judged hits as events and counts them. The first of a message, a kind and an engagement has an event id that
 * is made of just these, so it counts once however often it happens; a later open is none, a later click has an id of its
 * own.
 */
final class Telling {
    /** The upper half of the counters' slots is for whoever is not the engine; one by thread. */
    private static final int SLOTS = 512;

    private final Stores stores;
    private final Links links;
    private final Events events;

    Telling(Stores stores, Links links, Events events) {
        this.stores = stores;
        this.links = links;
        this.events = events;
    }

    private record Told(HitRow hit, MessageRow message, Event event) {}

    void tell(UnitOfWork work, List<HitRow> hits, Map<Long, MessageRow> messages) {
        List<Told> first = new ArrayList<>();
        List<Event> further = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (HitRow hit : hits) {
            MessageRow message = messages.get(hit.message());
            if (message == null || hit.link() == HitRow.UNSUBSCRIBE_PAGE) {
                continue;
            }
            String id = (isOpen(hit) ? "open:" : "click:") + hit.message() + ":" + hit.engagement();
            if (ids.add(id)) {
                first.add(new Told(hit, message, event(id, hit, message)));
            } else if (!isOpen(hit)) {
                further.add(event(id + ":" + hit.id(), hit, message));
            }
        }
        if (first.isEmpty()) {
            return;
        }
        List<Receipt> receipts =
                events.receive(work, first.stream().map(Told::event).toList());
        Map<CounterKey, Long> counts = new HashMap<>();
        for (int i = 0; i < receipts.size(); i++) {
            Told told = first.get(i);
            if (!receipts.get(i).duplicate()) {
                count(told, counts);
            } else if (!isOpen(told.hit())) {
                further.add(event(told.event().id() + ":" + told.hit().id(), told.hit(), told.message()));
            }
        }
        if (!further.isEmpty()) {
            events.receive(work, further);
        }
        int slot = SLOTS + (int) (Thread.currentThread().getId() % SLOTS);
        stores.counters().add(work, slot, counts);
    }

    private static boolean isOpen(HitRow hit) {
        return hit.link() == HitRow.PIXEL;
    }

    private static void count(Told told, Map<CounterKey, Long> counts) {
        String sequence = told.message().sequence();
        String step = told.message().step();
        if (sequence != null && step != null) {
            String engagement = told.hit().engagement();
            String name = (isOpen(told.hit()) ? "opened" : "clicked")
                    + (engagement.equals(Engagement.HUMAN.word()) ? "" : "." + engagement);
            counts.merge(new CounterKey(sequence, step, name), 1L, Long::sum);
        }
    }

    private Event event(String id, HitRow hit, MessageRow message) {
        Map<String, Object> data = new HashMap<>();
        data.put("message", Long.toString(message.id()));
        data.put("channel", message.channel());
        data.put("engagement", hit.engagement());
        data.put("reason", hit.reason());
        data.put("agent", hit.agent());
        if (message.sequence() != null) {
            data.put("sequence", message.sequence());
        }
        if (message.step() != null) {
            data.put("step", message.step());
        }
        if (message.enrollment() != 0) {
            data.put("enrollment", Long.toString(message.enrollment()));
        }
        if (hit.link() == HitRow.HIDDEN) {
            data.put("link", "");
        } else if (!isOpen(hit)) {
            LinkTarget target = links.target(hit.link()).orElse(new LinkTarget("", ""));
            data.put("link", target.name());
            data.put("url", target.url());
        }
        return new Event(
                id,
                isOpen(hit) ? EventTypes.MESSAGE_OPENED : EventTypes.LINK_CLICKED,
                new TeamId(message.team()),
                new ContactId(message.contact()),
                null,
                hit.at(),
                EventSource.WEB,
                data);
    }
}
