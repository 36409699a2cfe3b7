package io.ripen.conversation.internal.reading;

import java.util.Arrays;

/**
 * The hashes of what a text shows, without the texts themselves: as {@link String#hashCode} would give them, but no piece of the
 * text is ever copied. Not thread-safe.
 */
final class Hashes {
    private static final int FIRST_ROOM = 256;

    private int[] kept = new int[FIRST_ROOM];
    private int count;

    /** The hash of what has this hash with these letters behind it; 0 is the hash of nothing. */
    static int with(int hash, CharSequence behind) {
        int longer = hash;
        for (int i = 0; i < behind.length(); i++) {
            longer = with(longer, behind.charAt(i));
        }
        return longer;
    }

    static int with(int hash, char behind) {
        return 31 * hash + behind;
    }

    void add(int hash) {
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, 2 * count);
        }
        kept[count++] = hash;
    }

    /**
     * The slots that the hashes fall into, each once, in order.
     *
     * @param slots how many there are, a power of two
     */
    int[] slots(int slots) {
        int unused = Integer.SIZE - Integer.numberOfTrailingZeros(slots);
        int[] all = new int[count];
        for (int i = 0; i < count; i++) {
            all[i] = kept[i] * 0x9E3779B9 >>> unused; // neighbours in hashCode, such as "#ab" and "#ac", go far apart
        }
        Arrays.sort(all);
        int different = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[different++] = all[i];
            }
        }
        return Arrays.copyOf(all, different);
    }
}
