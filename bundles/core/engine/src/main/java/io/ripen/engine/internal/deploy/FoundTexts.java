package io.ripen.engine.internal.deploy;

import io.ripen.core.store.RevisionRow;
import io.ripen.core.store.RevisionStore;
import io.ripen.core.store.SequenceStore;
import io.ripen.engine.internal.compile.RevisionHash;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a text that merely lay in a node's folder may be put into service. A start is not an order: the folder may
 * be an old copy, a fresh distribution or half a volume. One thread at a time.
 */
final class FoundTexts {
    private static final int MOST_KNOWN = 5_000;

    /** A text, and what ran since when as it was looked up: as long as that runs there is no new revision. */
    private record Text(
            SequenceId id,
            String content,
            String runs,
            @Nullable Instant since) {}

    /** The revision that a text is. */
    record Match(String revision, int number) {}

    private final Transactions transactions;
    private final SequenceStore sequences;
    private final RevisionStore revisions;
    private final Map<Text, Optional<Match>> matches = new HashMap<>();
    private OtherNodes others = OtherNodes.none();

    FoundTexts(Transactions transactions, SequenceStore sequences, RevisionStore revisions) {
        this.transactions = transactions;
        this.sequences = sequences;
        this.revisions = revisions;
    }

    void besides(OtherNodes nodes) {
        others = nodes;
    }

    /**
     * Whether it may be deployed now.
     *
     * @param known what the database has; null when the sequence was never deployed
     * @param now business time
     * @return {@link Found#DEPLOYED} when it may
     */
    Found decide(SequenceSource source, @Nullable Entry known, Instant now) {
        OtherNodes.Answer alive = others.look();
        if (known == null) {
            return Found.DEPLOYED;
        }
        if (!known.inService()) {
            return Found.LEFT;
        }
        String id = known.id().value();
        Optional<Match> match = match(known, source);
        if (match.isPresent()) {
            return match.get().revision().equals(known.revision()) ? Found.RUNS : Found.LEFT;
        }
        String content = RevisionHash.of(source);
        if (transactions.call(work -> sequences.wasFound(work, id, content))) {
            return Found.LEFT;
        }
        return switch (alive) {
            case NONE -> Found.DEPLOYED;
            case PERHAPS -> Found.LATER;
            case ALIVE -> {
                // At the next start nobody else may be there, and it must not slip in then.
                transactions.call(work -> {
                    sequences.found(work, id, content, now);
                    return id;
                });
                yield Found.LEFT;
            }
        };
    }

    /**
     * The revision of a sequence that a text is; empty when it never was one. A revision keeps the templates that its route
     * uses, so files that lie beside those make no difference.
     */
    Optional<Match> match(Entry known, SequenceSource source) {
        Text text = new Text(known.id(), RevisionHash.of(source), known.revision(), known.deployedAt());
        Optional<Match> before = matches.get(text);
        if (before != null) {
            return before;
        }
        if (matches.size() >= MOST_KNOWN) {
            matches.clear();
        }
        Optional<Match> match =
                transactions.call(work -> revisions.withXml(work, known.id().value(), source.xml())).stream()
                        .filter(row -> source.templates()
                                .entrySet()
                                .containsAll(row.templates().entrySet()))
                        .max(Comparator.comparing(
                                        (RevisionRow row) -> row.hash().equals(known.revision()))
                                .thenComparing(RevisionRow::number))
                        .map(row -> new Match(row.hash(), row.number()));
        matches.put(text, match);
        return match;
    }
}
