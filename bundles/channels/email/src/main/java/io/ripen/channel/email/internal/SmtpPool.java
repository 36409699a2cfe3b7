package io.ripen.channel.email.internal;

import io.ripen.channel.email.internal.PhasedTransport.Phase;
import io.ripen.schedule.RepeatedTask;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/**
 * Connections to a mail server that are kept open. The one used last is used next, so that those that are not needed run
 * out. A connection that the server closed meanwhile is found out and replaced before a mail's content leaves.
 * Thread-safe.
 */
public final class SmtpPool implements AutoCloseable {
    /** A connection that was used a moment ago is not asked first whether it still lives. */
    private static final long TRUST_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long PROBE_NANOS = Duration.ofSeconds(2).toNanos();

    private final SmtpSettings settings;
    private final Semaphore places;
    private final Deque<SmtpConnection> idle = new ArrayDeque<>();
    private final ScheduledThreadPoolExecutor clock;
    private final AtomicLong opened = new AtomicLong();
    private boolean closed;

    public SmtpPool(SmtpSettings settings) {
        this.settings = settings;
        this.places = new Semaphore(Math.max(1, settings.connections()), true);
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ripen-smtp-pool");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        Duration pause = Duration.ofMillis(Math.max(1, settings.idle().toMillis() / 2));
        RepeatedTask.on(clock, "ripen-smtp-pool", pause, pause, this::closeIdle);
    }

    /** How many connections were made so far. */
    public long opened() {
        return opened.get();
    }

    /**
     * Sends once. A connection that turns out to be closed already is replaced by a fresh one; that is no second attempt,
     * since nothing of the mail had been accepted.
     *
     * @throws SmtpFailure with how far it got
     */
    public void send(MimeMessage mail) throws SmtpFailure {
        long end = System.nanoTime() + settings.timeout().toNanos();
        if (!enter()) {
            throw new SmtpFailure(
                    Phase.CONNECT,
                    0,
                    false,
                    "",
                    "All " + settings.connections() + " connections to the mail server are busy.",
                    null);
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The mail API finds its parts through the context class loader; in OSGi only its own bundle sees them.
        thread.setContextClassLoader(SMTPTransport.class.getClassLoader());
        try {
            SmtpConnection reused = takeIdle();
            if (reused != null) {
                try {
                    sendOver(reused, mail, false, end);
                    return;
                } catch (SmtpFailure e) {
                    if (!SmtpConnection.wasStale(e)) {
                        throw e;
                    }
                }
            }
            sendOver(SmtpConnection.prepare(settings), mail, true, end);
        } finally {
            thread.setContextClassLoader(before);
            places.release();
        }
    }

    private void sendOver(SmtpConnection connection, MimeMessage mail, boolean fresh, long end) throws SmtpFailure {
        ScheduledFuture<?> deadline = abortAfter(connection, end - System.nanoTime());
        boolean usable = false;
        try {
            if (fresh) {
                opened.incrementAndGet();
                connection.open(settings.target());
            }
            connection.send(mail);
            usable = true;
        } catch (SmtpFailure e) {
            usable = SmtpConnection.isUsableAfter(e);
            throw e;
        } finally {
            // False when the deadline is closing the socket already.
            boolean inTime = deadline.cancel(false);
            giveBack(connection, usable && inTime);
        }
    }

    private ScheduledFuture<?> abortAfter(SmtpConnection connection, long nanos) throws SmtpFailure {
        try {
            return clock.schedule(connection::abort, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            connection.close();
            throw new SmtpFailure(
                    Phase.CONNECT, 0, false, "", "The connections to the mail server are being closed.", e);
        }
    }

    private boolean enter() {
        try {
            return places.tryAcquire(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private @Nullable SmtpConnection takeIdle() throws SmtpFailure {
        while (true) {
            SmtpConnection candidate;
            synchronized (idle) {
                candidate = idle.pollLast();
            }
            if (candidate == null) {
                return null;
            }
            long unused = candidate.idleNanos();
            if (unused < TRUST_NANOS || unused < settings.idle().toNanos() && answers(candidate)) {
                return candidate;
            }
            candidate.close();
        }
    }

    private boolean answers(SmtpConnection candidate) throws SmtpFailure {
        ScheduledFuture<?> deadline = abortAfter(candidate, PROBE_NANOS);
        return candidate.answers() & deadline.cancel(false);
    }

    private void giveBack(SmtpConnection connection, boolean usable) {
        if (usable && connection.mails() < settings.mailsPerConnection()) {
            synchronized (idle) {
                if (!closed) {
                    idle.addLast(connection);
                    return;
                }
            }
        }
        connection.close();
    }

    private void closeIdle() {
        List<SmtpConnection> old = new ArrayList<>();
        synchronized (idle) {
            while (!idle.isEmpty()
                    && idle.peekFirst().idleNanos() >= settings.idle().toNanos()) {
                old.add(idle.removeFirst());
            }
        }
        old.forEach(SmtpConnection::close);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        List<SmtpConnection> all;
        synchronized (idle) {
            closed = true;
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(SmtpConnection::close);
    }
}
