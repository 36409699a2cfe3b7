package io.ripen.engine.internal.enroll;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Move;
import io.ripen.core.store.StepKey;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageState;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.place.LeadZones;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Enroll, stop, retry and look. Thread-safe. */
@Component
public final class KeptEnrollments implements Enrollments {
    private static final int MAX_KEY = 200;

    private final Stores stores;
    private final DeployedSequences sequences;
    private final Wake wake;
    private final Zones zones;
    private final Beginnings beginnings;
    private final Endings endings;

    @Activate
    public KeptEnrollments(@Reference Stores stores, @Reference DeployedSequences sequences, @Reference Wake wake) {
        this.stores = stores;
        this.sequences = sequences;
        this.wake = wake;
        this.zones = new Zones(stores);
        this.beginnings = new Beginnings(stores, sequences, zones);
        this.endings = new Endings(stores);
    }

    /** Knows where leads are; may come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setLeadZones(LeadZones service) {
        zones.use(service);
    }

    public void unsetLeadZones(LeadZones service) {
        zones.drop(service);
    }

    @Override
    public Result enroll(Actor by, SequenceId sequence, ContactId contact, String key, Map<String, Object> variables) {
        if (key.length() > MAX_KEY) {
            return new Result.Refused("The key has " + key.length() + " characters; at most " + MAX_KEY + " are kept.");
        }
        Optional<CompiledSequence> current = sequences.current(sequence);
        if (current.isEmpty()) {
            return new Result.Refused(
                    "Sequence '" + sequence + "' is not deployed. GET /api/v1/sequences lists those that" + " are.");
        }
        return stores.transactions().call(work -> {
            Optional<Contact> found = stores.contacts().find(work, contact).filter(each -> by.sees(each.team()));
            if (found.isEmpty()) {
                return new Result.Refused("There is no contact " + contact + ".");
            }
            by.require(Role.AGENT, found.get().team());
            if (!sequences.enabledFor(sequence, found.get().team())) {
                return new Result.Refused("Sequence '" + sequence + "' is not enabled for team '"
                        + found.get().team() + "'. Enable it with PUT /api/v1/teams/"
                        + found.get().team()
                        + "/sequences/" + sequence + ".");
            }
            Instant now = stores.clock().instant();
            Journal journal = new Journal(stores, Slots.ofThread());
            Result result = beginnings
                    .begin(
                            work,
                            List.of(new Beginnings.Candidate(
                                    current.get(),
                                    found.get(),
                                    key,
                                    new java.util.LinkedHashMap<>(variables),
                                    "by hand",
                                    null,
                                    false)),
                            now,
                            journal)
                    .get(0);
            journal.write(work);
            work.afterCommit(wake::signal);
            return result;
        });
    }

    @Override
    public boolean stop(Actor by, EnrollmentId id, @Nullable String reason) {
        return stores.transactions().call(work -> {
            List<EnrollmentRow> run = open(by, stores.enrollments().lockByIds(work, Set.of(id.value())));
            return !stop(work, run, reason == null ? "Stopped by " + by.name() + "." : reason)
                    .isEmpty();
        });
    }

    /** Those that are there for who asks, who must be an agent there. */
    private static List<EnrollmentRow> open(Actor by, List<EnrollmentRow> runs) {
        List<EnrollmentRow> seen =
                runs.stream().filter(run -> by.sees(new TeamId(run.team()))).toList();
        seen.forEach(run -> by.require(Role.AGENT, new TeamId(run.team())));
        return seen;
    }

    @Override
    public List<EnrollmentId> stopAll(UnitOfWork work, ContactId contact, @Nullable SequenceId only, String reason) {
        List<EnrollmentRow> runs = stores.enrollments().lockActiveOfContact(work, Set.of(contact.value())).stream()
                .filter(run -> only == null || run.sequence().equals(only.value()))
                .toList();
        return stop(work, runs, reason).stream().sorted().map(EnrollmentId::new).toList();
    }

    private Set<Long> stop(UnitOfWork work, List<EnrollmentRow> runs, String reason) {
        Instant now = stores.clock().instant();
        Journal journal = new Journal(stores, Slots.ofThread());
        Set<Long> stopped = endings.stop(work, runs, reason, now, journal);
        journal.write(work);
        return stopped;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A message of the step that was refused or denied stays as it is, and another one is planned. One whose outcome is
     * unknown is reconciled again and never just repeated.
     */
    @Override
    public boolean retry(Actor by, EnrollmentId id) {
        return stores.transactions().call(work -> {
            List<EnrollmentRow> locked = open(by, stores.enrollments().lockByIds(work, Set.of(id.value())));
            if (locked.isEmpty() || locked.get(0).state() != EnrollmentState.ERRORED) {
                return false;
            }
            Instant now = stores.clock().instant();
            EnrollmentRow run = locked.get(0);
            if (!stores.enrollments().retry(work, run.id(), now)) {
                return false;
            }
            Journal journal = new Journal(stores, Slots.ofThread());
            if (needsAnotherMessage(work, run)) {
                EnrollmentRow active =
                        stores.enrollments().lockByIds(work, Set.of(run.id())).get(0);
                Move again = Move.to(
                                active.id(),
                                active.revision(),
                                active.step(),
                                active.atTouch(),
                                active.occurrence() + 1,
                                active.variables())
                        .due(active.dueAt())
                        .owned(active.owner(), active.attempt());
                stores.enrollments().moveAll(work, List.of(again), active.owner());
            }
            journal.line(run, "note", run.step(), 0, "Retried by " + by.name() + ".");
            journal.count(run.sequence(), null, "errored", -1);
            journal.write(work);
            work.afterCommit(wake::signal);
            return true;
        });
    }

    private boolean needsAnotherMessage(UnitOfWork work, EnrollmentRow run) {
        if (!run.atTouch() || run.step() == null) {
            return false;
        }
        for (MessageRow message : stores.messages()
                .findByStep(work, Set.of(new StepKey(run.id(), run.step(), run.occurrence())))
                .values()) {
            return message.state() == MessageState.REFUSED || message.state() == MessageState.DENIED;
        }
        return false;
    }

    @Override
    public Optional<Enrollment> find(Actor by, EnrollmentId id) {
        return stores.transactions()
                .call(work -> stores.enrollments()
                        .find(work, id.value())
                        .filter(run -> by.sees(new TeamId(run.team())))
                        .map(EnrollmentRow::toEnrollment));
    }

    @Override
    public List<Enrollment> list(Actor by, Query query) {
        return stores.transactions()
                .call(work -> stores.enrollments().list(work, by.scope(Role.VIEWER), query).stream()
                        .map(EnrollmentRow::toEnrollment)
                        .toList());
    }
}
