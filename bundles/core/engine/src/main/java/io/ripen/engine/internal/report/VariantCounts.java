package io.ripen.engine.internal.report;

import io.ripen.core.store.CounterKey;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.engine.internal.compile.RunMemory;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.report.VariantResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** The counters of A/B splits, kept under the split's name: {@code variant.a.reached}, {@code variant.a.replied}, … */
public final class VariantCounts {
    public static final String REACHED = "reached";
    public static final String REPLIED = "replied";
    public static final String GOAL = "goal";
    public static final String OPTED_OUT = "opted-out";

    private static final String PREFIX = "variant.";
    /** Below it the normal approximation of the test means nothing. */
    private static final long ENOUGH = 30;

    private VariantCounts() {}

    public static String name(String variant, String what) {
        return PREFIX + variant + "." + what;
    }

    /** Whether a counter is one of these and not a count of a step. */
    static boolean isOne(CounterKey key) {
        return key.name().startsWith(PREFIX);
    }

    /**
     * Counts what ended runs, for the variants that they had.
     *
     * @param ended those of {@code runs} that were ended
     */
    public static void count(Journal journal, List<EnrollmentRow> runs, Set<Long> ended, String what) {
        if (what.isEmpty()) {
            return;
        }
        for (EnrollmentRow run : runs) {
            if (ended.contains(run.id())) {
                RunMemory.variants(run.variables())
                        .forEach((split, variant) -> journal.count(run.sequence(), split, name(variant, what), 1));
            }
        }
    }

    /** Of one sequence's counters. */
    static List<VariantResult> results(Map<CounterKey, Long> sums) {
        Map<String, Map<String, Map<String, Long>>> splits = new TreeMap<>();
        sums.forEach((key, value) -> {
            int dot = key.name().lastIndexOf('.');
            if (isOne(key) && dot > PREFIX.length()) {
                splits.computeIfAbsent(key.step(), split -> new TreeMap<>())
                        .computeIfAbsent(key.name().substring(PREFIX.length(), dot), variant -> new TreeMap<>())
                        .put(key.name().substring(dot + 1), value);
            }
        });
        List<VariantResult> results = new ArrayList<>();
        splits.forEach((split, variants) -> {
            Map<String, Long> first = null;
            for (Map.Entry<String, Map<String, Long>> each : variants.entrySet()) {
                Map<String, Long> counts = each.getValue();
                long leads = of(counts, REACHED);
                results.add(new VariantResult(
                        split,
                        each.getKey(),
                        leads,
                        of(counts, REPLIED),
                        of(counts, GOAL),
                        of(counts, OPTED_OUT),
                        leads == 0 ? 0 : (double) of(counts, REPLIED) / leads,
                        first == null ? null : significance(first, counts)));
                first = first == null ? counts : first;
            }
        });
        return results;
    }

    private static @Nullable Double significance(Map<String, Long> a, Map<String, Long> b) {
        double leadsA = of(a, REACHED);
        double leadsB = of(b, REACHED);
        if (leadsA < ENOUGH || leadsB < ENOUGH) {
            return null;
        }
        double repliedA = of(a, REPLIED);
        double repliedB = of(b, REPLIED);
        double pooled = (repliedA + repliedB) / (leadsA + leadsB);
        double error = Math.sqrt(pooled * (1 - pooled) * (1 / leadsA + 1 / leadsB));
        if (error == 0) {
            return 1.0;
        }
        double z = Math.abs(repliedA / leadsA - repliedB / leadsB) / error;
        return Math.min(1, 2 * (1 - new NormalDistribution(null, 0, 1).cumulativeProbability(z)));
    }

    private static long of(Map<String, Long> counts, String what) {
        return counts.getOrDefault(what, 0L);
    }
}
