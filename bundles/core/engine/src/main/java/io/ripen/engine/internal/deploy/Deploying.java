package io.ripen.engine.internal.deploy;

import io.ripen.core.store.RevisionRow;
import io.ripen.core.store.RevisionStore;
import io.ripen.core.store.SequenceStore;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler.Compilation;
import io.ripen.engine.internal.compile.Compiler.Compilation.Compiled;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to the database what is to be deployed, and takes it into service here. One thread at a time. */
final class Deploying {
    private static final Logger LOG = LoggerFactory.getLogger(Deploying.class);

    private final Transactions transactions;
    private final SequenceStore sequences;
    private final RevisionStore revisionStore;
    private final RipenClock clock;
    private final Revisions revisions;
    private final Attempts attempts;
    private final InService inService;
    private final ReadHints hints;
    private volatile Set<String> disabledAtFirst = Set.of();

    Deploying(
            Transactions transactions,
            SequenceStore sequences,
            RevisionStore revisionStore,
            RipenClock clock,
            Revisions revisions,
            Attempts attempts,
            InService inService,
            ReadHints hints) {
        this.transactions = transactions;
        this.sequences = sequences;
        this.revisionStore = revisionStore;
        this.clock = clock;
        this.revisions = revisions;
        this.attempts = attempts;
        this.inService = inService;
        this.hints = hints;
    }

    void disabledAtFirst(Set<String> ids) {
        disabledAtFirst = Set.copyOf(ids);
    }

    /** What is wrong with it; nothing when it is deployed now. */
    List<Problem> deploy(SequenceSource source) {
        Compilation compilation = attempts.source(source);
        if (compilation instanceof Compiled compiled) {
            accept(compiled);
            return List.of();
        }
        return ((Compilation.Refused) compilation).problems();
    }

    /** Deploys those of the refused sources that are in order with what is installed now. */
    void retry() {
        for (SequenceSource source : attempts.waiting().sources()) {
            if (attempts.source(source) instanceof Compiled compiled) {
                accept(compiled);
            }
        }
    }

    private void accept(Compiled compiled) {
        SequenceId id = compiled.sequence().id();
        String hash = compiled.sequence().revision();
        attempts.waiting().solved(id);
        Entry known = inService.catalogue().find(id);
        if (known != null && known.inService() && known.revision().equals(hash) && known.compiled() != null) {
            compiled.close().run();
            return;
        }
        CompiledSequence kept = revisions.keep(compiled);
        Instant now = clock.instant();
        RevisionRow row = transactions.call(work -> {
            RevisionRow put = revisionStore.put(work, id.value(), hash, compiled.source(), now);
            sequences.deploy(work, id.value(), put, now);
            if (!disabledAtFirst.contains(id.value())) {
                sequences.enableAtFirst(work, id.value(), TeamId.DEFAULT.value());
            }
            return put;
        });
        Entry entry = new Entry(id, hash, row.number(), true, now, kept, Entry.ends(kept));
        inService.publish(entry);
        hints.of(entry).forEach(hint -> LOG.warn("Sequence {} could be better: {}", id, hint));
        refreshTeams();
    }

    /** False when it was not in service. */
    boolean undeploy(SequenceId id, String reason) {
        attempts.waiting().solved(id);
        Entry known = inService.catalogue().find(id);
        boolean removed = transactions.call(work -> sequences.remove(work, id.value()));
        if (known != null && known.inService()) {
            LOG.info("Sequence {} is taken out of service: {}", id, reason);
            inService.publish(known.outOfService());
        }
        return removed;
    }

    /** False when there is no such sequence. */
    boolean enable(SequenceId id, TeamId team, boolean enabled, Map<String, Object> settings) {
        boolean known = transactions.call(work -> sequences.enable(work, id.value(), team.value(), enabled, settings));
        refreshTeams();
        return known;
    }

    private void refreshTeams() {
        inService.teams(transactions.call(sequences::teams));
    }
}
