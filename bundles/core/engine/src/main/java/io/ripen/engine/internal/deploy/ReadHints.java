package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What could be better about the sequences in service. Each revision is read once for each reader, and again when there are
 * other sequences that its steps may name, on whichever node it is
 * asked for, so hints need not be stored and follow the settings of the reader. Thread-safe.
 */
final class ReadHints {
    private static final Logger LOG = LoggerFactory.getLogger(ReadHints.class);

    /** @param beside the sequences that there were, which steps may name */
    private record Read(String revision, Lint by, Set<String> beside, List<Hint> hints) {}

    private final Revisions revisions;
    private final InstalledKinds installed;
    private final Compiler compiler;
    private final Map<SequenceId, Read> read = new ConcurrentHashMap<>();

    ReadHints(Revisions revisions, InstalledKinds installed, Compiler compiler) {
        this.compiler = compiler;
        this.revisions = revisions;
        this.installed = installed;
    }

    /** Empty for a sequence that is out of service, and while nothing is installed that reads them. */
    List<Hint> of(Entry entry) {
        Optional<Lint> lint = installed.lint();
        if (lint.isEmpty() || !entry.inService()) {
            return List.of();
        }
        Read known = read.get(entry.id());
        Set<String> beside = installed.sequences();
        if (known != null
                && known.revision().equals(entry.revision())
                && known.by() == lint.get()
                && known.beside().equals(beside)) {
            return known.hints();
        }
        Optional<SequenceSource> source = revisions.source(entry.id(), entry.revision());
        if (source.isEmpty()) {
            return List.of();
        }
        Read now = new Read(entry.revision(), lint.get(), beside, hints(lint.get(), source.get()));
        read.put(entry.id(), now);
        return now.hints();
    }

    /** Hints are a kindness: what fails to give them changes nothing else. */
    private List<Hint> hints(Lint lint, SequenceSource source) {
        try {
            List<Hint> hints = new ArrayList<>(compiler.unknownNames(source));
            hints.addAll(lint.hints(source));
            return List.copyOf(hints);
        } catch (RuntimeException | LinkageError failed) {
            LOG.warn("No hints for {}, which runs all the same: {} failed.", source.name(), lint, failed);
            return List.of();
        }
    }
}
