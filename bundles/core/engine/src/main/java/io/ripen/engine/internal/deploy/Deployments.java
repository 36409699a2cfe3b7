package io.ripen.engine.internal.deploy;

import io.ripen.core.store.RevisionRow;
import io.ripen.core.store.RevisionStore;
import io.ripen.core.store.SequenceRow;
import io.ripen.core.store.SequenceStore;
import io.ripen.core.store.SequenceTeamRow;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.check.EndRules;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.Compiler.Compilation;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.event.Event;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployed sequences. The database says what is deployed; this keeps it compiled in memory, takes new sources in, and
 * follows what other nodes deploy. Thread-safe: changes are made one at a time, questions are answered from an immutable
 * {@link Catalogue}.
 */
public final class Deployments implements Sequences, DeployedSequences, AutoCloseable {
    /** How long the engine may wait for bundles that are still starting. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final Transactions transactions;
    private final SequenceStore sequences;
    private final RevisionStore revisionStore;
    private final RipenClock clock;
    private final Compiler compiler;
    private final InstalledKinds installed;
    private final Revisions revisions;
    private final ReadHints hints;
    private final Conditions conditions;
    private final Waiting waiting = new Waiting();
    private final Instant impatientAt;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Runnable stopListening;
    private volatile Catalogue catalogue = Catalogue.EMPTY;
    private volatile boolean loaded;
    private volatile Set<String> disabledAtFirst = Set.of();
    /** Whether what is still missing when patience ends was told. */
    private boolean told;

    /** These are enabled for nobody when they are deployed for the first time. To be called before anything is deployed. */
    public Deployments disabledAtFirst(Set<String> ids) {
        disabledAtFirst = Set.copyOf(ids);
        return this;
    }

    /** Knows nothing until {@link #refresh} was called for the first time. */
    public Deployments(
            Transactions transactions,
            SequenceStore sequences,
            RevisionStore revisionStore,
            RipenClock clock,
            Compiler compiler,
            InstalledKinds installed) {
        this.transactions = transactions;
        this.sequences = sequences;
        this.revisionStore = revisionStore;
        this.clock = clock;
        this.compiler = compiler;
        this.installed = installed;
        this.conditions = new Conditions(installed);
        this.revisions = new Revisions(transactions, revisionStore, compiler);
        this.hints = new ReadHints(revisions, installed);
        this.impatientAt = clock.machine().instant().plus(PATIENCE);
        this.stopListening = installed.onChange(this::kindChanged);
    }

    /**
     * Reads from the database what is deployed, and compiles what changed there or could not be compiled before. Called at
     * the start and then every second or so: that is how this node follows the others.
     *
     * @throws io.ripen.transaction.StoreUnavailableException when the database cannot be reached; nothing changed
     */
    public synchronized void refresh() {
        record Read(List<SequenceRow> rows, List<SequenceTeamRow> teams) {}
        Read read = transactions.call(work -> new Read(sequences.all(work), sequences.teams(work)));
        for (SequenceRow row : read.rows()) {
            follow(row);
        }
        Map<SequenceId, Set<TeamId>> teams = new HashMap<>();
        read.teams().stream()
                .filter(SequenceTeamRow::enabled)
                .forEach(row -> teams.computeIfAbsent(new SequenceId(row.sequence()), unused -> new HashSet<>())
                        .add(new TeamId(row.team())));
        catalogue = catalogue.enabled(teams);
        revisions.tidy();
        loaded = true;
        if (!told && !isEarly()) {
            told = true;
            waiting.problems().forEach((id, problems) -> LOG.warn("Sequence {} still waits: {}", id, problems));
        }
    }

    private void follow(SequenceRow row) {
        SequenceId id = new SequenceId(row.id());
        Entry known = catalogue.find(id);
        boolean same = known != null
                && known.revision().equals(row.revision())
                && known.inService() == row.deployed()
                && known.compiled() != null;
        if (same) {
            return;
        }
        boolean tried = known != null && known.revision().equals(row.revision()) && waiting.tried(id, installed);
        Optional<CompiledSequence> compiled = tried ? revisions.ready(row.revision()) : compile(id, row.revision());
        if (tried && known != null && known.inService() == row.deployed() && compiled.isEmpty()) {
            return;
        }
        publish(new Entry(
                id,
                row.revision(),
                row.number(),
                row.deployed(),
                row.deployedAt(),
                compiled.orElse(null),
                compiled.map(Deployments::ends).orElseGet(() -> ends(id, row.revision()))));
    }

