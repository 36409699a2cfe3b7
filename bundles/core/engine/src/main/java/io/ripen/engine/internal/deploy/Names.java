package io.ripen.engine.internal.deploy;

import io.ripen.sequence.SequenceId;
import java.util.Optional;

/** From file names to ids. */
final class Names {
    private Names() {}

    /** The id that a route file's name stands for; empty when it cannot be one. */
    static Optional<SequenceId> of(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        if (!name.endsWith(".xml")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SequenceId(name.substring(0, name.length() - ".xml".length())));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
