package io.ripen.core.store.internal;

import io.ripen.core.store.AuditAnchors;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.health.HealthCheck;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Outage;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.Transactions;
import java.io.File;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the database in the background, for as long as it takes, and then registers {@link Stores}, {@link Transactions}
 * and {@link RipenClock}; so all that needs the database comes up when it is there. Afterwards it looks every second
 * whether it still answers.
 */
@Component(service = HealthCheck.class, immediate = true, configurationPid = "io.ripen.store")
@Designate(ocd = StoreConfig.class)
public final class StoreComponent implements HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(StoreComponent.class);
    private static final long LONGEST_PAUSE_SECONDS = 30;
    /** So long a driver's bundle may come after this one, as at each start, before that is worth a warning. */
    private static final int DRIVER_SECONDS = 20;

    private static final long LOOK_SECONDS = 1;
    /** A look takes no longer, unless the address has limits of its own. */
    private static final long SILENT_SECONDS = 15;

    private static final String LATER = "Nothing is lost; work goes on by itself when the database is back.";

    private final BundleContext context;
    private final StoreConfig config;
    private final String url;
    private final StartGuard guard;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread keeper;
    private volatile Result result;
    private String toldLast = "";
    private volatile long lookedAt = System.nanoTime();

    @Activate
    public StoreComponent(BundleContext context, StoreConfig config) {
        this.context = context;
        this.config = config;
        this.url = config.url().isBlank() ? embedded(context) : config.url().trim();
        this.guard = StartGuard.of(config);
        this.result = new Result(Status.CRITICAL, "The database " + shown() + " is being opened.");
        this.keeper = new Thread(this::keep, "ripen-store");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Stops looking, takes the services back and closes the pool. */
    @Deactivate
    public void deactivate() throws InterruptedException {
        stopped.countDown();
        keeper.join(TimeUnit.SECONDS.toMillis(15));
    }

    private static String embedded(BundleContext context) {
        String data = context.getProperty("karaf.data");
        return "jdbc:h2:" + new File(data == null ? "data" : data, "db/ripen").getAbsolutePath() + Stores.H2_OPTIONS;
    }

    private void keep() {
        long pause = 1;
        int withoutDriver = 0;
        while (stopped.getCount() > 0) {
            try (DatabaseWatch watch = watch()) {
                watch.look().ifPresent(trouble -> {
                    throw new Unusable(trouble);
                });
                try (Stores stores = open()) {
                    stores.auditProof().keep(AuditAnchors.in(StartGuard.folder(config)));
                    LOG.info("The database {} is open.", shown());
                    Outage.over();
                    told("The database " + shown() + " is open.", false);
                    guard.look(stores).ifPresent(hold -> tell(StartGuard.told(hold)));
                    watch(stores, watch);
                }
                return;
            } catch (StartRefusedException e) {
                String why = String.valueOf(e.getMessage());
                result = new Result(Status.CRITICAL, why);
                LOG.error("Nothing works until this is mended: {}", why);
                tell(why);
                return;
            } catch (IllegalArgumentException e) {
                result = new Result(Status.CRITICAL, e.getMessage() + " Set it in etc/io.ripen.store.cfg.");
                LOG.error("{} Set it in etc/io.ripen.store.cfg; nothing works until then.", e.getMessage());
                return;
            } catch (Unusable e) {
                result = new Result(Status.CRITICAL, e.getMessage() + " " + LATER);
                Outage.watched(e.getMessage());
                told(e.getMessage(), true);
                if (isStopped(pause)) {
                    return;
                }
                pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
            } catch (NoDriverException e) {
                failed("could not be opened: " + e.getMessage());
                boolean starting = ++withoutDriver <= DRIVER_SECONDS;
                if (starting) {
                    LOG.debug("The database {} waits for its driver.", shown());
                } else {
                    LOG.warn("The database {} cannot be opened: {} Install its bundle.", shown(), e.getMessage());
                }
                if (isStopped(starting ? 1 : LONGEST_PAUSE_SECONDS)) {
                    return;
                }
            } catch (RuntimeException e) {
                String reason = e.getCause() == null || e.getCause().getMessage() == null
                        ? String.valueOf(e.getMessage())
                        : e.getMessage() + " (" + e.getCause().getMessage() + ")";
                failed("could not be opened: " + reason);
                LOG.warn("The database {} could not be opened and is tried again in {} s: {}", shown(), pause, reason);
                LOG.debug("The failure in full:", e);
                if (isStopped(pause)) {
                    return;
                }
                pause = Math.min(pause * 2, LONGEST_PAUSE_SECONDS);
            }
        }
    }

    /** Looks for the file first: H2 makes a new one for whoever asks. */
    private DatabaseWatch watch() {
        guard.before(url);
        return new DatabaseWatch(driver(), url, config.user(), config.password());
    }

    private Stores open() {
        StoreOptions options =
                new StoreOptions(config.speed(), null, embeddedInstance(), ClockRules.ahead(config.clock()));
        int size = Math.max(4, Math.min(200, config.poolSize()));
        return Stores.open(driver(), url, config.user(), config.password(), size, options);
    }

    /** On the terminal, where whoever starts Ripen looks. */
    private static void tell(String text) {
        System.out.println("Ripen: " + text);
    }

    /** Which process this is among those that share the database. */
    private String embeddedInstance() {
        return String.valueOf(context.getProperty("karaf.data"));
    }

    private Driver driver() {
        String driver = Pool.driverClass(url);
        try {
            Collection<ServiceReference<DataSourceFactory>> found = context.getServiceReferences(
                    DataSourceFactory.class, "(" + DataSourceFactory.OSGI_JDBC_DRIVER_CLASS + "=" + driver + ")");
            for (ServiceReference<DataSourceFactory> reference : found) {
                DataSourceFactory factory = context.getService(reference);
                if (factory != null) {
                    return factory.createDriver(new Properties());
                }
            }
        } catch (InvalidSyntaxException | SQLException e) {
            throw new IllegalStateException("The driver " + driver + " could not be had: " + e.getMessage(), e);
        }
        throw new NoDriverException("The driver " + driver + " is not installed yet.");
    }

    /** At the start somebody sits before the terminal: they read at once what keeps the database shut, and once. */
    private void told(String sentence, boolean trouble) {
        if (trouble ? !sentence.equals(toldLast) : !toldLast.isEmpty()) {
            System.out.println("Ripen: " + sentence);
            toldLast = trouble ? sentence : "";
        }
    }

    /** The driver's bundle has not brought it. */
    private static final class NoDriverException extends StoreUnavailableException {
        private static final long serialVersionUID = 1;

        NoDriverException(String message) {
            super(message, new ClassNotFoundException(message));
        }
    }

    /** The database cannot be used; the message says why, and the cure. */
    private static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unusable(String trouble) {
            super(trouble, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    private final TerminalNews news = new TerminalNews(StoreComponent::tell);

    private void watch(Stores stores, DatabaseWatch watch) {
        List<ServiceRegistration<?>> services = new ArrayList<>();
        try {
            services.add(context.registerService(Transactions.class, stores.transactions(), null));
            services.add(context.registerService(RipenClock.class, stores.clock(), null));
            services.add(context.registerService(HealthCheck.class, new ClockHealth(stores.clock()), null));
            services.add(context.registerService(
                    DatabaseCopy.class,
                    new DatabaseCopy(stores),
                    new Hashtable<>(Map.of(
                            "osgi.command.scope",
                            DatabaseCopy.SCOPE,
                            "osgi.command.function",
                            DatabaseCopy.FUNCTION))));
            services.add(context.registerService(Stores.class, stores, null));
            PoolPing ping = new PoolPing(
                    () -> stores.transactions().call(work -> stores.nodes().all(work)), System::nanoTime);
            do {
                look(watch, ping);
                note(stores);
            } while (!isStopped(LOOK_SECONDS));
            ping.close();
        } finally {
            services.forEach(ServiceRegistration::unregister);
        }
    }

    private void look(DatabaseWatch watch, PoolPing ping) {
        Optional<String> trouble = watch.look();
        if (trouble.isEmpty()) {
            trouble = ping.trouble()
                    .map(said -> "The database " + shown() + " answers, but no transaction does: " + said);
        }
        if (trouble.isPresent()) {
            Outage.watched(trouble.get());
            news.away(trouble.get());
            result = new Result(Status.CRITICAL, trouble.get() + " " + LATER);
        } else {
            Outage.over();
            news.back();
            result = new Result(Status.OK, "The database " + shown() + " answers.");
        }
        lookedAt = System.nanoTime();
    }

    private void note(Stores stores) {
        if (result.status() != Status.OK) {
            return;
        }
        try {
            guard.seen(stores);
            stores.auditProof().note();
        } catch (StoreUnavailableException away) {
            LOG.debug("How far the database has come is noted when it is back.", away);
        } catch (RuntimeException e) {
            LOG.warn("How far the database has come could not be noted; it is tried again: {}", e.getMessage());
        }
    }

    private void failed(String how) {
        result = new Result(
                Status.CRITICAL,
                "The database " + shown() + " " + how + " " + LATER + " See that it runs and that"
                        + " etc/io.ripen.store.cfg has the right address, user and password.");
        lookedAt = System.nanoTime();
    }

    private boolean isStopped(long seconds) {
        try {
            return stopped.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The address without anything that might be a password. */
    private String shown() {
        int end = url.indexOf(url.startsWith("jdbc:h2:") ? ';' : '?');
        return end < 0 ? url : url.substring(0, end);
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Result check() {
        long silent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - lookedAt);
        return silent > SILENT_SECONDS && result.status() == Status.OK
                ? new Result(Status.CRITICAL, "The database " + shown() + " has not answered for " + silent + " s.")
                : result;
    }
}