    private static EndRules ends(CompiledSequence compiled) {
        return new EndRules(compiled.exitOn(), compiled.goal());
    }

    /** Of a revision that does not compile now. */
    private EndRules ends(SequenceId id, String hash) {
        return revisions
                .source(id, hash)
                .map(source -> EndRules.of(source, installed))
                .orElse(EndRules.USUAL);
    }

    private Optional<CompiledSequence> compile(SequenceId id, String hash) {
        Optional<CompiledSequence> ready = revisions.ready(hash);
        if (ready.isPresent()) {
            waiting.revisionRuns(id);
            return ready;
        }
        Optional<SequenceSource> source = revisions.source(id, hash);
        if (source.isEmpty()) {
            LOG.error("Revision {} of sequence {} is not in the database; its leads park.", hash, id);
            return Optional.empty();
        }
        Compilation compilation = compiler.compile(source.get());
        if (compilation instanceof Compilation.Compiled compiled) {
            waiting.revisionRuns(id);
            return Optional.of(revisions.keep(compiled));
        }
        List<Problem> problems = ((Compilation.Refused) compilation).problems();
        waiting.revision(id, problems, installed);
        if (isEarly()) {
            LOG.info("Sequence {} waits for what is still starting.", id);
        } else {
            LOG.warn("Sequence {} cannot run now, its leads park: {}", id, problems);
        }
        return Optional.empty();
    }

    private void publish(Entry entry) {
        Entry before = catalogue.find(entry.id());
        catalogue = catalogue.with(entry);
        Set<String> current = new HashSet<>();
        catalogue.all().forEach(each -> current.add(each.revision()));
        revisions.current(current);
        if (entry.inService() && entry.compiled() != null) {
            LOG.info("Sequence {} runs revision {} ({})", entry.id(), entry.number(), entry.revision());
            tell(listener -> listener.deployed(entry.id()));
        } else if (before != null && before.inService() && !entry.inService()) {
            LOG.info("Sequence {} is out of service; its leads park.", entry.id());
            tell(listener -> listener.removed(entry.id()));
        }
    }

    @Override
    public Optional<SequenceSource> source(SequenceId id) {
        Entry entry = catalogue.find(id);
        return entry == null || !entry.inService() ? Optional.empty() : revisions.source(id, entry.revision());
    }

    @Override
    public List<Problem> check(SequenceSource source) {
        Compilation compilation = compiler.compile(source);
        if (compilation instanceof Compilation.Compiled compiled) {
            compiled.close().run();
            return List.of();
        }
        return ((Compilation.Refused) compilation).problems();
    }

    @Override
    public synchronized List<Problem> deploy(SequenceSource source) {
        Compilation compilation = compiler.compile(source);
        if (compilation instanceof Compilation.Compiled compiled) {
            accept(compiled);
            return List.of();
        }
        List<Problem> problems = ((Compilation.Refused) compilation).problems();
        Names.of(source.name()).ifPresent(id -> waiting.source(id, source, problems));
        if (isEarly()) {
            LOG.info("{} waits for what is still starting, or is wrong: {}", source.name(), problems);
        } else {
            LOG.warn("{} is refused, what ran before runs on: {}", source.name(), problems);
        }
        return problems;
    }

    private boolean isEarly() {
        return clock.machine().instant().isBefore(impatientAt);
    }

    private void accept(Compilation.Compiled compiled) {
        SequenceId id = compiled.sequence().id();
        String hash = compiled.sequence().revision();
        waiting.solved(id);
        Entry known = catalogue.find(id);
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
        Entry entry = new Entry(id, hash, row.number(), true, now, kept, ends(kept));
        publish(entry);
        hints.of(entry).forEach(hint -> LOG.warn("Sequence {} could be better: {}", id, hint));
        refreshTeams();
    }

    private void refreshTeams() {
        Map<SequenceId, Set<TeamId>> teams = new HashMap<>();
        transactions.call(sequences::teams).stream()
                .filter(SequenceTeamRow::enabled)
                .forEach(row -> teams.computeIfAbsent(new SequenceId(row.sequence()), unused -> new HashSet<>())
                        .add(new TeamId(row.team())));
        catalogue = catalogue.enabled(teams);
    }

    @Override
    public synchronized boolean undeploy(SequenceId id, String reason) {
        waiting.solved(id);
        Entry known = catalogue.find(id);
        boolean removed = transactions.call(work -> sequences.remove(work, id.value()));
        if (known != null && known.inService()) {
            LOG.info("Sequence {} is taken out of service: {}", id, reason);
            publish(new Entry(
                    id, known.revision(), known.number(), false, known.deployedAt(), known.compiled(), known.ends()));
        }
        return removed;
    }

