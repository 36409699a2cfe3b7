package io.ripen.report;

import org.jspecify.annotations.Nullable;

/**
 * What came of one variant of an A/B split.
 *
 * @param leads how many leads were given this variant
 * @param replied how many of them replied while they were in the sequence
 * @param goal how many reached the goal
 * @param optedOut how many opted out
 * @param replyRate replied / leads, 0 to 1; 0 when there are no leads
 * @param significance two-sided p-value of the difference of the reply rate from that of the split's first variant (by name),
 *     by the pooled two-proportion z-test; null for the first one itself, and while either has fewer than 30 leads: then the
 *     test says nothing
 */
public record VariantResult(
        String split,
        String variant,
        long leads,
        long replied,
        long goal,
        long optedOut,
        double replyRate,
        @Nullable Double significance) {}
