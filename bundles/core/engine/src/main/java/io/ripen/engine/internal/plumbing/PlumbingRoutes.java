package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.Findings;
import io.ripen.engine.internal.check.Place;
import io.ripen.route.Plumbing;
import io.ripen.sequence.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plumbing's routes in a Camel context of their own. A file replaces all of its routes at once; one that cannot be
 * built leaves those of the version before it running. Thread-safe: requests run side by side, a change waits for them.
 */
public final class PlumbingRoutes implements Plumbing, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlumbingRoutes.class);

    private record Loaded(String xml, List<String> routeIds) {}

    private final ModelCamelContext context;
    private final AllowList allowed;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Loaded> files = new TreeMap<>();
    private final Map<String, List<Problem>> problems = new ConcurrentHashMap<>();
    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final Entries entries;
    private volatile Runnable channelsChanged = () -> {};

    /**
     * Dresses and starts a context.
     *
     * @param context new and not started; its registry and components are the caller's affair, the rest belongs to this
     */
    public PlumbingRoutes(ModelCamelContext context, AllowList allowed) {
        this.context = context;
        this.allowed = allowed;
        context.disableJMX();
        context.getCamelContextExtension().setName("ripen-plumbing");
        context.setMessageHistory(false);
        context.setUseBreadcrumb(false);
        context.getShutdownStrategy().setTimeout(10);
        context.addComponent(ChannelEntrance.SCHEME, new ChannelEntrance());
        ComponentResolver components = PluginHelper.getComponentResolver(context);
        LanguageResolver languages = PluginHelper.getLanguageResolver(context);
        context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (ComponentResolver)
                (name, camel) -> {
                    // Simple needs "bean" for ${body.method}; as an endpoint the files' check refuses it.
                    if (!allowed.components().contains(name) && !name.startsWith("ripen-") && !name.equals("bean")) {
                        throw new IllegalArgumentException("The component '" + name
                                + ":' is not allowed in the plumbing; see plumbing.components in"
                                + " etc/io.ripen.engine.cfg.");
                    }
                    return components.resolveComponent(name, context);
                });
        context.getCamelContextExtension().addContextPlugin(LanguageResolver.class, (LanguageResolver)
                (name, camel) -> {
                    // Simple hands ${body.method} to "bean": the plumbing is the operator's, and may ask its own
                    // objects.
                    if (!allowed.languages().contains(name) && !name.equals("bean")) {
                        throw new IllegalArgumentException(
                                "The language '" + name
                                        + "' is not allowed in the plumbing; see plumbing.languages in etc/io.ripen.engine.cfg.");
                    }
                    return languages.resolveLanguage(name, context);
                });
        context.addRoutePolicyFactory(new RoutePolicyFactory() {
            @Override
            public @Nullable HeaderGuard createRoutePolicy(
                    org.apache.camel.CamelContext camel, String routeId, org.apache.camel.NamedNode route) {
                String uri = ((RouteDefinition) route).getInput().getEndpointUri();
                String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
                return HeaderGuard.isNeeded(scheme) ? new HeaderGuard(scheme) : null;
            }
        });
        context.start();
        entries = new Entries(context);
    }

    /** Builds the routes of a file in place of those that came from it before; says what is wrong when it cannot. */
    public List<Problem> load(String file, String xml) {
        Findings findings = new Findings(file);
        List<String> ids = new PlumbingCheck(allowed, findings).check(xml);
        if (ids != null) {
            lock.writeLock().lock();
            try {
                replace(file, xml, ids, findings);
            } finally {
                lock.writeLock().unlock();
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
            if (!findings.problems().equals(before)) {
                LOG.warn("Plumbing {} is refused, what ran before runs on: {}", file, findings.problems());
            }
        }
        return findings.problems();
    }

    private void replace(String file, String xml, List<String> ids, Findings findings) {
        for (Map.Entry<String, Loaded> other : files.entrySet()) {
            for (String id : ids) {
                if (!other.getKey().equals(file) && other.getValue().routeIds().contains(id)) {
                    findings.add(
                            Place.FILE,
                            "The route id '" + id + "' is taken by " + other.getKey() + ".",
                            "Give the route another id.");
                    return;
                }
            }
        }
        String trial = "-trial-" + System.nanoTime();
        try {
            add(xml, trial);
        } catch (Exception refused) {
            findings.add(Place.FILE, "Camel refuses it: " + innermost(refused), "Mend what the message names.");
            LOG.debug("Plumbing {}", file, refused);
            return;
        } finally {
            remove(ids.stream().map(id -> id + trial).toList());
        }
        Loaded before = files.get(file);
        remove(before == null ? List.of() : before.routeIds());
        try {
            add(xml, "");
            files.put(file, new Loaded(xml, ids));
        } catch (Exception refused) {
            findings.add(Place.FILE, "The routes do not start: " + innermost(refused), "Mend what the message names.");
            LOG.debug("Plumbing {}", file, refused);
            remove(ids);
            restore(file, before);
        }
        entries.read();
    }

    private void restore(String file, @Nullable Loaded before) {
        if (before == null) {
            return;
        }
        try {
            add(before.xml(), "");
        } catch (Exception failed) {
            files.remove(file);
            LOG.error(
                    "Plumbing {}: the version before the broken one does not start either, so none of it runs. Mend the"
                            + " file or what it connects to.",
                    file,
                    failed);
        }
    }

    /** @param trial the empty string, or what is put behind the ids to build the routes without starting them */
    private void add(String xml, String trial) throws Exception {
        context.addRouteDefinitions(PlumbingModel.read(xml, trial));
    }

    /** Takes a file's routes away. */
    public void unload(String file) {
        lock.writeLock().lock();
        try {
            Loaded before = files.remove(file);
            if (before != null) {
                remove(before.routeIds());
                entries.read();
                LOG.info("Plumbing {} is gone.", file);
            }
            problems.remove(file);
            waiting.remove(file);
        } finally {
            lock.writeLock().unlock();
        }
        channelsChanged.run();
    }

    /**
     * Lets go of a component whose bundle is gone, and takes away the files that use it; they wait until it is back, so that
     * nothing goes on with what the old bundle left in memory.
     */
    public void componentGone(String scheme) {
        lock.writeLock().lock();
        try {
            for (Map.Entry<String, Loaded> file : new TreeMap<>(files).entrySet()) {
                if (file.getValue().xml().contains("\"" + scheme + ":")) {
                    remove(file.getValue().routeIds());
                    files.remove(file.getKey());
                    waiting.put(file.getKey(), file.getValue().xml());
                    Findings findings = new Findings(file.getKey());
                    findings.add(
                            Place.FILE,
                            "The component '" + scheme + ":' is gone with the bundle that brought it.",
                            "Install the bundle again; the file is then loaded by itself.");
                    problems.put(file.getKey(), findings.problems());
                    LOG.warn("Plumbing {} stands still: component '{}:' is gone.", file.getKey(), scheme);
                }
            }
            context.removeComponent(scheme);
            entries.read();
        } finally {
            lock.writeLock().unlock();
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

    private void remove(List<String> ids) {
        for (String id : ids) {
            try {
                if (context.getRoute(id) != null) {
                    context.getRouteController().stopRoute(id);
                    context.removeRoute(id);
                }
                RouteDefinition definition = context.getRouteDefinition(id);
                if (definition != null) {
                    context.removeRouteDefinition(definition);
                }
            } catch (Exception failed) {
                LOG.warn("Plumbing route {} could not be removed; it may run on until the restart.", id, failed);
            }
        }
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
    Entries.@Nullable Passage pass(String address, @Nullable Object body, Map<String, Object> headers) {
        lock.readLock().lock();
        try {
            return entries.run(address, body, headers);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public boolean has(String name) {
        return entries.has("direct:" + name);
    }

    @Override
    public Reply request(String name, @Nullable Object body, Map<String, Object> headers) {
        Entries.Passage passage = pass("direct:" + name, body, headers);
        if (passage == null) {
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
