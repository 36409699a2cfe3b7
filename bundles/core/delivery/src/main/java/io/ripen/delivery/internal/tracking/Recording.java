package io.ripen.delivery.internal.tracking;

import io.ripen.core.store.HitRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.links.LinkTokens;
import io.ripen.delivery.internal.links.LinkTokens.Purpose;
import io.ripen.delivery.internal.links.Links;
import io.ripen.event.Events;
import io.ripen.tracking.Engagement;
import io.ripen.tracking.Sight;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes hits down, judges them when their time has come, and tells of them; each in one transaction. Thread-safe. */
final class Recording {
    private static final int BATCH = 200;
    /** A double click, or a mail program that asks twice. */
    private static final Duration SAME = Duration.ofSeconds(3);
    /** More than this of one message in a day tells nothing new. */
    private static final int MOST = 200;

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Pattern CLICK = Pattern.compile("/t/c/([A-Za-z0-9_-]{10,40})");

    private final Stores stores;
    private final Links links;
    private final Judgement judgement;
    private final Telling telling;

    Recording(Stores stores, Links links, Events events) {
        this.stores = stores;
        this.links = links;
        this.judgement = new Judgement(
                links.settings().tooFast(),
                links.settings().burst(),
                stores.clock().speed());
        this.telling = new Telling(stores, links, events);
    }

    /** Keeps hits; what is a machine's for certain is told at once. */
    void record(List<Hit> hits) {
        stores.transactions().call(work -> {
            Set<Long> ids = new LinkedHashSet<>();
            hits.forEach(hit -> ids.add(hit.message()));
            Map<Long, MessageRow> messages = messages(work, ids);
            Map<Long, List<HitRow>> before = before(work, ids);
            List<HitRow> fresh = new ArrayList<>();
            List<HitRow> known = new ArrayList<>();
            for (Hit hit : hits) {
                MessageRow message = messages.get(hit.message());
                List<HitRow> others = before.computeIfAbsent(hit.message(), m -> new ArrayList<>());
                if (message == null || message.isErased() || others.size() >= MOST) {
                    continue;
                }
                Sight sight = judgement.atOnce(hit, message);
                if (isRepeated(hit, sight, others)) {
                    continue;
                }
                boolean machine = sight.engagement() == Engagement.MACHINE;
                HitRow row = new HitRow(
                        stores.ids().next(work, IdKind.HIT),
                        hit.message(),
                        hit.link(),
                        sight.fingerprint(),
                        sight.agent(),
                        sight.engagement().word(),
                        sight.reason(),
                        hit.at(),
                        hit.machineAt(),
                        machine ? null : hit.machineAt().plus(links.settings().burst()));
                others.add(row);
                fresh.add(row);
                if (machine) {
                    known.add(row);
                }
            }
            stores.hits().insert(work, fresh);
            telling.tell(work, known, messages);
            return fresh.size();
        });
    }

    private static boolean isRepeated(Hit hit, Sight sight, List<HitRow> others) {
        for (HitRow other : others) {
            if (other.link() == hit.link()
                    && other.fingerprint().equals(sight.fingerprint())
                    && (hit.link() == HitRow.PIXEL
                            || Duration.between(other.machineAt(), hit.machineAt())
                                            .abs()
                                            .compareTo(SAME)
                                    < 0)) {
                return true;
            }
        }
        return false;
    }

    /** Judges what is due; how many. */
    int decide() {
        int decided = 0;
        while (true) {
            Instant now = stores.clock().machine().instant();
            int batch = stores.transactions().call(work -> decide(work, now));
            decided += batch;
            if (batch < BATCH) {
                return decided;
            }
        }
    }

    private int decide(UnitOfWork work, Instant now) {
        List<HitRow> due = stores.hits().lockDue(work, now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        Set<Long> ids = new LinkedHashSet<>();
        due.forEach(hit -> ids.add(hit.message()));
        Map<Long, MessageRow> messages = messages(work, ids);
        Map<Long, List<HitRow>> all = before(work, ids);
        List<HitRow> judged = new ArrayList<>(due.size());
        for (HitRow hit : due) {
            judged.add(judgement.last(
                    hit,
                    messages.get(hit.message()),
                    all.getOrDefault(hit.message(), List.of()),
                    count(messages.get(hit.message()))));
        }
        stores.hits().judge(work, judged);
        telling.tell(work, judged, messages);
        return due.size();
    }

    /** Forgets what is too old to tell anything. */
    void forget() {
        Instant before = stores.clock().machine().instant().minus(KEPT);
        stores.transactions().call(work -> stores.hits().forget(work, before));
    }

    /** How many different links a message has; found in its text, since it is asked for seldom. */
    private int count(@org.jspecify.annotations.Nullable MessageRow message) {
        if (message == null) {
            return Integer.MAX_VALUE;
        }
        Set<Long> found = new HashSet<>();
        collect(message.body(), found);
        if (message.html() != null) {
            collect(message.html(), found);
        }
        found.remove(HitRow.HIDDEN);
        return found.size();
    }

    private void collect(String text, Set<Long> into) {
        Matcher token = CLICK.matcher(text);
        while (token.find()) {
            LinkTokens.Signed read = links.tokens().read(Purpose.CLICK, token.group(1));
            if (read != null) {
                into.add(read.number());
            }
        }
    }

    private Map<Long, MessageRow> messages(UnitOfWork work, Set<Long> ids) {
        Map<Long, MessageRow> messages = new HashMap<>();
        stores.messages().findAll(work, ids).forEach(row -> messages.put(row.id(), row));
        return messages;
    }

    private Map<Long, List<HitRow>> before(UnitOfWork work, Set<Long> ids) {
        Map<Long, List<HitRow>> hits = new HashMap<>();
        stores.hits()
                .ofMessages(work, ids)
                .forEach(hit -> hits.computeIfAbsent(hit.message(), m -> new ArrayList<>())
                        .add(hit));
        return hits;
    }
}
