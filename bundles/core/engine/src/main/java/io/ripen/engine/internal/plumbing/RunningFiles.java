package io.ripen.engine.internal.plumbing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Route;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of plumbing files in the Camel context. A new version takes over without waiting for what is on its way: that
 * ends in the version in which it began, which is taken down once nothing is inside. One thread at a time.
 */
final class RunningFiles {
    private static final Logger LOG = LoggerFactory.getLogger(RunningFiles.class);

    /** A request that takes longer hangs for good; by then its provider's own time-out has long passed. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final ModelCamelContext context;
    private final Map<String, Version> current = new TreeMap<>();
    private final List<Version> replaced = new ArrayList<>();
    private int number;

    RunningFiles(ModelCamelContext context) {
        this.context = context;
    }

    /** What runs, by file. */
    Map<String, Version> current() {
        return new TreeMap<>(current);
    }

    /**
     * Builds the routes without starting them, and takes them away again.
     *
     * @throws Exception what Camel says against them
     */
    void attempt(String xml, List<String> ids) throws Exception {
        String trial = "-trial-" + System.nanoTime();
        try {
            List<RouteDefinition> routes = PlumbingModel.read(xml, trial);
            routes.forEach(route -> route.setAutoStartup("false"));
            context.addRouteDefinitions(routes);
        } finally {
            remove(ids.stream().map(id -> id + trial).toList());
        }
    }

    /**
     * Puts a version of a file in the place of the one that runs.
     *
     * @throws Exception why its routes do not start; the version before it runs on, if it can
     */
    void replace(String file, String xml, List<String> ids) throws Exception {
        Version before = current.get(file);
        if (before != null) {
            stopEntering(before);
        }
        // The version before may still be in the context under these ids.
        String suffix = ids.stream().anyMatch(id -> context.getRoute(id) != null) ? "-" + ++number : "";
        List<String> routeIds = ids.stream().map(id -> id + suffix).toList();
        try {
            context.addRouteDefinitions(PlumbingModel.read(xml, suffix));
        } catch (Exception refused) {
            remove(routeIds);
            bringBack(file, before);
            throw refused;
        }
        current.put(file, new Version(file, xml, ids, routeIds));
        if (before != null) {
            putAside(before);
        }
    }

    private void bringBack(String file, @Nullable Version before) {
        if (before == null) {
            return;
        }
        try {
            startEntering(before);
        } catch (Exception failed) {
            current.remove(file);
            putAside(before);
            LOG.error(
                    "Plumbing {}: the version before the broken one does not start either, so none of it runs. Mend the"
                            + " file or what it connects to.",
                    file,
                    failed);
        }
    }

    /** A file is gone: nothing comes in any more, and what is inside may end. False when nothing of it ran. */
    boolean withdraw(String file) {
        Version before = current.remove(file);
        if (before == null) {
            return false;
        }
        try {
            stopEntering(before);
        } catch (Exception failed) {
            LOG.warn("Plumbing {}: a route did not stop; it may run on until the restart.", file, failed);
        }
        putAside(before);
        return true;
    }

    /** Takes down at once what uses a component that goes away; what is inside has the context's ten seconds. */
    List<Version> takeDown(String scheme) {
        List<Version> gone = current.values().stream()
                .filter(version -> version.uses(scheme))
                .toList();
        gone.forEach(version -> current.remove(version.file()));
        List<Version> all = new ArrayList<>(gone);
        replaced.stream().filter(version -> version.uses(scheme)).forEach(all::add);
        replaced.removeAll(all);
        for (Version version : all) {
            version.close();
            remove(version.routeIds());
        }
        return gone;
    }

    /** Takes down replaced versions in which nothing is on its way any more. To be called now and then. */
    void tidy() {
        long now = System.nanoTime();
        for (Version version : List.copyOf(replaced)) {
            boolean hangs = version.replacedForNanos(now) > LONGEST.toNanos();
            if (hangs) {
                LOG.warn(
                        "Plumbing {}: a request is in a version that was replaced {} minutes ago. It is broken off; a"
                                + " message in it counts as unknown and is looked up.",
                        version.file(),
                        LONGEST.toMinutes());
                version.close();
            }
            if (hangs || version.closedWhenEmpty(context)) {
                replaced.remove(version);
                remove(version.routeIds());
            }
        }
    }

    private void putAside(Version version) {
        version.replaced(System.nanoTime());
        replaced.add(version);
    }

    /**
     * Lets nothing in any more. What was called goes on; a route that fetches by itself, such as from a mailbox, has the
     * context's ten seconds for what it is at.
     */
    private void stopEntering(Version version) throws Exception {
        for (String id : version.routeIds()) {
            Route route = context.getRoute(id);
            if (route != null && CalledRoutes.areEnteredAt(route.getEndpoint())) {
                ServiceHelper.stopService(route.getConsumer());
            } else if (route != null) {
                context.getRouteController().stopRoute(id);
            }
        }
    }

    private void startEntering(Version version) throws Exception {
        for (String id : version.routeIds()) {
            Route route = context.getRoute(id);
            if (route != null && CalledRoutes.areEnteredAt(route.getEndpoint())) {
                ServiceHelper.startService(route.getConsumer());
            } else if (route != null) {
                context.getRouteController().startRoute(id);
            }
        }
    }

    private void remove(Collection<String> ids) {
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
}
