package io.ripen.engine.internal.run;

import io.ripen.core.store.Gate;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.enroll.Beginnings;
import io.ripen.engine.internal.enroll.Endings;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.place.LeadZones;
import io.ripen.task.Tasks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine as a whole: moves leads along their routes.
 *
 * <p>{@link #start} lets it run by itself on its own threads. A test that owns the time calls {@link #drain} instead, which
 * does everything that is due now on the calling thread, through the same code.
 *
 * <pre>{@code
 * Engine engine = new Engine(stores, sequences, gate, projection, new Wake(), RunSettings.DEFAULTS);
 * engine.drain();
 * }</pre>
 *
 * <p>Thread-safe, but do not drain a started engine.
 */
public final class Engine {
    private static final int CIRCLES = 10_000;

    private final Zones zones;
    private final EngineParts parts;
    private final Wake wake;
    private final NodeLease lease;
    private final Segments onThisThread = Segments.onCallingThread();
    private final Claiming draining;
    private final Parking parking;
    private final Stragglers stragglers;
    private @Nullable EngineLoop loop;
    private @Nullable Runnable unlisten;
    private boolean started;

    public Engine(
            Stores stores,
            DeployedSequences sequences,
            Gate gate,
            Projection projection,
            Wake wake,
            RunSettings settings) {
        this(stores, sequences, gate, projection, () -> null, wake, settings);
    }

    /** @param tasks where {@code task:} steps put theirs; null while nothing keeps tasks */
    public Engine(
            Stores stores,
            DeployedSequences sequences,
            Gate gate,
            Projection projection,
            Supplier<@Nullable Tasks> tasks,
            Wake wake,
            RunSettings settings) {
        this.zones = new Zones(stores);
        this.parts = new EngineParts(
                stores,
                sequences,
                gate,
                projection,
                zones,
                new Beginnings(stores, sequences, zones),
                new Endings(stores),
                tasks,
                new Pauses(stores.clock()),
                settings);
        this.wake = wake;
        this.lease = new NodeLease(stores, settings);
        this.draining = new Claiming(parts, lease, onThisThread);
        this.parking = new Parking(parts);
        this.stragglers = new Stragglers(parts, lease);
    }

    /** Knows where leads are; may come and go at any time. */
    public void setLeadZones(LeadZones service) {
        zones.use(service);
    }

    public void unsetLeadZones(LeadZones service) {
        zones.drop(service);
    }

    /** Begins to work; returns at once. An engine can be started once. */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException("This engine was started before. Make a new one.");
        }
        started = true;
        EngineLoop running = new EngineLoop(parts, wake, lease, parking, stragglers);
        loop = running;
        unlisten = parts.stores().clock().onPutForward(wake::signal);
        running.start();
    }

    /** Stops to claim, settles what is under way for up to ten seconds, and gives the rest back to other nodes. */
    public synchronized void stop() {
        EngineLoop running = loop;
        loop = null;
        if (unlisten != null) {
            unlisten.run();
            unlisten = null;
        }
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Channels that cannot keep up: leads have to stay away from them for half a minute or more, or had to within the last
     * two minutes. In order of name.
     */
    public synchronized List<String> behind() {
        return loop == null ? List.of() : loop.behind();
    }

    /** Segments that did not end in time lately, for people. */
    public synchronized List<String> overdue() {
        return loop == null ? List.of() : loop.overdue();
    }

    /** Says that something may be due. */
    public void wake() {
        wake.signal();
    }

    /** When the next run is due, in business time; empty when none waits. */
    public Optional<Instant> nextDue() {
        return draining.next();
    }

    /**
     * Does everything that is due now, and what becomes due by that, on the calling thread: claims, sends, settles.
     *
     * @return how many runs were claimed, each time counted
     */
    public int drain() {
        lease.keep();
        lease.buryDead();
        parking.resumeAll();
        stragglers.lookAfter();
        Senders sender = new Senders(parts.gate(), lease, done -> {}, flight -> {});
        int claimed = 0;
        for (int circle = 0; circle < CIRCLES; circle++) {
            if (!lease.isValid()) {
                lease.keep(); // a test's time may jump
            }
            Planned planned = draining.claim(parts.settings().batch(), Room::endless);
            if (planned.claimed() == 0) {
                return claimed;
            }
            claimed += planned.claimed();
            while (planned.underWay() > 0) {
                settle(sender, planned);
                List<Planned.Foreign> ran = new ArrayList<>();
                planned.foreign().forEach(each -> ran.add(each.run(parts.stores(), zones, onThisThread)));
                planned = ran.isEmpty() ? Planned.NOTHING : draining.resume(ran, Room::endless);
            }
        }
        throw new IllegalStateException("After " + CIRCLES + " batches there is still something due at "
                + parts.stores().clock().instant() + ": a sequence goes in circles without waiting.");
    }

    private void settle(Senders sender, Planned planned) {
        List<Done> done = new ArrayList<>();
        planned.sends().forEach(flight -> done.add(sender.send(flight)));
        planned.asks().forEach(flight -> done.add(new Done(flight, parts.gate().reconcile(flight.message()))));
        if (!done.isEmpty()) {
            parts.stores()
                    .machineTransactions()
                    .call(work -> new Settling(parts, work, done.get(0).flight().node(), onThisThread).settle(done));
        }
    }
}
