package io.ripen.rest.internal.http;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody probably meant to write. */
public final class NearestName {
    /** Nobody misspells longer names; and the cost grows with the square of the length. */
    private static final int LONGEST = 60;

    private NearestName() {}

    /** A cure for an unknown name: the nearest known one if there is one, and all that are known. */
    public static String cure(String written, Collection<String> known) {
        String all = known.isEmpty()
                ? "Leave it out; none is known here."
                : "Known here: " + String.join(", ", new TreeSet<>(known)) + ".";
        return of(written, known)
                .map(near -> "Did you mean '" + near + "'? " + all)
                .orElse(all);
    }

    /** The known name that is most like the written one; empty when none is near. */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String nearest = null;
        int best = Math.max(2, written.length() / 3) + 1;
        for (String name : new TreeSet<>(known)) {
            int distance = distance(plain(written), plain(name));
            if (distance < best) {
                best = distance;
                nearest = name;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** first_name, First-Name and firstName are the same slip. */
    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = row;
            row = swap;
        }
        return previous[b.length()];
    }
}
