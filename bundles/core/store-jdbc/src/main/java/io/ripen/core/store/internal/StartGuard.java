package io.ripen.core.store.internal;

import io.ripen.core.store.Stores;
import io.ripen.policy.Blocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.transaction.UnitOfWork;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at each start whether the database is the one that it was. A copy is held ({@link Blocks#HOLD}), since the original
 * may still be served; one that is gone, new or older than it was is refused. Also holds when {@code ripen start --hold} asks
 * for it. A hold is kept in the database: all nodes obey it, also after a restart, until a person lifts it.
 *
 * <p>{@link #before} once before the database is opened, {@link #look} once after, {@link #seen} every few seconds. Belongs to
 * one thread.
 */
final class StartGuard {
    static final String IDENTITY = "database.identity";
    static final String SEEN = "database.seen";
    private static final String HOLD_ASKED = "hold.asked";
    private static final String BY = "ripen start";

    private static final Logger LOG = LoggerFactory.getLogger(StartGuard.class);
    private static final Duration NOTE_EVERY = Duration.ofMinutes(1);
    /** PostgreSQL that fails over to a replica may lose what it confirmed last; H2 may not. */
    private static final Duration LOST_BY_FAIL_OVER = Duration.ofMinutes(5);

    private final Optional<DatabaseMarker> marker;
    private final boolean hold;
    private final String process;
    private @Nullable Instant noted;

    /**
     * @param folder the data folder, or null
     * @param hold whether this start was asked to hold
     * @param process names this start, so that a database that is opened again by the same process is not held again
     */
    StartGuard(@Nullable Path folder, boolean hold, String process) {
        this.marker = DatabaseMarker.in(folder);
        this.hold = hold;
        this.process = process;
    }

    static StartGuard of(StoreConfig config) {
        ProcessHandle own = ProcessHandle.current();
        return new StartGuard(
                folder(config),
                config.hold(),
                own.pid() + " since "
                        + own.info().startInstant().map(Object::toString).orElse("?"));
    }

    /** The data folder; null when there is none. */
    static @Nullable Path folder(StoreConfig config) {
        return config.dataFolder().isBlank()
                ? null
                : Path.of(config.dataFolder().strip());
    }

    /** What whoever sits at the terminal has to know of a hold. */
    static String told(Block hold) {
        String port = System.getenv("RIPEN_HTTP_PORT");
        return "All that leaves is held since " + hold.since() + " by " + hold.by() + ": " + hold.reason()
                + "\n       Lift it: curl -u admin -X DELETE http://localhost:" + (port == null ? "8181" : port)
                + "/api/v1/blocks/" + Blocks.HOLD;
    }

    /**
     * Refuses an H2 file that was here and is gone: H2 would make a new one.
     *
     * @throws StartRefusedException with the cure
     */
    void before(String url) {
        Optional<Path> file = H2Files.of(url);
        boolean knew = marker.flatMap(DatabaseMarker::read)
                .filter(DatabaseMarker.Seen::isH2)
                .isPresent();
        if (knew && file.isPresent() && !Files.exists(file.get())) {
            throw new StartRefusedException(
                    "The database file " + file.get() + " is gone, and with it contacts, opt-outs and"
                            + " waiting leads. Ripen does not begin with an empty one by itself. " + cure());
        }
    }

    /**
     * Compares, notes and holds.
     *
     * @return the hold that is set now, if any
     * @throws StartRefusedException with the cure
     */
    Optional<Block> look(Stores stores) {
        Instant now = stores.clock().machine().instant();
        record Looked(Optional<String> identity, Optional<Block> held) {}
        Looked looked = stores.transactions().call(work -> {
            Optional<String> identity = DatabaseIdentity.of(work);
            identity.ifPresent(is -> compare(stores, work, is, now));
            if (hold && !asked(stores, work)) {
                set(stores, work, "It was started with --hold.");
                stores.settings().put(work, HOLD_ASKED, process);
            }
            return new Looked(
                    identity,
                    Optional.ofNullable(
                            stores.blocks().among(work, List.of(Blocks.HOLD)).get(Blocks.HOLD)));
        });
        looked.identity().ifPresent(is -> mark(is, now));
        return looked.held();
    }

    /** Notes every minute how far the database has come. */
    void seen(Stores stores) {
        Instant now = stores.clock().machine().instant();
        if (noted == null || Duration.between(noted, now).compareTo(NOTE_EVERY) < 0) {
            return;
        }
        stores.transactions()
                .call(work -> {
                    stores.settings().put(work, SEEN, now.toString());
                    return DatabaseIdentity.of(work);
                })
                .ifPresent(is -> mark(is, now));
    }

    private void mark(String identity, Instant now) {
        marker.ifPresent(each -> each.write(new DatabaseMarker.Seen(identity, now)));
        noted = now;
    }

    private boolean asked(Stores stores, UnitOfWork work) {
        return stores.settings().find(work, HOLD_ASKED).filter(process::equals).isPresent();
    }

    private void compare(Stores stores, UnitOfWork work, String identity, Instant now) {
        Optional<String> remembered = stores.settings().find(work, IDENTITY);
        Optional<Instant> came = stores.settings().find(work, SEEN).map(Instant::parse);
        marker.flatMap(DatabaseMarker::read).ifPresent(before -> {
            if (remembered.isEmpty() && !stores.contacts().any(work)) {
                throw new StartRefusedException(
                        "The database is new and empty, but this installation worked with another one" + " until "
                                + before.seen() + " (" + before.identity() + "). " + cure());
            }
            Duration slack = before.isH2() ? Duration.ZERO : LOST_BY_FAIL_OVER;
            boolean older = remembered.equals(Optional.of(before.identity()))
                    && came.isPresent()
                    && came.get().plus(slack).isBefore(before.seen());
            if (older && !hold) {
                throw new StartRefusedException(
                        "The database stands at " + came.get() + ", and this installation worked with"
                                + " it until " + before.seen()
                                + ": it was cut, or a back-up lies in its place. What happened in"
                                + " between is not in it, opt-outs and sent messages too. If that is meant, start with 'ripen start"
                                + " --hold': nothing goes out until you lift it. Else bring the newer database back.");
            }
        });
        if (remembered.isPresent() && !remembered.get().equals(identity)) {
            set(
                    stores,
                    work,
                    "This database is a copy, or it was moved: it was '" + remembered.get() + "' and is '" + identity
                            + "' now. If another Ripen still serves the original, both would write to the same leads; leave"
                            + " it held. If this is the only one, lift it.");
        }
        stores.settings().put(work, IDENTITY, identity);
        stores.settings().put(work, SEEN, now.toString());
    }

    private void set(Stores stores, UnitOfWork work, String reason) {
        if (stores.blocks()
                .set(work, new Block(Blocks.HOLD, reason, BY, stores.clock().instant()))) {
            work.afterCommit(() -> LOG.warn("All that leaves is held by {}: {}", BY, reason));
        }
    }

    private String cure() {
        return "See that the address of the database is the right one, that its disk is mounted, or bring a back-up back with"
                + " 'ripen restore FILE'. To begin anew on purpose, delete "
                + marker.map(each -> each.file().toString()).orElse("the file 'database' in RIPEN_DATA")
                + " and start again.";
    }
}
