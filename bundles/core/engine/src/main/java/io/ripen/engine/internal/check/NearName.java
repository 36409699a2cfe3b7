package io.ripen.engine.internal.check;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class NearName {
    private static final int LONGEST = 100;

    private NearName() {}

    /** {@code "Did you mean 'tag'? "} when one of the names is near; the empty string otherwise. */
    static String didYouMean(String written, Collection<String> names) {
        String best = "";
        if (written.length() > LONGEST) {
            return ""; // the comparison takes memory by the square of the length
        }
        int bestDistance = Math.max(1, written.length() / 3) + 1;
        for (String name : names) {
            if (Math.abs(name.length() - written.length()) < bestDistance) {
                int distance = distance(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = name;
                }
            }
        }
        return best.isEmpty() ? "" : "Did you mean " + Findings.quote(best) + "? ";
    }

    /** Edits from one to the other; two letters that changed places count as one. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
