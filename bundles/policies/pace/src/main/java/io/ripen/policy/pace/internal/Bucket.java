package io.ripen.policy.pace.internal;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one sender has left. The pace is kept as the moment at which all that was let through would be sent at that pace (the
 * generic cell rate algorithm, ITU-T I.371), which is a token bucket in one number; beside it stands the end of the queue of
 * what was told to wait, so that each of many that wait is asked about once, at its own moment, and not all of them each
 * second. Times are milliseconds of machine time.
 */
final class Bucket {
    /** So much may go at once after a rest. */
    private static final double BURST_MILLIS = 1_000;

    private double paidUntil;
    private double queueEnd;
    private @Nullable LocalDate day;
    private long usedOnDay;

    static Bucket read(@Nullable String text) {
        Bucket bucket = new Bucket();
        if (text != null) {
            String[] parts = text.split(" ");
            bucket.paidUntil = Double.parseDouble(parts[0]);
            bucket.queueEnd = Double.parseDouble(parts[1]);
            bucket.day = LocalDate.parse(parts[2]);
            bucket.usedOnDay = Long.parseLong(parts[3]);
        }
        return bucket;
    }

    String write() {
        return paidUntil + " " + queueEnd + " " + (day == null ? LocalDate.EPOCH : day) + " " + usedOnDay;
    }

    long usedOn(LocalDate today) {
        return today.equals(day) ? usedOnDay : 0;
    }

    void use(LocalDate today, long units) {
        usedOnDay = Math.max(0, usedOn(today) + units);
        day = today;
    }

    /**
     * Asks for {@code units}.
     *
     * @param perSecond more than 0
     * @param waited whether it was told to wait before, so that it is its turn
     * @param urgent whether it goes before what waits
     * @return 0 when it may go now, and then they are taken; else how many milliseconds to wait
     */
    long take(long now, int units, double perSecond, boolean waited, boolean urgent) {
        double cost = units * 1_000 / perSecond;
        double paid = Math.max(paidUntil, now);
        boolean room = paid - now < BURST_MILLIS;
        boolean nobodyWaits = queueEnd <= now;
        if (room && (waited || urgent || nobodyWaits)) {
            paidUntil = paid + cost;
            return 0;
        }
        if (waited) {
            // Something urgent took its turn: it goes next, and not behind the whole queue again.
            return Math.max(1, (long) Math.ceil(paid - now - BURST_MILLIS + cost));
        }
        queueEnd = Math.max(queueEnd, paid) + cost;
        return Math.max(1, (long) Math.ceil(queueEnd - cost - now));
    }

    /** Takes {@code units} whether there is room or not; what comes after waits the longer. */
    void pay(long now, int units, double perSecond) {
        paidUntil = Math.max(paidUntil, now) + units * 1_000 / perSecond;
    }

    /** Gives back what was taken and not needed. */
    void giveBack(int units, double perSecond) {
        paidUntil -= units * 1_000 / perSecond;
    }
}
