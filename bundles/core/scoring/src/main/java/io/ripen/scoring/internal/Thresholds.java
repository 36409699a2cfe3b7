package io.ripen.scoring.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The thresholds, the lowest first.
 *
 * @param sales name of the one at which a lead is sales ready; empty for none
 */
record Thresholds(List<Threshold> all, String sales) {

    record Threshold(String name, int score) {}

    /** @throws IllegalArgumentException when they cannot be read, with the cure */
    static Thresholds of(String sales, String... written) {
        List<Threshold> all = new ArrayList<>();
        NamedNumbers.of("thresholds", written).forEach((name, score) -> {
            if (score <= 0) {
                throw new IllegalArgumentException("The threshold '" + name + "' in etc/io.ripen.scoring.cfg is "
                        + score + ": write a number greater than 0.");
            }
            all.add(new Threshold(name, score));
        });
        if (!sales.isEmpty() && all.stream().noneMatch(each -> each.name().equals(sales))) {
            throw new IllegalArgumentException("'sales.threshold' in etc/io.ripen.scoring.cfg names '" + sales
                    + "', which is none of the thresholds: name one of them, or leave it empty.");
        }
        all.sort(Comparator.comparingInt(Threshold::score));
        return new Thresholds(List.copyOf(all), sales);
    }

    /** Those that lie above the one score and not above the other. */
    List<Threshold> crossed(int before, int after) {
        return all.stream()
                .filter(each -> before < each.score() && each.score() <= after)
                .toList();
    }

    boolean isSales(Threshold threshold) {
        return threshold.name().equals(sales);
    }
}
