package io.ripen.rest.internal.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing, and locks nobody out. Each sender may fail {@value #BURST} times in a row and then once a second; all
 * senders together {@value #OVERALL_BURST} times and then {@value #OVERALL_PER_SECOND} times a second. Who is over either
 * limit still has {@value #SLOW_PER_SECOND} checks a second, shared with all others who are, so that the right password from an
 * address at which somebody guesses gets in as well. A sender that got in before is always checked: nobody can stop a program
 * or a person at work, and somebody who guesses from the same address gains no more than the speed of the network.
 *
 * <p>A sender is an address together with the kind of account that is tried. Who got in is remembered by address and login, so that
 * in an office behind one address nobody who guesses is taken for somebody who knows. Thread-safe.
 */
final class FailureLimit {
    static final int BURST = 30;
    static final int OVERALL_BURST = 300;
    static final int SLOW_PER_SECOND = 20;
    private static final double PER_SECOND = 1;
    private static final double OVERALL_PER_SECOND = 10;
    /** What a sender may fail although all together failed too often: with more senders a guesser gains only this for each. */
    private static final int FIRST = 3;
    /** Senders that are remembered; the one that was seen longest ago is forgotten first. */
    private static final int SENDERS = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> senders = new Newest<>();
    private final Map<String, Boolean> welcome = new Newest<>();
    private final Bucket overall;
    private final Bucket slow;

    /** @param nanoTime counts nanoseconds, such as {@link System#nanoTime} */
    FailureLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        overall = new Bucket(OVERALL_BURST, OVERALL_PER_SECOND);
        slow = new Bucket(SLOW_PER_SECOND, SLOW_PER_SECOND);
    }

    /**
     * Asks whether a login may be checked, and counts it as failed until {@link #succeeded} is called.
     *
     * @param who the sender and the login that it tries
     * @return false when it must be turned away without a look at the password
     */
    synchronized boolean begin(String sender, String who) {
        if (welcome.containsKey(who)) {
            return true;
        }
        Bucket own = senders.computeIfAbsent(sender, none -> new Bucket(BURST, PER_SECOND));
        boolean quick = own.left() >= 1 && (overall.left() >= 1 || own.left() > BURST - FIRST);
        if (!quick) {
            return slow.take();
        }
        own.take();
        overall.take();
        return true;
    }

    /** Gives back what {@link #begin} took, and remembers the sender. */
    synchronized void succeeded(String sender, String who) {
        if (welcome.put(who, true) == null) {
            senders.remove(sender);
            overall.giveBack();
        }
    }

    /** Gives back what {@link #begin} took, since the login could not be looked at. */
    synchronized void notChecked(String sender, String who) {
        Bucket own = senders.get(sender);
        if (own != null && !welcome.containsKey(who)) {
            own.giveBack();
            overall.giveBack();
        }
    }

    private final class Bucket {
        private final double most;
        private final double perSecond;
        private double left;
        private long at;

        Bucket(double most, double perSecond) {
            this.most = most;
            this.perSecond = perSecond;
            this.left = most;
            this.at = nanoTime.getAsLong();
        }

        double left() {
            long now = nanoTime.getAsLong();
            left = Math.min(most, left + (now - at) / 1e9 * perSecond);
            at = now;
            return left;
        }

        boolean take() {
            if (left() < 1) {
                return false;
            }
            left -= 1;
            return true;
        }

        void giveBack() {
            left = Math.min(most, left() + 1);
        }
    }

    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1;

        Newest() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > SENDERS;
        }
    }
}
