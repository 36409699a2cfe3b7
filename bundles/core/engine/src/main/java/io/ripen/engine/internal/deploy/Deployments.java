package io.ripen.engine.internal.deploy;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.core.store.RevisionStore;
import io.ripen.core.store.SequenceStore;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.event.Event;
import io.ripen.message.Hint;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deployed sequences. The database says what is deployed; this keeps it compiled in memory, takes new sources in, and
 * follows what other nodes deploy. Thread-safe: changes are made one at a time, questions are answered from an immutable
 * {@link Catalogue}.
 */
public final class Deployments implements Sequences, DeployedSequences, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    private final InstalledKinds installed;
    private final Patience patience;
    private final Listeners listeners = new Listeners();
    private final Revisions revisions;
    private final InService inService;
    private final Attempts attempts;
    private final Following following;
    private final Deploying deploying;
    private final ReadHints hints;
    private final Conditions conditions;
    private final Runnable stopListening;
    private volatile Set<SequenceId> lying = Set.of();

    /** Knows nothing until {@link #refresh} was called for the first time. */
    public Deployments(
            Transactions transactions,
            SequenceStore sequences,
            RevisionStore revisionStore,
            RipenClock clock,
            Compiler compiler,
            InstalledKinds installed) {
        this.installed = installed;
        patience = new Patience(clock.machine());
        revisions = new Revisions(transactions, revisionStore, compiler);
        inService = new InService(revisions, listeners);
        attempts = new Attempts(compiler, revisions, installed, patience);
        following = new Following(transactions, sequences, revisions, installed, attempts, patience, inService);
        hints = new ReadHints(revisions, installed, compiler);
        deploying = new Deploying(transactions, sequences, revisionStore, clock, revisions, attempts, inService, hints);
        conditions = new Conditions(installed);
        installed.sequences(this::ids);
        stopListening = installed.onChange(this::kindChanged);
    }

    /** These are enabled for nobody when they are deployed for the first time. To be called before anything is deployed. */
    public Deployments disabledAtFirst(Set<String> ids) {
        deploying.disabledAtFirst(ids);
        return this;
    }

    /** Says who else may be at work on the database. To be called before anything is deployed. */
    public Deployments besides(OtherNodes others) {
        deploying.besides(others);
        return this;
    }

    /**
     * Reads from the database what is deployed, and compiles what changed there or could not be compiled before. Called at
     * the start and then every second or so: that is how this node follows the others.
     *
     * @throws io.ripen.transaction.StoreUnavailableException when the database cannot be reached; nothing changed
     */
    public synchronized void refresh() {
        following.refresh();
        deploying.decideLater();
    }

    @Override
    public List<Problem> check(SequenceSource source) {
        return attempts.check(source);
    }

    @Override
    public List<Hint> unknownNames(SequenceSource source) {
        return attempts.unknownNames(source);
    }

    @Override
    public List<Problem> deploy(SequenceSource source) {
        return deploy(source, "");
    }

    /** @param by who wants it so, for people, such as the folder that it was saved to */
    synchronized List<Problem> deploy(SequenceSource source, String by) {
        List<Problem> problems = deploying.deploy(source, new Origin(true, by));
        tell(source, problems);
        return problems;
    }

    /**
     * Takes in a text that lay in a folder when that was first seen, if it cannot undo what somebody wanted: it is new, and no
     * other node is at work or nothing like it was ever deployed.
     *
     * @param by where it was found, for people
     */
    synchronized Found found(SequenceId id, SequenceSource source, String by) {
        Found found = deploying.found(id, source, new Origin(false, by));
        if (found == Found.REFUSED) {
            tell(source, problems().getOrDefault(id, List.of()));
        }
        return found;
    }

    /** What a file says against what runs; empty when it is what runs, or waits, or is refused. */
    synchronized Optional<Difference> difference(SequenceId id, SequenceSource source) {
        return deploying.difference(id, source);
    }

    /** Whether a file's text is what its sequence runs. */
    synchronized boolean isCurrent(SequenceId id, SequenceSource source) {
        return deploying.isCurrent(id, source);
    }

    private void tell(SequenceSource source, List<Problem> problems) {
        if (!problems.isEmpty() && patience.lasts()) {
            LOG.debug("{} waits for what is still starting, or is wrong: {}", source.name(), problems);
        } else if (!problems.isEmpty()) {
            LOG.warn("{} is refused, what ran before runs on: {}", source.name(), problems);
        }
    }

    @Override
    public synchronized boolean undeploy(SequenceId id, String reason) {
        return deploying.undeploy(id, reason);
    }

    @Override
    public boolean enable(Actor by, SequenceId id, TeamId team, boolean enabled, Map<String, Object> settings) {
        if (!by.sees(team)) {
            return false;
        }
        by.require(Role.MANAGER, team);
        synchronized (this) {
            return deploying.enable(by, id, team, enabled, settings);
        }
    }

    /** Keeps why a file could not even be read. */
    synchronized void refused(SequenceId id, SequenceSource source, Problem problem) {
        attempts.waiting().unreadable(id, problem);
        LOG.warn("{} is refused, what ran before runs on: {}", source.name(), problem);
    }

    /** A refused file is gone: nothing is tried again for it. */
    synchronized void forget(SequenceId id) {
        attempts.waiting().solved(id);
    }

    /** Keeps problems that another reader of files found, such as a second file of the same id. */
    synchronized void problems(SequenceId id, List<Problem> problems) {
        attempts.waiting().found(id, problems);
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
            listeners.tell(available ? listener -> listener.available(need) : listener -> listener.gone(need));
        }
    }

    /** Tries again what was refused, now that something else is installed. */
    private synchronized void retry() {
        if (following.begun()) {
            deploying.retry();
            following.retry();
        }
    }

    private synchronized void indexAnew() {
        inService.indexAnew();
    }

    /** Says which sequences a folder holds, before the first of them is taken in: they name each other. */
    void lie(Set<SequenceId> ids) {
        lying = Set.copyOf(ids);
    }

    /** Of all sequences that the database, or the watched folder, has. */
    private Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        catalogue().all().forEach(entry -> ids.add(entry.id().value()));
        lying.forEach(id -> ids.add(id.value()));
        attempts.waiting().problems().keySet().forEach(id -> ids.add(id.value()));
        return ids;
    }

    /** Whether the database knows of any sequence, in service or not. */
    boolean everDeployed() {
        return !catalogue().all().isEmpty();
    }

    /** The revision that is in service; empty when none is. */
    Optional<String> inForce(SequenceId id) {
        return served(id).map(Entry::revision);
    }

    /** Every problem there is now, by sequence. */
    Map<SequenceId, List<Problem>> problems() {
        return attempts.waiting().problems();
    }

    @Override
    public Optional<SequenceSource> source(SequenceId id) {
        return served(id).flatMap(entry -> revisions.source(id, entry.revision()));
    }

    @Override
    public List<SequenceDescription> all() {
        return Descriptions.all(catalogue(), problems(), this::available, hints);
    }

    @Override
    public Optional<SequenceDescription> find(SequenceId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    @Override
    public boolean ready() {
        return following.begun()
                && (catalogue().all().stream().allMatch(entry -> !entry.inService() || entry.compiled() != null)
                        || !patience.lasts());
    }

    @Override
    public Optional<CompiledSequence> current(SequenceId id) {
        return served(id).map(Entry::compiled);
    }

    @Override
    public Optional<CompiledSequence> revision(SequenceId id, String hash) {
        return revisions.find(id, hash);
    }

    @Override
    public Set<SequenceId> inService() {
        Set<SequenceId> ids = new HashSet<>();
        catalogue().all().stream().filter(Entry::inService).forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    @Override
    public List<CompiledSequence> triggeredBy(String eventType) {
        return catalogue().triggeredBy(eventType);
    }

    @Override
    public List<CompiledSequence> triggeredBy(String eventType, Event event, Contact contact) {
        return catalogue().triggeredBy(eventType, event, contact);
    }

    @Override
    public Set<SequenceId> exitedBy(String eventType) {
        return catalogue().exitedBy(eventType);
    }

    @Override
    public Set<SequenceId> completedBy(String eventType) {
        return catalogue().completedBy(eventType);
    }

    @Override
    public Trigger.Condition condition(String on, Map<String, String> options) {
        return conditions.of(on, options);
    }

    /** Whether a sequence that is in service cannot run yet, since what it needs is still being started. */
    boolean areStarting() {
        return patience.lasts() && catalogue().areStarting();
    }

    @Override
    public boolean isStarting(String eventType) {
        return patience.lasts() && catalogue().isStarting(eventType);
    }

    @Override
    public boolean enabledFor(SequenceId id, TeamId team) {
        return catalogue().enabledFor(id, team);
    }

    @Override
    public boolean available(String need) {
        return need.startsWith("component:") || installed.has(need);
    }

    @Override
    public Runnable onChange(Listener listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        stopListening.run();
        listeners.clear();
    }

    private Catalogue catalogue() {
        return inService.catalogue();
    }

    private Optional<Entry> served(SequenceId id) {
        return Optional.ofNullable(catalogue().find(id)).filter(Entry::inService);
    }
}
