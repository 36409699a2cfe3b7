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
                    phrases.addAll(Phrase.read(lines));
                }
            }
        }
        return phrases;
    }

    static PhraseModel learn(List<Phrase> phrases, Meaning meaning) {
        int[][] slots = phrases.stream()
                .map(phrase -> PhraseModel.slots(phrase.text().words(), meaning.slots))
                .toArray(int[][]::new);
        int[] seen = new int[meaning.slots];
        for (int[] some : slots) {
            for (int slot : some) {
                seen[slot]++;
            }
        }
        Problem problem = new Problem();
        problem.l = phrases.size();
        problem.n = meaning.slots + 1;
        problem.bias = 1;
        problem.x = new Feature[phrases.size()][];
        problem.y = new double[phrases.size()];
        for (int i = 0; i < phrases.size(); i++) {
            problem.x[i] = vector(slots[i], seen);
            problem.y[i] = meaning.isOf(phrases.get(i)) ? 1 : -1;
        }
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, new Parameter(SolverType.L2R_LR, COST, PRECISION));
        double[] weights = model.getFeatureWeights();
        double towards = model.getLabels()[0] == 1 ? 1 : -1; // the weights speak for the label it met first
        double most = 0;
        for (int slot = 0; slot < meaning.slots; slot++) {
            most = Math.max(most, Math.abs(weights[slot]));
        }
        double scale = most / Short.MAX_VALUE;
        short[] steps = new short[meaning.slots];
        for (int slot = 0; slot < meaning.slots; slot++) {
            steps[slot] = (short) Math.round(towards * weights[slot] / scale);
        }
        return new PhraseModel(towards * weights[meaning.slots], scale, steps);
    }

    private static Feature[] vector(int[] slots, int[] seen) {
        List<Feature> vector = new ArrayList<>(slots.length + 1);
        for (int slot : slots) {
            if (seen[slot] >= SEEN_AT_LEAST) {
                vector.add(new FeatureNode(slot + 1, PhraseModel.share(slots.length))); // liblinear counts from 1
            }
        }
        vector.add(new FeatureNode(seen.length + 1, 1));
        return vector.toArray(Feature[]::new);
    }
}
