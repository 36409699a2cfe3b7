package io.ripen.demo.internal;

import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.sandbox.Sandbox;
import io.ripen.time.RipenClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the made-up leads do what their kind does, each at its own time on the fast clock. */
final class Deeds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deeds.class);
    private static final int ACTORS = 4;

    private record Planned(Instant at, DemoLead lead, ContactId contact, Deed deed) {}

    private final RipenClock clock;
    private final Sandbox sandbox;
    private final Events events;
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Story.Span> stopped = new ConcurrentHashMap<>();
    private final Map<String, Story.Span> clicked = new ConcurrentHashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final ExecutorService actors = Executors.newFixedThreadPool(ACTORS, work -> {
        Thread thread = new Thread(work, "ripen-demo-lead");
        thread.setDaemon(true);
        return thread;
    });

    Deeds(RipenClock clock, Sandbox sandbox, Events events) {
        this.clock = clock;
        this.sandbox = sandbox;
        this.events = events;
    }

    /** @param since when the lead got its first message */
    void plan(DemoLead lead, ContactId contact, Instant since) {
        for (Deed deed : lead.kind().deeds()) {
            planned.add(new Planned(since.plus(deed.after()), lead, contact, deed));
        }
        planned.sort(Comparator.comparing(Planned::at));
    }

    /** Begins whatever is due; returns at once. */
    void play() {
        Instant now = clock.instant();
        while (!planned.isEmpty() && !planned.get(0).at().isAfter(now)) {
            Planned next = planned.remove(0);
            busy.incrementAndGet();
            actors.execute(() -> act(next));
        }
    }

    boolean isOver() {
        return planned.isEmpty() && !isBusy();
    }

    /** Whether a lead is just doing something. */
    boolean isBusy() {
        return busy.get() > 0;
    }

    /** When the next lead does something; null when none will. */
    @Nullable Instant next() {
        return planned.isEmpty() ? null : planned.get(0).at();
    }

    int done() {
        return done.get();
    }

    int failed() {
        return failed.get();
    }

    /** When the deed that ends a lead's sequence was recorded, by external id. */
    Map<String, Story.Span> stopped() {
        return stopped;
    }

    /** When a lead's click was recorded, by external id. */
    Map<String, Story.Span> clicked() {
        return clicked;
    }

    private void act(Planned next) {
        Instant begun = clock.instant();
        try {
            if (next.deed().act() instanceof Deed.Act.Text text) {
                int status = sandbox.replyBySms(next.lead().phone(), text.text());
                if (status >= 300) {
                    throw new IllegalStateException("The web hook answered " + status + ".");
                }
            } else if (next.deed().act() instanceof Deed.Act.Happens happens) {
                events.receive(new Event(
                        "demo-" + next.lead().externalId() + "-" + happens.type(),
                        happens.type(),
                        null,
                        next.contact(),
                        null,
                        begun,
                        EventSource.API,
                        happens.data()));
            }
            Map<String, Story.Span> kind = next.deed().stops() ? stopped : clicked;
            kind.put(next.lead().externalId(), new Story.Span(begun, clock.instant()));
            done.incrementAndGet();
        } catch (RuntimeException trouble) {
            failed.incrementAndGet();
            LOG.error("{} could not do what it does: {}", next.lead().externalId(), trouble.getMessage(), trouble);
        } finally {
            busy.decrementAndGet();
        }
    }

    @Override
    public void close() {
        actors.shutdown();
        try {
            if (!actors.awaitTermination(30, TimeUnit.SECONDS)) {
                actors.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            actors.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
