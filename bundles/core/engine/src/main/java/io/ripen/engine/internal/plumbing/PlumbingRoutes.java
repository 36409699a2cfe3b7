package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.Findings;
import io.ripen.engine.internal.check.Place;
import io.ripen.engine.internal.deploy.Patience;
import io.ripen.route.Plumbing;
import io.ripen.sequence.Problem;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plumbing's routes in a Camel context of their own. A file replaces all of its routes at once; one that cannot be
 * built leaves those of the version before it running. Thread-safe: requests run side by side, and a change waits for none of
 * them; what is on its way ends in the version in which it began.
 */
public final class PlumbingRoutes implements Plumbing, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlumbingRoutes.class);

    private final ModelCamelContext context;
    private final AllowList allowed;
    /** Held while routes change, and never while a message is on its way. */
    private final Object changing = new Object();

    private final RunningFiles running;
    private final Map<String, List<Problem>> problems = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Entries entries;
    private final Set<String> askedFor = ConcurrentHashMap.newKeySet();
    private final Patience patience;
    private volatile Runnable channelsChanged = () -> {};
    private volatile boolean stopping;
    private boolean patient = true;

    /** As {@link #PlumbingRoutes(ModelCamelContext, AllowList, InstantSource)}, by the machine's time. */
    public PlumbingRoutes(ModelCamelContext context, AllowList allowed) {
        this(context, allowed, InstantSource.system());
    }

    /**
     * Dresses and starts a context.
     *
     * @param context new and not started; its registry and components are the caller's affair, the rest belongs to this
     * @param clock machine time
     */
    public PlumbingRoutes(ModelCamelContext context, AllowList allowed, InstantSource clock) {
        this.patience = new Patience(clock);
        this.context = context;
        this.allowed = allowed;
        PlumbingCamel.start(context, allowed);
        running = new RunningFiles(context);
        entries = new Entries(context);
    }

    /** Builds the routes of a file in place of those that came from it before; says what is wrong when it cannot. */
    public List<Problem> load(String file, String xml) {
        Findings findings = new Findings(file);
        List<String> ids = new PlumbingCheck(allowed, findings).check(xml);
        if (ids != null) {
            synchronized (changing) {
                replace(file, xml, ids, findings);
            }
            channelsChanged.run();
        }
        if (findings.isEmpty()) {
            problems.remove(file);
            waiting.remove(file);
            LOG.info("Plumbing {} runs.", file);
        } else {
            List<Problem> before = problems.put(file, findings.problems());
            waiting.put(file, xml);
            if (patience.lasts() && !running().contains(file)) {
                LOG.debug("Plumbing {} waits for what is still starting, or is wrong: {}", file, findings.problems());
            } else if (!findings.problems().equals(before)) {
                LOG.warn("Plumbing {} is refused, what ran before runs on: {}", file, findings.problems());
            }
        }
        return findings.problems();
    }

    private void replace(String file, String xml, List<String> ids, Findings findings) {
        for (Version other : running.current().values()) {
            for (String id : ids) {
                if (!other.file().equals(file) && other.authorIds().contains(id)) {
                    findings.add(
                            Place.FILE,
                            "The route id '" + id + "' is taken by " + other.file() + ".",
                            "Give the route another id.");
                    return;
                }
            }
        }
        try {
            running.attempt(xml, ids);
        } catch (Exception refused) {
            findings.add(Place.FILE, "Camel refuses it: " + innermost(refused), "Mend what the message names.");
            LOG.debug("Plumbing {}", file, refused);
            return;
        }
        try {
            running.replace(file, xml, ids);
        } catch (Exception refused) {
            findings.add(Place.FILE, "The routes do not start: " + innermost(refused), "Mend what the message names.");
            LOG.debug("Plumbing {}", file, refused);
        }
        readEntries();
    }

    private void readEntries() {
        entries.read(running.current().values());
    }

    /** Takes a file's routes away; what is on its way in them may end. */
    public void unload(String file) {
        synchronized (changing) {
            if (running.withdraw(file)) {
                readEntries();
                LOG.info("Plumbing {} is gone.", file);
            }
            problems.remove(file);
            waiting.remove(file);
        }
        channelsChanged.run();
    }

    /**
     * Takes down replaced versions of files in which nothing is on its way any more, and says once what still waits when whatever
     * starts should have started. Called each second, by one thread.
     */
    public void tidy() {
        if (patient && !patience.lasts()) {
            patient = false;
            problems().forEach((file, found) -> LOG.warn("Plumbing {} still waits: {}", file, found));
        }
        synchronized (changing) {
            running.tidy();
        }
    }

    /** Says that the whole of Ripen stops: that components go is no news from now on. */
    void stopping() {
        stopping = true;
    }

    /**
     * Lets go of a component whose bundle is gone, and takes away the files that use it; they wait until it is back, so that
     * nothing goes on with what the old bundle left in memory. Waits up to ten seconds for what is on its way in them.
     */
    public void componentGone(String scheme) {
        synchronized (changing) {
            for (Version version : running.takeDown(scheme)) {
                waiting.put(version.file(), version.xml());
                Findings findings = new Findings(version.file());
                findings.add(
                        Place.FILE,
                        "The component '" + scheme + ":' is gone with the bundle that brought it.",
                        "Install the bundle again; the file is then loaded by itself.");
                problems.put(version.file(), findings.problems());
                if (!stopping) {
                    LOG.warn("Plumbing {} stands still: component '{}:' is gone.", version.file(), scheme);
                }
            }
            context.removeComponent(scheme);
            CarefulComponents.forgetClasses(context);
            readEntries();
        }
        channelsChanged.run();
    }

    /**
     * Says that a bundle brought this component: if another one of that name, such as Camel's own, is in use, it is let go.
     */
    public void componentCame(String scheme, Component component) {
        Component known = context.hasComponent(scheme);
        if (known != null && known != component) {
            componentGone(scheme);
        }
    }

    /** Tries again what was refused: what it lacked may be there now. */
    public void retry() {
        new LinkedHashMap<>(waiting).forEach(this::load);
    }

    /** What is wrong, by file. */
    public Map<String, List<Problem>> problems() {
        return new TreeMap<>(problems);
    }

    /** The routes that are channels, by type. */
    Map<String, ChannelEntrance.Spec> channels() {
        return entries.channels();
    }

    /** Tells {@code listener} whenever {@link #channels} may have changed; it is called with no lock held. */
    void onChannels(Runnable listener) {
        channelsChanged = listener;
    }

    /** Runs the route that begins at {@code address}; null when there is none. */
    Entries.@Nullable Passage pass(
            String address, @Nullable Object body, Map<String, Object> headers, Map<String, Object> properties) {
        return entries.run(address, body, headers, properties);
    }

    @Override
    public boolean has(String name) {
        if (entries.has("direct:" + name)) {
            return true;
        }
        askedFor.add("direct:" + name);
        return false;
    }

    /** Addresses that somebody asked for and at which no route begins. */
    public Set<String> missing() {
        askedFor.removeIf(entries::has);
        return new TreeSet<>(askedFor);
    }

    /** The files whose routes run. */
    public Set<String> running() {
        synchronized (changing) {
            return running.current().keySet();
        }
    }

    @Override
    public Reply request(String name, @Nullable Object body, Map<String, Object> headers) {
        Entries.Passage passage = pass("direct:" + name, body, headers, Map.of());
        if (passage == null) {
            askedFor.add("direct:" + name);
            throw new IllegalStateException("No plumbing route begins at 'direct:" + name
                    + "', nothing was done. Put a file with such a route into the folder plumbing/"
                    + (problems.isEmpty() ? "." : "; refused are " + new ArrayList<>(problems.keySet()) + "."));
        }
        Exchange exchange = passage.exchange();
        return new Reply(
                exchange.getMessage().getBody(),
                new LinkedHashMap<>(exchange.getMessage().getHeaders()),
                exchange.getException());
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }

    @Override
    public void close() {
        context.stop();
    }
}
