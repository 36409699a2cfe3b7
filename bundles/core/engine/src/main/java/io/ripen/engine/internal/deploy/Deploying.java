package io.ripen.engine.internal.deploy;

import io.ripen.access.Actor;
import io.ripen.core.store.RevisionRow;
import io.ripen.core.store.RevisionStore;
import io.ripen.core.store.SequenceStore;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler.Compilation;
import io.ripen.engine.internal.compile.Compiler.Compilation.Compiled;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.message.Hint;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private final FoundTexts foundTexts;
    /** Of those that wait: what was found and could not be decided when it was tried again. */
    private final Set<SequenceId> later = new HashSet<>();

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
        foundTexts = new FoundTexts(transactions, sequences, revisionStore);
    }

    void disabledAtFirst(Set<String> ids) {
        disabledAtFirst = Set.copyOf(ids);
    }

    void besides(OtherNodes others) {
        foundTexts.besides(others);
    }

    /** What is wrong with it; nothing when it is deployed now. */
    List<Problem> deploy(SequenceSource source, Origin origin) {
        Compilation compilation = attempts.source(source, origin);
        if (compilation instanceof Compiled compiled) {
            accept(compiled, origin);
            return List.of();
        }
        return ((Compilation.Refused) compilation).problems();
    }

    /** Deploys what was found in a folder, if it may be. */
    Found found(SequenceId id, SequenceSource source, Origin origin) {
        Entry known = inService.catalogue().find(id);
        later.remove(id);
        Found decision = foundTexts.decide(source, known, clock.instant());
        if (decision != Found.DEPLOYED) {
            if (decision != Found.LATER) {
                attempts.waiting().unwanted(id);
            }
            return decision;
        }
        Compilation compilation = attempts.source(source, origin);
        if (!(compilation instanceof Compiled compiled)) {
            return Found.REFUSED;
        }
        return acceptInPlaceOf(known, compiled, origin) ? Found.DEPLOYED : Found.LATER;
    }

    /** Deploys those of the refused sources that are in order with what is installed now. */
    void retry() {
        attempts.waiting().sources().forEach(this::retry);
    }

    /** Asks again about what was found and could not be decided. */
    void decideLater() {
        attempts.waiting().sources().stream()
                .filter(each ->
                        Names.of(each.source().name()).filter(later::contains).isPresent())
                .forEach(this::retry);
    }

    private void retry(Waiting.Refused refused) {
        SequenceSource source = refused.source();
        Optional<SequenceId> id = Names.of(source.name());
        if (refused.origin().saved() || id.isEmpty()) {
            if (attempts.source(source, refused.origin()) instanceof Compiled compiled) {
                accept(compiled, refused.origin());
            }
        } else if (found(id.get(), source, refused.origin()) == Found.LATER) {
            later.add(id.get());
        }
    }

    Optional<Difference> difference(SequenceId id, SequenceSource source) {
        Entry known = inService.catalogue().find(id);
        if (known == null || attempts.waiting().has(id)) {
            return Optional.empty();
        }
        Optional<FoundTexts.Match> match = foundTexts.match(known, source);
        boolean same =
                match.filter(each -> each.revision().equals(known.revision())).isPresent();
        return same && known.inService()
                ? Optional.empty()
                : Optional.of(new Difference(
                        id,
                        match.map(FoundTexts.Match::number).orElse(0),
                        known.number(),
                        known.inService(),
                        known.by()));
    }

    /** Whether a text is what runs, or would if the sequence were in service. */
    boolean isCurrent(SequenceId id, SequenceSource source) {
        Entry known = inService.catalogue().find(id);
        return known != null
                && foundTexts
                        .match(known, source)
                        .filter(match -> match.revision().equals(known.revision()))
                        .isPresent();
    }

    private void accept(Compiled compiled, Origin origin) {
        SequenceId id = compiled.sequence().id();
        String hash = compiled.sequence().revision();
        Entry known = inService.catalogue().find(id);
        if (known != null && known.inService() && known.revision().equals(hash) && known.compiled() != null) {
            attempts.waiting().solved(id);
            compiled.close().run();
            return;
        }
        CompiledSequence kept = revisions.keep(compiled);
        Instant now = clock.instant();
        RevisionRow row = transactions.call(work -> {
            RevisionRow put = revisionStore.put(work, id.value(), hash, compiled.source(), now);
            sequences.deploy(work, id.value(), put, now, origin.by());
            enableAtFirst(work, id);
            return put;
        });
        publish(kept, row, now, origin);
    }

    /** Only if what runs is still what it was when this was decided; false when another node was quicker. */
    private boolean acceptInPlaceOf(@Nullable Entry before, Compiled compiled, Origin origin) {
        SequenceId id = compiled.sequence().id();
        String hash = compiled.sequence().revision();
        Instant now = clock.instant();
        RevisionRow row;
        try {
            row = transactions.call(work -> {
                RevisionRow put = revisionStore.put(work, id.value(), hash, compiled.source(), now);
                boolean done = before == null
                        ? sequences.deployFirst(work, id.value(), put, now, origin.by())
                        : sequences.deployInPlaceOf(work, id.value(), before.revision(), put, now, origin.by());
                if (!done) {
                    throw new OvertakenException();
                }
                enableAtFirst(work, id);
                return put;
            });
        } catch (OvertakenException overtaken) {
            compiled.close().run();
            return false;
        }
        publish(revisions.keep(compiled), row, now, origin);
        return true;
    }

    private void enableAtFirst(UnitOfWork work, SequenceId id) {
        if (!disabledAtFirst.contains(id.value())) {
            sequences.enableAtFirst(work, id.value(), TeamId.DEFAULT.value());
        }
    }

    private void publish(CompiledSequence kept, RevisionRow row, Instant now, Origin origin) {
        attempts.waiting().solved(kept.id());
        Entry entry =
                new Entry(kept.id(), kept.revision(), row.number(), true, now, kept, Entry.ends(kept), origin.by());
        inService.publish(entry);
        List<Hint> better = hints.of(entry);
        if (!better.isEmpty()) {
            LOG.info(
                    "Sequence {} could be better; ripen:lint {} tells how. Hints: {}",
                    kept.id(),
                    kept.id(),
                    better.size());
        }
        refreshTeams();
    }

    /** False when it was not in service. */
    boolean undeploy(SequenceId id, String reason) {
        attempts.waiting().solved(id);
        Entry known = inService.catalogue().find(id);
        boolean removed = transactions.call(work -> sequences.remove(work, id.value(), reason));
        if (known != null && known.inService()) {
            inService.publish(known.outOfService(reason));
        }
        return removed;
    }

    /** False when there is no such sequence. */
    boolean enable(Actor by, SequenceId id, TeamId team, boolean enabled, Map<String, Object> settings) {
        boolean known =
                transactions.call(work -> sequences.enable(work, by, id.value(), team.value(), enabled, settings));
        refreshTeams();
        return known;
    }

    private void refreshTeams() {
        inService.teams(transactions.call(sequences::teams));
    }

    /** Rolls back: another node was quicker, and the text must not count as one that ran. */
    private static final class OvertakenException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
