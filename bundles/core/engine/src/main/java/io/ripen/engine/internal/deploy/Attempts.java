package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.Compiler.Compilation;
import io.ripen.message.Hint;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compiles what is to run, and keeps what does not compile, with the reason, until something is installed that may change
 * that. Changed by one thread at a time.
 */
final class Attempts {
    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private static final int MOST_CHECKS = 2;
    private static final int PATIENCE_SECONDS = 10;

    private final Compiler compiler;
    private final Revisions revisions;
    private final InstalledKinds installed;
    private final Patience patience;
    private final Waiting waiting = new Waiting();
    /** Checks that nobody waits for but their callers, at the same time. */
    private final Semaphore checks = new Semaphore(MOST_CHECKS, true);

    Attempts(Compiler compiler, Revisions revisions, InstalledKinds installed, Patience patience) {
        this.compiler = compiler;
        this.revisions = revisions;
        this.installed = installed;
        this.patience = patience;
    }

    /** What was refused so far. */
    Waiting waiting() {
        return waiting;
    }

    /** What is wrong with a source that nobody wants to deploy yet. */
    List<Problem> check(SequenceSource source) {
        try {
            if (!checks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return List.of(busy(source));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of(busy(source));
        }
        try {
            return checked(source);
        } finally {
            checks.release();
        }
    }

    private static Problem busy(SequenceSource source) {
        return new Problem(
                source.name(),
                0,
                0,
                "This file was not checked: " + MOST_CHECKS + " others are being checked, and they take long.",
                "Ask again in some seconds.");
    }

    /** Names that may be right and are known from nowhere in the source; none while too many others are being checked. */
    List<Hint> unknownNames(SequenceSource source) {
        if (!checks.tryAcquire()) {
            return List.of();
        }
        try {
            return compiler.unknownNames(source);
        } finally {
            checks.release();
        }
    }

    private List<Problem> checked(SequenceSource source) {
        Compilation compilation = compiler.compile(source);
        if (compilation instanceof Compilation.Compiled compiled) {
            compiled.close().run();
            return List.of();
        }
        return ((Compilation.Refused) compilation).problems();
    }

    /** Compiles a source that is to be deployed; what is refused is kept. */
    Compilation source(SequenceSource source, Origin origin) {
        Compilation compilation = compiler.compile(source);
        if (compilation instanceof Compilation.Refused refused) {
            Names.of(source.name()).ifPresent(id -> waiting.source(id, source, origin, refused.problems()));
        }
        return compilation;
    }

    /** A revision that the database has; empty while it cannot run, and then its leads park. */
    Optional<CompiledSequence> revision(SequenceId id, String hash) {
        Optional<CompiledSequence> ready = revisions.ready(hash);
        if (ready.isPresent()) {
            waiting.revisionRuns(id);
            return ready;
        }
        Optional<SequenceSource> source = revisions.source(id, hash);
        if (source.isEmpty()) {
            LOG.error("Revision {} of sequence {} is not in the database; its leads are parked.", hash, id);
            return Optional.empty();
        }
        Compilation compilation = compiler.compileKept(source.get());
        if (compilation instanceof Compilation.Compiled compiled) {
            waiting.revisionRuns(id);
            return Optional.of(revisions.keep(compiled));
        }
        List<Problem> problems = ((Compilation.Refused) compilation).problems();
        waiting.revision(id, problems, installed);
        if (patience.lasts()) {
            LOG.debug("Sequence {} waits for what is still starting.", id);
        } else {
            LOG.warn("Sequence {} cannot run now, and its leads are parked: {}", id, problems);
        }
        return Optional.empty();
    }

    /** Whether the current revision was refused with just what is installed now: it would be again. */
    boolean inVain(SequenceId id) {
        return waiting.tried(id, installed);
    }
}
