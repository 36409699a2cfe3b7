package io.ripen.policy.quiet.internal.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From a time of day, included, to a later one, not included; written {@code 10:00-17:00}.
 *
 * @param from minute of the day, 0 to 1439
 * @param to minute of the day, 1 to 1440
 */
public record TimeRange(int from, int to) {
    public static final TimeRange ALL_DAY = new TimeRange(0, 24 * 60);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,2}):(\\d{2})\\s*-\\s*(\\d{1,2}):(\\d{2})");

    /**
     * Reads one or several, with commas between them.
     *
     * @throws IllegalArgumentException with what is wrong and the cure
     */
    public static List<TimeRange> list(String written) {
        List<TimeRange> ranges = new ArrayList<>();
        for (String each : written.split(",", -1)) {
            ranges.add(one(each.strip()));
        }
        ranges.sort(Comparator.comparingInt(TimeRange::from));
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).from() < ranges.get(i - 1).to()) {
                throw new IllegalArgumentException("'" + written + "' says " + ranges.get(i) + " twice");
            }
        }
        return List.copyOf(ranges);
    }

    private static TimeRange one(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + written + "' is no time range: write it like 10:00-17:00");
        }
        int from = minute(written, matcher.group(1), matcher.group(2));
        int to = minute(written, matcher.group(3), matcher.group(4));
        if (from >= to) {
            throw new IllegalArgumentException("'" + written
                    + "' ends before it begins: write the earlier time first, and two ranges for a night");
        }
        return new TimeRange(from, to);
    }

    private static int minute(String written, String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        if (minutes > 24 * 60 || Integer.parseInt(minute) > 59) {
            throw new IllegalArgumentException("'" + written + "' has a time that no clock shows: use 00:00 to 24:00");
        }
        return minutes;
    }

    boolean contains(int second) {
        return second >= from * 60 && second < to * 60;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%02d:%02d-%02d:%02d", from / 60, from % 60, to / 60, to % 60);
    }
}
