package io.ripen.conversation.internal.reading;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much a text reads like those of one meaning, such as asking to stop: a logistic regression over {@link PhraseVector}, learned from the
 * phrases in {@code src/main/phrases} when the bundle is built. The whole model is one array. Immutable.
 */
final class PhraseModel {
    private static final int DECISIVE = 5;

    private final double bias;
    private final double scale;
    private final short[] weights;
    private final int wordSlots;

    /**
     * Of what was learned.
     *
     * @param weights in steps of {@code scale}, one for each slot
     * @param wordSlots how many of the slots are of words
     */
    PhraseModel(double bias, double scale, short[] weights, int wordSlots) {
        this.wordSlots = wordSlots;
        this.bias = bias;
        this.scale = scale;
        this.weights = weights;
    }

    /** Where the model of a meaning lies, beside this class. */
    static String file(Meaning meaning) {
        return meaning.word() + ".model";
    }

    static PhraseModel read(Meaning meaning) {
        String name = file(meaning);
        try (InputStream file = PhraseModel.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name
                        + " is missing from the bundle, so no free wording can be read: build it again; the step"
                        + " learn-phrases of its pom.xml makes it.");
            }
            DataInputStream in = new DataInputStream(new BufferedInputStream(file, 1 << 16));
            double bias = in.readDouble();
            double scale = in.readDouble();
            short[] weights = new short[PhraseVector.size(meaning.slots)];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = in.readShort();
            }
            return new PhraseModel(bias, scale, weights, meaning.slots);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " in the bundle cannot be read: build it again.", e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.writeDouble(bias);
        out.writeDouble(scale);
        for (short weight : weights) {
            out.writeShort(weight);
        }
    }

    /**
     * From 0, which reads like nothing of this meaning, to 1, which certainly reads like it. Counts half by the whole text
     * and half by the sentence that asks most, since people put it between other things.
     */
    double score(NormalText text) {
        double most =
                text.sentences().stream().mapToDouble(this::speaksFor).max().orElse(0);
        return 1 / (1 + Math.exp(-(speaksFor(text.words()) + most) / 2));
    }

    private double speaksFor(List<String> words) {
        PhraseVector vector = PhraseVector.of(words, wordSlots);
        double sum = 0;
        for (int i = 0; i < vector.slots().length; i++) {
            sum += weights[vector.slots()[i]] * vector.values()[i];
        }
        return bias + sum * scale;
    }

    /** The five words in a row that speak most for it; all words of a sentence that has no more. */
    String decisive(NormalText text) {
        List<String> words = text.sentences().stream()
                .max(Comparator.comparingDouble(this::speaksFor))
                .orElse(List.of());
        return IntStream.rangeClosed(0, Math.max(0, words.size() - DECISIVE))
                .mapToObj(from -> words.subList(from, Math.min(words.size(), from + DECISIVE)))
                .max(Comparator.comparingDouble(this::speaksFor))
                .map(some -> String.join(" ", some))
                .orElse("");
    }
}
