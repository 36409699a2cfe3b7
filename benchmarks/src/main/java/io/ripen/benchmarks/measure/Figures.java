package io.ripen.benchmarks.measure;

import java.util.Arrays;
import java.util.Collection;

/** Medians and percentiles of measured values. */
public final class Figures {
    private final double[] sorted;

    public Figures(Collection<Double> values) {
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    public double median() {
        return percentile(50);
    }

    /** The value that {@code percent} of all values do not exceed (nearest rank); NaN when there are none. */
    public double percentile(double percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length - 1, rank - 1))];
    }

    public double max() {
        return percentile(100);
    }

    public int count() {
        return sorted.length;
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
