package io.ripen.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds the name that somebody probably meant to write. Upper and lower case, and {@code _}, {@code -}, blanks between
 * words make no difference: {@code first_name}, {@code First-Name} and {@code firstName} are one name here.
 */
public final class NearestName {
    /** Nobody misspells longer names; and the comparison takes memory by the square of the length. */
    private static final int LONGEST = 100;

    private static final Pattern NOT_A_MARK =
            Pattern.compile("\\p{L}{2,}|[^\\p{L}\\p{N}]+", Pattern.UNICODE_CHARACTER_CLASS);

    private NearestName() {}

    /**
     * The known name that is most like the written one; of two that are as like, the first by the alphabet. Empty when none
     * is near: up to 3 letters one edit is near, up to 8 letters two, then one for each three letters. An edit is a letter
     * too many, missing or wrong, or two neighbours that changed places.
     */
    public static Optional<String> of(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        int best = (plain.length() <= 3 ? 1 : Math.max(2, plain.length() / 3)) + 1;
        String nearest = null;
        for (String name : new TreeSet<>(known)) {
            String other = plain(name);
            if (Math.abs(other.length() - plain.length()) < best) {
                int distance = edits(plain, other);
                if (distance < best && distance < other.length()) {
                    best = distance;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code "Did you mean 'tag'? "}, to be followed by another sentence; the empty string when no name is near. */
    public static String didYouMean(String written, Collection<String> known) {
        return of(written, known).map(near -> "Did you mean '" + near + "'? ").orElse("");
    }

    /**
     * Whether the written name can hardly be anything but a slip of the pen for the known one: one edit away, or another
     * case or other separators. False for the same name, and for names that are told apart on purpose: {@code mail-1} and
     * {@code mail-2}, {@code topic-a} and {@code topic-b}.
     */
    public static boolean isSlip(String written, String known) {
        if (written.equals(known) || written.length() > LONGEST || known.length() > LONGEST) {
            return false;
        }
        String plain = plain(written);
        String other = plain(known);
        return Math.abs(plain.length() - other.length()) <= 1
                && edits(plain, other) <= 1
                && marks(written).equals(marks(known));
    }

    /** Digits and letters that stand alone, which number or letter names of one kind. */
    private static String marks(String name) {
        return NOT_A_MARK.matcher(name).replaceAll(" ").strip();
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** Edits from one to the other. */
    private static int edits(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + wrong);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
