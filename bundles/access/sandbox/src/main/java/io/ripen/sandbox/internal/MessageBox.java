package io.ripen.sandbox.internal;

import io.ripen.sandbox.SandboxMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the sandbox accepted, in order; the newest are kept, within a number and a size. Thread-safe. */
final class MessageBox {
    private final int keepMessages;
    private final long keepBytes;
    private final Map<String, Stored> bySid = new HashMap<>();
    private final Map<String, Deque<Stored>> smsByNumber = new HashMap<>();
    /** A ring: message number n is at {@code n % ring.length}. */
    private Stored[] ring = new Stored[1024];

    private long first = 1;
    private long last;
    private long bytes;

    MessageBox(int keepMessages, long keepBytes) {
        if (keepMessages < 1 || keepBytes < 1) {
            throw new IllegalArgumentException("At least one message and one byte must be kept.");
        }
        this.keepMessages = keepMessages;
        this.keepBytes = keepBytes;
    }

    /** Adds what the function makes of the next number. */
    synchronized Stored add(LongFunction<Stored> make) {
        Stored stored = make.apply(last + 1);
        last++;
        while (last > first && (last - first >= keepMessages || bytes + stored.bytes() > keepBytes)) {
            forgetFirst();
        }
        if (last - first >= ring.length) {
            grow();
        }
        ring[slot(last)] = stored;
        bytes += stored.bytes();
        SandboxMessage message = stored.message();
        if (message.channel().equals("sms")) {
            bySid.put(message.providerId(), stored);
            smsByNumber.computeIfAbsent(message.to(), to -> new ArrayDeque<>(4)).addLast(stored);
        }
        return stored;
    }

    synchronized long count() {
        return last;
    }

    synchronized List<SandboxMessage> after(long number, int limit) {
        List<SandboxMessage> found = new ArrayList<>();
        for (long n = Math.max(number + 1, first); n <= last && found.size() < limit; n++) {
            found.add(ring[slot(n)].message());
        }
        return found;
    }

    synchronized @Nullable Stored bySid(String sid) {
        return bySid.get(sid);
    }

    /** How many SMS are kept for this number. */
    synchronized int smsTo(String number) {
        Deque<Stored> found = smsByNumber.get(number);
        return found == null ? 0 : found.size();
    }

    /**
     * SMS, newest first.
     *
     * @param to only to this number; null for any
     * @param from only from this sender; null for any
     * @param below only message numbers smaller than this
     */
    synchronized List<Stored> newestSms(@Nullable String to, @Nullable String from, long below, int limit) {
        Predicate<Stored> fits = stored -> stored.message().number() < below
                && (from == null || stored.message().from().equals(from));
        List<Stored> found = new ArrayList<>();
        if (to != null) {
            Deque<Stored> mine = smsByNumber.get(to);
            Iterator<Stored> newestFirst = mine == null ? Collections.emptyIterator() : mine.descendingIterator();
            while (newestFirst.hasNext() && found.size() < limit) {
                Stored next = newestFirst.next();
                if (fits.test(next)) {
                    found.add(next);
                }
            }
            return found;
        }
        for (long n = last; n >= first && found.size() < limit; n--) {
            Stored next = ring[slot(n)];
            if (next.message().channel().equals("sms") && fits.test(next)) {
                found.add(next);
            }
        }
        return found;
    }

    /** The mail that was accepted last for this address; null when none is kept. */
    synchronized @Nullable Stored newestMail(String to) {
        for (long n = last; n >= first; n--) {
            Stored next = ring[slot(n)];
            if (next.wayBack() != null && next.message().to().equalsIgnoreCase(to)) {
                return next;
            }
        }
        return null;
    }

    private void forgetFirst() {
        Stored oldest = ring[slot(first)];
        SandboxMessage message = oldest.message();
        bytes -= oldest.bytes();
        if (message.channel().equals("sms")) {
            bySid.remove(message.providerId());
            Deque<Stored> mine = smsByNumber.get(message.to());
            if (mine != null) {
                mine.pollFirst();
                if (mine.isEmpty()) {
                    smsByNumber.remove(message.to());
                }
            }
        }
        first++;
    }

    private void grow() {
        Stored[] larger = new Stored[ring.length * 2];
        for (long n = first; n < last; n++) {
            larger[(int) (n % larger.length)] = ring[slot(n)];
        }
        ring = larger;
    }

    private int slot(long number) {
        return (int) (number % ring.length);
    }
}
