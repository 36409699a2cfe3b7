package io.ripen.rest.internal.login;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of logins that failed, in lines of one form that people and programs such as fail2ban read: {@code login failed
 * address=203.0.113.9 account=admin failures=3 turnedAway=0}. One line for an account at an address at once, and then at most one in ten
 * seconds with what came since, also when nothing more comes ({@link #tellWhatCame}); not more than {@value #MOST_A_MINUTE} lines a minute in all. Never a password, nor a name
 * that is no account's: people type passwords there. Thread-safe.
 */
public final class FailureLog {
    static final int MOST_A_MINUTE = 120;
    /** The name is part of the contract; etc/org.ops4j.pax.logging.cfg sends it to security.log too. */
    private static final Logger LOG = LoggerFactory.getLogger("io.ripen.security");

    private static final long BETWEEN = TimeUnit.SECONDS.toNanos(10);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = new Newest<>();
    /** Which account somebody tried who is turned away by now; the keys have what was typed, and are never told. */
    private final Map<String, String> tried = new Newest<>();

    private long minuteAt;
    private int lines;
    private int left;

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    private static final class Count {
        private final String who;

        Count(String who) {
            this.who = who;
        }

        private long saidAt;
        private int failures;
        private int turnedAway;
    }

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    public FailureLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.minuteAt = nanoTime.getAsLong();
    }

    /**
     * Notes one.
     *
     * @param typed what it said to be; not told
     * @param account which account that is; never what somebody typed
     */
    void failed(String address, String typed, String account) {
        tell(failedLine(address, typed, account));
    }

    private synchronized @Nullable String failedLine(String address, String typed, String account) {
        tried.put(address + " " + typed, account);
        return line(address, account, false);
    }

    /**
     * Notes one that was not even checked, since too many had failed.
     *
     * @param typed what it said to be; not told
     * @param kind the kind of account that it tried, when which one it is was never looked up
     */
    void turnedAway(String address, String typed, String kind) {
        tell(turnedAwayLine(address, typed, kind));
    }

    private synchronized @Nullable String turnedAwayLine(String address, String typed, String kind) {
        String account = tried.get(address + " " + typed);
        return line(address, account == null ? kind : account, true);
    }

    private static void tell(@Nullable String line) {
        if (line != null) {
            LOG.warn("{}", line);
        }
    }

    /** Tells what has come since the last line of an address. To be called every few seconds. */
    public void tellWhatCame() {
        waiting().forEach(FailureLog::tell);
    }

    private synchronized List<String> waiting() {
        long now = nanoTime.getAsLong();
        List<String> waiting = new ArrayList<>();
        for (Count count : counts.values()) {
            if (count.failures + count.turnedAway > 0 && now - count.saidAt >= BETWEEN) {
                String line = line(count, now);
                if (line != null) {
                    waiting.add(line);
                }
            }
        }
        return waiting;
    }

    private @Nullable String line(String address, String account, boolean turnedAway) {
        long now = nanoTime.getAsLong();
        String who = "address=" + address + " account=" + account;
        Count count = counts.get(who);
        boolean first = count == null;
        if (count == null) {
            count = new Count(who);
            counts.put(who, count);
        }
        count.failures += turnedAway ? 0 : 1;
        count.turnedAway += turnedAway ? 1 : 0;
        return first || now - count.saidAt >= BETWEEN ? line(count, now) : null;
    }

    private @Nullable String line(Count count, long now) {
        if (now - minuteAt >= MINUTE) {
            minuteAt = now;
            lines = 0;
        }
        if (lines >= MOST_A_MINUTE) {
            left++;
            return null;
        }
        lines++;
        String line = "login failed " + count.who + " failures=" + count.failures + " turnedAway=" + count.turnedAway
                + (left == 0 ? "" : " linesLeftOut=" + left);
        left = 0;
        count.saidAt = now;
        count.failures = 0;
        count.turnedAway = 0;
        return line;
    }
}
