package io.ripen.health.internal.versions;

import io.ripen.health.HealthCheck;
import io.ripen.schedule.RepeatedTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the newest of several versions of a bundle of ours serve. Without it both would run: two engines in one process, and of two
 * channels of one type the older. What was stopped here is remembered in a file, so that it comes back when the newer bundle goes,
 * also while the container was down. Only bundles whose symbolic name begins with {@code io.ripen.} are looked after.
 */
@Component(service = HealthCheck.class, immediate = true)
public final class BundleVersions implements HealthCheck, SynchronousBundleListener {
    private static final Logger LOG = LoggerFactory.getLogger(BundleVersions.class);
    private static final String OURS = "io.ripen.";
    /** What does not run for so long after the last change has failed, and is not just being updated. */
    private static final long SETTLED_SECONDS = 10;

    private final BundleContext context;
    private final Path memory;
    private final Set<Long> superseded = new TreeSet<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "ripen-versions");
        made.setDaemon(true);
        return made;
    });
    private volatile long changedAt = System.nanoTime();
    private volatile Result result = new Result(Status.OK, "Each bundle is there once.");

    @Activate
    public BundleVersions(BundleContext context) {
        this.context = context;
        this.memory = context.getDataFile("superseded").toPath();
        remember();
        context.addBundleListener(this);
        RepeatedTask.on(thread, "ripen-versions", Duration.ofSeconds(1), Duration.ofSeconds(2), this::look);
    }

    @Deactivate
    public void deactivate() {
        context.removeBundleListener(this);
        thread.shutdownNow();
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        changedAt = System.nanoTime();
        // Before the newer one begins, so that never both serve.
        if (event.getType() == BundleEvent.STARTING && isOurs(event.getBundle())) {
            look();
        }
    }

    /** The newer one starts and stops in the place of the older: what sends by itself comes last and goes first. */
    private void takeThePlace(Bundle older) {
        int level = older.adapt(BundleStartLevel.class).getStartLevel();
        for (Bundle each : context.getBundles()) {
            if (older.getSymbolicName().equals(each.getSymbolicName())
                    && each.getVersion().compareTo(older.getVersion()) > 0
                    && each.adapt(BundleStartLevel.class).getStartLevel() != level) {
                each.adapt(BundleStartLevel.class).setStartLevel(level);
            }
        }
    }

    private synchronized void look() {
        try {
            int framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState();
            if (framework != Bundle.ACTIVE && framework != Bundle.STARTING) {
                return;
            }
            boolean settled = framework == Bundle.ACTIVE
                    && TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - changedAt) >= SETTLED_SECONDS;
            Succession succession = Succession.of(installed(), settled);
            succession.stop().forEach(this::stop);
            succession.start().forEach(this::start);
            result = succession.told().isEmpty()
                    ? new Result(Status.OK, "Each bundle is there once.")
                    : new Result(succession.broken() ? Status.WARN : Status.OK, String.join(" ", succession.told()));
        } catch (Throwable e) { // A scheduled task that throws is never run again.
            LOG.warn("The versions of the bundles could not be looked at; it is tried again.", e);
        }
    }

    private List<Installed> installed() {
        List<Installed> installed = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (isOurs(bundle) && bundle.getState() != Bundle.UNINSTALLED && !isFragment(bundle)) {
                installed.add(new Installed(
                        bundle.getBundleId(),
                        bundle.getSymbolicName(),
                        bundle.getVersion(),
                        (bundle.getState() & (Bundle.ACTIVE | Bundle.STARTING)) != 0,
                        bundle.adapt(BundleStartLevel.class).isPersistentlyStarted(),
                        superseded.contains(bundle.getBundleId())));
            }
        }
        return installed;
    }

    private void stop(Installed older) {
        Bundle bundle = context.getBundle(older.id());
        if (bundle == null || bundle.getState() == Bundle.STARTING) {
            // One that is just being started, by hand for instance, is stopped by the next look.
            return;
        }
        // First the note, so that a crash between the two leaves no bundle stopped for ever.
        superseded.add(older.id());
        write();
        try {
            bundle.stop();
            // Not here, where the newer one is just being started.
            thread.execute(() -> takeThePlace(bundle));
            LOG.warn(
                    "{} {} is superseded by a newer version and was stopped; it comes back when that one goes.",
                    older.name(),
                    older.version());
        } catch (BundleException e) {
            LOG.error("{} {} is superseded and could not be stopped: both serve.", older.name(), older.version(), e);
        }
    }

    private void start(Installed back) {
        Bundle bundle = context.getBundle(back.id());
        if (bundle == null) {
            return;
        }
        try {
            bundle.start();
            superseded.remove(back.id());
            write();
            LOG.warn("{} {} serves again; what superseded it does not.", back.name(), back.version());
        } catch (BundleException e) {
            LOG.error("{} {} could not be started again; it is tried again.", back.name(), back.version(), e);
        }
    }

    private static boolean isOurs(Bundle bundle) {
        String name = bundle.getSymbolicName();
        return name != null && name.startsWith(OURS);
    }

    private static boolean isFragment(Bundle bundle) {
        return bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
    }

    private void remember() {
        try {
            if (Files.exists(memory)) {
                for (String line : Files.readAllLines(memory)) {
                    superseded.add(Long.valueOf(line.strip()));
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("Which bundles are superseded could not be read from {}; look at bundle:list.", memory, e);
        }
    }

    private void write() {
        try {
            Files.write(memory, superseded.stream().map(String::valueOf).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public Result check() {
        return result;
    }
}
