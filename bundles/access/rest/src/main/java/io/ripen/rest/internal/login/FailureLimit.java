package io.ripen.rest.internal.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows down guessing, and locks nobody out. There are three budgets of failures: of an account at an address
 * ({@value #BURST} in a row, then one a second), of an address ({@value #ADDRESS_BURST}, then {@value #ADDRESS_PER_SECOND} a
 * second), and of all together ({@value #OVERALL_BURST}, then {@value #OVERALL_PER_SECOND} a second). So who guesses at one account
 * uses up nothing of another one at the same address, and who guesses at many is limited as well. An address from which little came
 * is checked {@value #FIRST} times although all together failed too often.
 *
 * <p>Who is over a limit is still checked now and then ({@value #SLOW_OF_ADDRESS} times a second for an address,
 * {@value #SLOW_PER_SECOND} in all), so that the right password gets in within seconds also from an address at which somebody guesses.
 * Who got in before from an address is always checked there: nobody can stop a program or a person at work. Thread-safe; its memory
 * does not grow with what strangers send.
 */
final class FailureLimit {
    static final int BURST = 30;
    static final int ADDRESS_BURST = 100;
    static final int OVERALL_BURST = 300;
    static final int SLOW_OF_ADDRESS = 5;
    static final int SLOW_PER_SECOND = 20;
    static final int FIRST = 3;
    private static final double PER_SECOND = 1;
    private static final double ADDRESS_PER_SECOND = 3;
    private static final double OVERALL_PER_SECOND = 10;
    /** How many are remembered of each; the one that was seen longest ago is forgotten first. */
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Bucket> accounts = new Newest<>();
    private final Map<String, Address> addresses = new Newest<>();
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
     * @return false when it must be turned away without a look at the password
     */
    synchronized boolean begin(String address, String account) {
        if (welcome.containsKey(key(address, account))) {
            return true;
        }
        Bucket own = accounts.computeIfAbsent(key(address, account), none -> new Bucket(BURST, PER_SECOND));
        Address from = addresses.computeIfAbsent(address, none -> new Address());
        boolean fresh = own.left() > BURST - FIRST && from.failures.left() > ADDRESS_BURST - FIRST;
        if (own.left() < 1 || from.failures.left() < 1 || overall.left() < 1 && !fresh) {
            return from.slow.left() >= 1 && slow.take() && from.slow.take();
        }
        own.take();
        from.failures.take();
        overall.take();
        return true;
    }

    /** Gives back what {@link #begin} took, and remembers who got in. */
    synchronized void succeeded(String address, String account) {
        if (welcome.put(key(address, account), true) == null) {
            accounts.remove(key(address, account));
            giveBack(address);
        }
    }

    /** Gives back what {@link #begin} took, since the login could not be looked at. */
    synchronized void notChecked(String address, String account) {
        Bucket own = accounts.get(key(address, account));
        if (own != null && !welcome.containsKey(key(address, account))) {
            own.giveBack();
            giveBack(address);
        }
    }

    private void giveBack(String address) {
        Address from = addresses.get(address);
        if (from != null) {
            from.failures.giveBack();
        }
        overall.giveBack();
    }

    private static String key(String address, String account) {
        return address + " " + account;
    }

    private final class Address {
        private final Bucket failures = new Bucket(ADDRESS_BURST, ADDRESS_PER_SECOND);
        private final Bucket slow = new Bucket(SLOW_OF_ADDRESS, SLOW_OF_ADDRESS);
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
            return size() > REMEMBERED;
        }
    }
}
