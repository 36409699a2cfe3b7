package io.ripen.engine.internal.deploy;

import io.ripen.core.store.SequenceRow;
import io.ripen.core.store.SequenceStore;
import io.ripen.core.store.SequenceTeamRow;
import io.ripen.engine.internal.check.EndRules;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.sequence.SequenceId;
import io.ripen.transaction.Transactions;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes over what the database says is deployed, whichever node deployed it. One thread at a time. */
final class Following {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private final Transactions transactions;
    private final SequenceStore sequences;
    private final Revisions revisions;
    private final InstalledKinds installed;
    private final Attempts attempts;
    private final Patience patience;
    private final InService inService;
    private volatile boolean begun;
    /** Whether what is still missing when patience ends was told. */
    private boolean told;

    Following(
            Transactions transactions,
            SequenceStore sequences,
            Revisions revisions,
            InstalledKinds installed,
            Attempts attempts,
            Patience patience,
            InService inService) {
        this.transactions = transactions;
        this.sequences = sequences;
        this.revisions = revisions;
        this.installed = installed;
        this.attempts = attempts;
        this.patience = patience;
        this.inService = inService;
    }

    /** Compiles what changed in the database or could not be compiled before. */
    void refresh() {
        record Read(List<SequenceRow> rows, List<SequenceTeamRow> teams) {}
        Read read = transactions.call(work -> new Read(sequences.all(work), sequences.teams(work)));
        read.rows().forEach(this::follow);
        inService.teams(read.teams());
        revisions.tidy();
        begun = true;
        if (!told && !patience.lasts()) {
            told = true;
            attempts.waiting()
                    .problems()
                    .forEach((id, problems) -> LOG.warn("Sequence {} still waits: {}", id, problems));
        }
    }

    /** Whether the database was read at least once; readable by any thread. */
    boolean begun() {
        return begun;
    }

    private void follow(SequenceRow row) {
        SequenceId id = new SequenceId(row.id());
        Entry known = inService.catalogue().find(id);
        boolean sameRevision = known != null && known.revision().equals(row.revision());
        boolean same = known != null && sameRevision && known.inService() == row.deployed();
        if (known != null && same && known.compiled() != null) {
            return;
        }
        boolean inVain = sameRevision && attempts.inVain(id);
        Optional<CompiledSequence> compiled =
                inVain ? revisions.ready(row.revision()) : attempts.revision(id, row.revision());
        if (same && inVain && compiled.isEmpty()) {
            return;
        }
        inService.publish(new Entry(
                id,
                row.revision(),
                row.number(),
                row.deployed(),
                row.deployedAt(),
                compiled.orElse(null),
                compiled.map(Entry::ends).orElseGet(() -> ends(id, row.revision())),
                row.changedBy()));
    }

    /** Of a revision that does not compile now. */
    private EndRules ends(SequenceId id, String hash) {
        return revisions
                .source(id, hash)
                .map(source -> EndRules.of(source, installed))
                .orElse(EndRules.USUAL);
    }

    /** Compiles what could not be compiled before, with what is installed now. */
    void retry() {
        for (Entry entry : inService.catalogue().all()) {
            if (entry.compiled() == null) {
                attempts.revision(entry.id(), entry.revision())
                        .ifPresent(compiled -> inService.publish(entry.running(compiled)));
            }
        }
    }
}
