package io.ripen.conversation.internal.reading;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the {@link PhraseModel} of each {@link Meaning} from phrases. Run by the build, and not in the bundle. There is no chance in it, so the same
 * phrases give the same file.
 */
public final class PhraseLearning {
    /** What one phrase alone has says more about that phrase than about the language. */
    private static final int SEEN_AT_LEAST = 2;
    /** How freely it may follow single phrases; what leaving a fifth out in turn says, decides. */
    private static final double COST = 128;

    private static final double PRECISION = 0.05;
    /** Files of replies as people send them begin so; they count more than turns of phrase and what was collected for single words. */
    private static final String REPLIES = "replies-";

    private static final int REPLY_WEIGHT = 6;

    private PhraseLearning() {}

    /** @param arguments the folder of the phrases, and the folder to write to */
    public static void main(String[] arguments) throws IOException {
        List<Phrase> phrases = phrases(Path.of(arguments[0]));
        Path folder = Path.of(arguments[1]);
        Files.createDirectories(folder);
        for (Meaning each : Meaning.values()) {
            Path file = folder.resolve(PhraseModel.file(each));
            try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                learn(phrases, each).write(out);
            }
        }
    }

    /** All phrases in a folder's files, in order of the files' names. */
    static List<Phrase> phrases(Path folder) throws IOException {
        List<Phrase> phrases = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    int weight = file.getFileName().toString().startsWith(REPLIES) ? REPLY_WEIGHT : 1;
                    Phrase.read(lines).forEach(phrase -> phrases.add(phrase.weighing(weight)));
                }
            }
        }
        return phrases;
    }

    static PhraseModel learn(List<Phrase> phrases, Meaning meaning) {
        int size = PhraseVector.size(meaning.slots);
        // A request without a word by which it could be known teaches nothing: it is never held.
        List<Phrase> taught = phrases.stream()
                .filter(phrase ->
                        meaning != Meaning.STOP || !phrase.asksToStop() || PhraseVector.hasEvidence(phrase.text()))
                .toList();
        List<PhraseVector> vectors = taught.stream()
                .map(phrase -> PhraseVector.of(phrase.text().words(), meaning.slots))
                .toList();
        int[] seen = new int[size];
        vectors.forEach(vector -> Arrays.stream(vector.slots()).forEach(slot -> seen[slot]++));
        List<Feature[]> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < taught.size(); i++) {
            Feature[] features = features(vectors.get(i), seen);
            for (int times = 0; times < taught.get(i).weight(); times++) {
                x.add(features);
                y.add(meaning.isOf(taught.get(i)) ? 1.0 : -1.0);
            }
        }
        Problem problem = new Problem();
        problem.l = x.size();
        problem.n = size + 1;
        problem.bias = 1;
        problem.x = x.toArray(Feature[][]::new);
        problem.y = y.stream().mapToDouble(Double::doubleValue).toArray();
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, COST, PRECISION));
        double[] weights = model.getFeatureWeights();
        double towards = model.getLabels()[0] == 1 ? 1 : -1; // the weights speak for the label it met first
        double most = 0;
        for (int slot = 0; slot < size; slot++) {
            most = Math.max(most, Math.abs(weights[slot]));
        }
        double scale = most / Short.MAX_VALUE;
        short[] steps = new short[size];
        for (int slot = 0; slot < size; slot++) {
            steps[slot] = (short) Math.round(towards * weights[slot] / scale);
        }
        return new PhraseModel(towards * weights[size], scale, steps, meaning.slots);
    }

    private static Feature[] features(PhraseVector vector, int[] seen) {
        List<Feature> features = new ArrayList<>(vector.slots().length + 1);
        for (int i = 0; i < vector.slots().length; i++) {
            int slot = vector.slots()[i];
            if (seen[slot] >= SEEN_AT_LEAST) {
                features.add(new FeatureNode(slot + 1, vector.values()[i])); // liblinear counts from 1
            }
        }
        features.add(new FeatureNode(seen.length + 1, 1));
        return features.toArray(Feature[]::new);
    }
}
