package io.ripen.conversation.internal.reading;

/** How far two words are from each other: letters that are left out, too many, wrong, or swapped with their neighbour. */
final class Typos {
    private Typos() {}

    /** Whether at most {@code most} such slips lie between them. */
    static boolean near(String one, String other, int most) {
        if (Math.abs(one.length() - other.length()) > most || one.length() > 30) {
            return false;
        }
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int k = 0; k <= other.length(); k++) {
                if (i == 0 || k == 0) {
                    cost[i][k] = i + k;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(k - 1);
                int best = Math.min(cost[i - 1][k] + 1, cost[i][k - 1] + 1);
                best = Math.min(best, cost[i - 1][k - 1] + (same ? 0 : 1));
                boolean swapped = i > 1
                        && k > 1
                        && one.charAt(i - 1) == other.charAt(k - 2)
                        && one.charAt(i - 2) == other.charAt(k - 1);
                cost[i][k] = swapped ? Math.min(best, cost[i - 2][k - 2] + 1) : best;
            }
        }
        return cost[one.length()][other.length()] <= most;
    }
}