    @Override
    public synchronized boolean enable(SequenceId id, TeamId team, boolean enabled, Map<String, Object> settings) {
        boolean known = transactions.call(work -> sequences.enable(work, id.value(), team.value(), enabled, settings));
        refreshTeams();
        return known;
    }

    /** Keeps why a file could not even be read. */
    synchronized void refused(SequenceId id, SequenceSource source, Problem problem) {
        waiting.unreadable(id, problem);
        LOG.warn("{} is refused, what ran before runs on: {}", source.name(), problem);
    }

    /** Keeps problems that another reader of files found, such as a second file of the same id. */
    synchronized void problems(SequenceId id, List<Problem> problems) {
        waiting.found(id, problems);
    }

    /** Every problem there is now, by sequence. */
    Map<SequenceId, List<Problem>> problems() {
        return waiting.problems();
    }

    private void kindChanged(String need, boolean available) {
        if (available) {
            try {
                retry();
            } catch (RuntimeException failed) {
                LOG.warn(
                        "After {} came, waiting sequences could not be tried again; the next refresh tries.",
                        need,
                        failed);
            }
        }
        if (need.startsWith("trigger:")) {
            indexAnew();
        } else {
            tell(available ? listener -> listener.available(need) : listener -> listener.gone(need));
        }
    }

    private synchronized void indexAnew() {
        catalogue = catalogue.indexedAnew();
    }

    /** Tries again what was refused, now that something else is installed. */
    private synchronized void retry() {
        if (!loaded) {
            return;
        }
        for (SequenceSource source : waiting.sources()) {
            Compilation compilation = compiler.compile(source);
            if (compilation instanceof Compilation.Compiled compiled) {
                accept(compiled);
            } else {
                List<Problem> problems = ((Compilation.Refused) compilation).problems();
                Names.of(source.name()).ifPresent(id -> waiting.source(id, source, problems));
            }
        }
        for (Entry entry : catalogue.all()) {
            if (entry.compiled() == null) {
                compile(entry.id(), entry.revision())
                        .ifPresent(compiled -> publish(new Entry(
                                entry.id(),
                                entry.revision(),
                                entry.number(),
                                entry.inService(),
                                entry.deployedAt(),
                                compiled,
                                ends(compiled))));
            }
        }
    }

    private void tell(Consumer<Listener> what) {
        for (Listener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException failed) {
                LOG.error("A listener failed; sequences are deployed all the same.", failed);
            }
        }
    }

    @Override
    public List<SequenceDescription> all() {
        return Descriptions.all(catalogue, waiting.problems(), this::available, hints);
    }

    @Override
    public Optional<SequenceDescription> find(SequenceId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public boolean ready() {
        return loaded
                && (catalogue.all().stream().allMatch(entry -> !entry.inService() || entry.compiled() != null)
                        || !isEarly());
    }

    @Override
    public Optional<CompiledSequence> current(SequenceId id) {
        Entry entry = catalogue.find(id);
        return entry == null || !entry.inService() ? Optional.empty() : Optional.ofNullable(entry.compiled());
    }

    @Override
    public Optional<CompiledSequence> revision(SequenceId id, String hash) {
        return revisions.find(id, hash);
    }

    @Override
    public Set<SequenceId> inService() {
        Set<SequenceId> ids = new HashSet<>();
        catalogue.all().stream().filter(Entry::inService).forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    @Override
    public List<CompiledSequence> triggeredBy(String eventType) {
        return catalogue.triggeredBy(eventType);
    }

    @Override
    public List<CompiledSequence> triggeredBy(String eventType, Event event, Contact contact) {
        return catalogue.triggeredBy(eventType, event, contact);
    }

    @Override
    public Set<SequenceId> exitedBy(String eventType) {
        return catalogue.exitedBy(eventType);
    }

    @Override
    public Set<SequenceId> completedBy(String eventType) {
        return catalogue.completedBy(eventType);
    }

    @Override
    public Trigger.Condition condition(String on, Map<String, String> options) {
        return conditions.of(on, options);
    }

    @Override
    public boolean enabledFor(SequenceId id, TeamId team) {
        return catalogue.enabledFor(id, team);
    }

    @Override
    public boolean available(String need) {
        return need.startsWith("component:") || installed.has(need);
    }

    @Override
    public Runnable onChange(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        stopListening.run();
        listeners.clear();
    }
}
