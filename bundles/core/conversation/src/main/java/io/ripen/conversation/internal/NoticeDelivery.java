package io.ripen.conversation.internal;

import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.NotificationStore;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.policy.Blocks;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due until the other side took it: at least once, also over a crash. A row is taken only when it can be told at
 * once, so its claim never runs out while it waits for others. Each target has {@value #OF_TARGET} calls at a time, mail in
 * all {@value #OF_MAIL}, and a target that is slow is left alone for a while; so one that hangs delays nobody else. Thread-safe.
 */
final class NoticeDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeDelivery.class);
    static final int OF_TARGET = 2;
    static final int OF_MAIL = 4;
    private static final int THREADS = 32;
    /** Far longer than a call may take; after a crash it is told again this much later. */
    private static final Duration CLAIM = Duration.ofMinutes(2);
    /** What is left of the claim when a call begins must be more than any call takes. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(45);

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration HELD = Duration.ofMinutes(1);
    private static final int MOST_ATTEMPTS = 40;
    private static final Duration SLOW_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;
    private static final int SECONDS_TO_END = 30;

    private final Stores stores;
    private final OwnerMail mail;
    private final Webhooks webhooks;
    private final Executor threads;
    private final Map<String, Target> targets = new HashMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private volatile Runnable room = () -> {};

    private static final class Target {
        private int running;
        private int slow;
        private Instant notBefore = Instant.MIN;
    }

    NoticeDelivery(Stores stores, OwnerMail mail, Webhooks webhooks, Executor threads) {
        this.stores = stores;
        this.mail = mail;
        this.webhooks = webhooks;
        this.threads = threads;
    }

    /** On threads of its own, which {@link #close} ends. */
    static NoticeDelivery threaded(Stores stores, OwnerMail mail, Webhooks webhooks) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(0, THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "ripen-notice");
                    thread.setDaemon(true);
                    return thread;
                });
        return new NoticeDelivery(stores, mail, webhooks, threads);
    }

    /** Called whenever a call has ended, so that the next can begin. */
    void whenRoom(Runnable wake) {
        room = wake;
    }

    /** One round: begins to tell what is due and has room. Called by one thread at a time. */
    void tell() {
        while (running.get() < THREADS) {
            Instant now = stores.clock().machine().instant();
            NotificationStore.But full = full(now);
            List<NotificationRow> due = stores.transactions()
                    .call(work -> isHeld(work)
                            ? List.of()
                            : stores.notifications().claim(work, now, now.plus(CLAIM), 1, full));
            if (due.isEmpty()) {
                return;
            }
            begin(due.get(0));
        }
    }

    /** While all that leaves is held, what is to be told stays due; it is told when the hold is lifted. */
    private boolean isHeld(UnitOfWork work) {
        return !stores.blocks().among(work, List.of(Blocks.HOLD)).isEmpty();
    }

    private void begin(NotificationRow row) {
        change(row, 1);
        running.incrementAndGet();
        try {
            threads.execute(() -> run(row));
        } catch (RejectedExecutionException closed) {
            ended(row);
            LOG.debug("Closed meanwhile; another node tells it, or this one after its next start.");
        }
    }

    private void run(NotificationRow row) {
        try {
            Told told = row.kind().equals(Notices.WEBHOOK)
                    ? webhooks.call(row, () -> mayBegin(row))
                    : mail.send(row, () -> mayBegin(row));
            judge(row, told);
            record(row, told);
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("{} could not be told by {}; it is tried again in {}.", row.target(), row.kind(), CLAIM, failed);
        } finally {
            ended(row);
        }
        room.run();
    }

    private void ended(NotificationRow row) {
        change(row, -1);
        running.decrementAndGet();
    }

    /** A node that was frozen since it took the row may have been replaced by another one. */
    private boolean mayBegin(NotificationRow row) {
        Instant until = row.dueAt();
        return until != null
                && stores.clock().machine().instant().plus(LONGEST_CALL).isBefore(until);
    }

    /** Mail has one server behind it, whoever it is for. */
    private static String key(NotificationRow row) {
        return row.kind().equals(Notices.WEBHOOK) ? row.target() : Notices.EMAIL;
    }

    private synchronized void change(NotificationRow row, int by) {
        Target target = targets.computeIfAbsent(key(row), none -> new Target());
        target.running += by;
        if (target.running == 0 && target.slow == 0) {
            targets.remove(key(row));
        }
    }

    private synchronized void judge(NotificationRow row, Told told) {
        Target target = targets.computeIfAbsent(key(row), none -> new Target());
        if (told.kind() == Told.Kind.SLOW) {
            target.notBefore = stores.clock()
                    .machine()
                    .instant()
                    .plus(SLOW_PAUSE.multipliedBy(1L << Math.min(target.slow, MOST_DOUBLINGS)));
            target.slow++;
        } else {
            target.slow = 0;
            target.notBefore = Instant.MIN;
        }
    }

    private synchronized NotificationStore.But full(Instant now) {
        Set<String> full = new HashSet<>();
        targets.forEach((key, target) -> {
            int most = key.equals(Notices.EMAIL) ? OF_MAIL : target.slow > 0 ? 1 : OF_TARGET;
            if (target.running >= most || now.isBefore(target.notBefore)) {
                full.add(key);
            }
        });
        return new NotificationStore.But(full, full.contains(Notices.EMAIL) ? Set.of(Notices.EMAIL) : Set.of());
    }

    private void record(NotificationRow row, Told told) {
        Instant next = null;
        String outcome = told.text();
        boolean held = told.kind() == Told.Kind.HELD;
        boolean over = told.isDone();
        if (!over) {
            Instant now = stores.clock().machine().instant();
            over = !held && row.attempt() >= MOST_ATTEMPTS;
            if (over) {
                outcome = "Given up after " + row.attempt() + " attempts: " + outcome;
                LOG.error(
                        "{} could not be told by {} of lead {}, and is not any more: {} The task for it is listed by"
                                + " GET /api/v1/tasks.",
                        row.target(),
                        row.kind(),
                        row.contact(),
                        told.text());
            } else {
                int index = row.attempt() - 1;
                next = now.plus(held ? HELD : index < PAUSES.size() ? PAUSES.get(index) : LONGEST);
            }
        }
        String said = outcome;
        Instant dueAt = next;
        boolean ended = over;
        stores.transactions().call(work -> {
            boolean ours = stores.notifications().record(work, row, said, dueAt, !held);
            if (ours && ended && row.kind().equals(Notices.EMAIL)) {
                stores.contacts()
                        .find(work, new ContactId(row.contact()))
                        .ifPresent(contact -> Diary.line(
                                stores, work, contact, 0, "told", "E-mail to " + row.target() + ": " + said));
            }
            return ours;
        });
    }

    @Override
    public void close() {
        if (threads instanceof ExecutorService own) {
            own.shutdown();
            try {
                if (!own.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    own.shutdownNow();
                }
            } catch (InterruptedException e) {
                own.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}
