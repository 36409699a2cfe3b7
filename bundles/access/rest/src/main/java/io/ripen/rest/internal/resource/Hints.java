package io.ripen.rest.internal.resource;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import java.util.ArrayList;
import java.util.List;

/** All that could be better about a sequence: names that nobody knows first, then how it reads. */
final class Hints {
    private Hints() {}

    static List<Hint> of(Sequences sequences, Lint lint, SequenceSource source) {
        List<Hint> hints = new ArrayList<>(sequences.unknownNames(source));
        hints.addAll(lint.hints(source));
        return List.copyOf(hints);
    }
}
