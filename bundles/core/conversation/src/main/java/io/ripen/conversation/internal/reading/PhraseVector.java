package io.ripen.conversation.internal.reading;

import java.util.List;

/**
 * A text as numbers: what its {@link PhraseFeatures} and its {@link Cues} show, each in the slot that its hash gives ("hashing
 * trick"). Either half has the length 1, so a long text counts by its mixture, and the few cues as much as the many pieces of words.
 *
 * @param slots each once, in order
 * @param values one for each slot
 */
record PhraseVector(int[] slots, double[] values) {
    private static final int CUE_SLOTS = 1 << 14;
    private static final Cues CUES = Cues.read();

    /** @param wordSlots how many slots the words have, a power of two; those of the cues follow */
    static PhraseVector of(List<String> words, int wordSlots) {
        int[] ofWords = PhraseFeatures.of(words).slots(wordSlots);
        int[] ofCues = CUES.features(words).slots(CUE_SLOTS);
        int[] slots = new int[ofWords.length + ofCues.length];
        double[] values = new double[slots.length];
        for (int i = 0; i < slots.length; i++) {
            boolean word = i < ofWords.length;
            slots[i] = word ? ofWords[i] : wordSlots + ofCues[i - ofWords.length];
            values[i] = 1 / Math.sqrt(word ? ofWords.length : ofCues.length);
        }
        return new PhraseVector(slots, values);
    }

    /** Whether anything in the text may ask to stop. */
    static boolean hasEvidence(NormalText text) {
        return CUES.evidence(text.words()) || text.sentences().stream().anyMatch(CUES::evidence);
    }

    /** How many slots there are, so many of words among them. */
    static int size(int wordSlots) {
        return wordSlots + CUE_SLOTS;
    }
}
