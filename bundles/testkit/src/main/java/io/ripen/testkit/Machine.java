package io.ripen.testkit;

import io.ripen.contacts.internal.LeadTimeline;
import io.ripen.contacts.internal.LocalProjection;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.contacts.internal.TeamDirectory;
import io.ripen.conversation.internal.TaskBook;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.kept.KeptPolicyMemory;
import io.ripen.delivery.internal.render.ReadTemplates;
import io.ripen.delivery.internal.report.KeptMessages;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.deploy.Deployments;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.engine.internal.enroll.KeptEnrollments;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.engine.internal.report.CounterReports;
import io.ripen.engine.internal.run.Engine;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.Events;
import io.ripen.policy.Blocks;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Suppressions;
import io.ripen.report.Reports;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.step.Step;
import io.ripen.step.StepType;
import io.ripen.task.Tasks;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** The product without a container: the same parts as in production, put together by hand, on a clock that is set. */
final class Machine implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int CIRCLES = 10_000;
    /** Longer than the gap between two things that are due, shorter than a lease. */
    private static final RunSettings SETTINGS = new RunSettings(
            "story", 500, Duration.ofDays(3_650), Duration.ofSeconds(5), RunSettings.DEFAULTS.grace(), 1, 1_000);

    private final SettableClock clock;
    private final StoryDatabase database;
    private final Stores stores;
    private final GuardedCamel camel;
    private final Deployments deployments;
    private final Core core;
    private final Engine engine;
    private final Blocks blocks;
    private final Map<SequenceId, SequenceSource> sources = new HashMap<>();
    private final Map<String, RecordingChannel> channels;

    /** What is asked and told from outside. */
    private record Core(
            Teams teams,
            Events events,
            Projection contacts,
            Enrollments enrollments,
            Messages messages,
            Tasks tasks,
            Reports reports,
            Timeline timeline) {}

    Machine(TesterSetup setup) {
        clock = new SettableClock(setup.start);
        database = StoryDatabase.lend(clock);
        stores = database.stores();
        channels = Map.copyOf(setup.channels);
        InstalledKinds kinds = new InstalledKinds().templates(new ReadTemplates());
        InstalledChannels gateChannels = new InstalledChannels();
        InstalledPolicies policies = new InstalledPolicies();
        AllowList allowed = AllowList.forSequences();
        camel = new GuardedCamel(new DefaultCamelContext(), allowed);
        deployments = new Deployments(
                stores.transactions(),
                stores.sequences(),
                stores.revisions(),
                clock,
                new Compiler(camel, kinds, allowed),
                kinds);
        Wake wake = new Wake();
        Events events = new EventIntake(stores, deployments, wake);
        Teams teams = new TeamDirectory(stores);
        Enrollments enrollments = new KeptEnrollments(stores, deployments, wake);
        core = new Core(
                teams,
                events,
                new LocalProjection(stores, teams, events, enrollments),
                enrollments,
                new KeptMessages(stores),
                new TaskBook(stores, events),
                new CounterReports(stores, deployments),
                new LeadTimeline(stores));
        blocks = new KeptBlocks(stores);
        install(setup, kinds, gateChannels, policies, new SuppressionList(stores));
        engine = new Engine(
                stores,
                deployments,
                DeliveryGate.untracked(
                        stores, core.teams(), gateChannels, policies, AttemptTokens.of(stores), GateSettings.DEFAULTS),
                core.contacts(),
                core::tasks,
                wake,
                SETTINGS);
        core.teams().save(setup.team);
        deployments.refresh();
    }

    private void install(
            TesterSetup setup,
            InstalledKinds kinds,
            InstalledChannels gateChannels,
            InstalledPolicies policies,
            Suppressions suppressions) {
        ClassPathComponents found = new ClassPathComponents(
                Thread.currentThread().getContextClassLoader(),
                Map.of(
                        RipenClock.class,
                        clock,
                        Transactions.class,
                        stores.transactions(),
                        Teams.class,
                        core.teams(),
                        Suppressions.class,
                        suppressions,
                        Blocks.class,
                        blocks,
                        PolicyMemory.class,
                        new KeptPolicyMemory(stores)));
        setup.channels.forEach((type, channel) -> {
            kinds.channel(type, channel);
            gateChannels.add(type, channel);
        });
        setup.steps.forEach(kinds::step);
        setup.triggers.forEach((trigger, on) -> kinds.trigger(trigger, on));
        setup.policies.forEach(policies::add);
        for (ClassPathComponents.Found<Step> each : found.find(Step.class, StepType.PROPERTY)) {
            each.values().stream()
                    .filter(type -> !setup.steps.containsKey(type))
                    .forEach(type -> kinds.step(type, each.service()));
        }
        for (ClassPathComponents.Found<Trigger> each : found.find(Trigger.class, TriggerType.PROPERTY)) {
            kinds.trigger(each.service(), each.values().toArray(new String[0]));
        }
        for (ClassPathComponents.Found<Policy> each : found.find(Policy.class, PolicyType.PROPERTY)) {
            each.values().stream()
                    .filter(type -> !setup.policies.containsKey(type))
                    .forEach(type -> policies.add(type, each.service()));
        }
    }

    /** Does everything that is due now. */
    void drain() {
        engine.drain();
    }

    void block(String name, String reason) {
        stores.transactions().call(work -> blocks.set(work, name, reason, "story"));
    }

    void lift(String name) {
        stores.transactions().call(work -> blocks.lift(work, name, "story"));
    }

    /** Lets time pass while nothing works; then does what is due. */
    void outageUntil(Instant target) {
        clock.advanceTo(target);
        drain();
    }

    /** Lets time pass up to {@code target}, from one due time to the next. */
    void playUntil(Instant target) {
        drain();
        Instant last = clock.instant();
        int still = 0;
        for (Instant due = next(); due != null && !due.isAfter(target); due = next()) {
            clock.advanceTo(due);
            still = clock.instant().equals(last) ? still + 1 : 0;
            last = clock.instant();
            if (still > CIRCLES) {
                throw new IllegalStateException("Something is due at " + due + " and is never done.");
            }
            drain();
        }
        clock.advanceTo(target);
        drain();
    }

    private @Nullable Instant next() {
        return engine.nextDue().orElse(null);
    }

    List<Problem> deploy(SequenceSource source) {
        List<Problem> problems = deployments.deploy(source);
        if (problems.isEmpty()) {
            sources.put(SequenceFolder.id(source), source);
        }
        return problems;
    }

    void takeAway(SequenceId id) {
        deployments.undeploy(id, "Taken away by a test.");
        drain();
    }

    /** What was deployed last under this id. */
    SequenceSource source(SequenceId id) {
        SequenceSource source = sources.get(id);
        if (source == null) {
            throw new IllegalStateException("Sequence " + id + " was not set up.");
        }
        return source;
    }

    /** Name of the template of a step, or null. */
    @Nullable String template(@Nullable SequenceId sequence, StepId step) {
        return Optional.ofNullable(sequence)
                .flatMap(deployments::current)
                .map(compiled -> compiled.point(step))
                .map(point -> point instanceof DurablePoint.Touch touch ? touch.template() : null)
                .orElse(null);
    }

    Reports reports() {
        return core.reports();
    }

    Tasks tasks() {
        return core.tasks();
    }

    RecordingChannel channel(String type) {
        RecordingChannel channel = channels.get(type);
        if (channel == null) {
            throw new IllegalStateException("There is no channel '" + type + "'; there are " + channels.keySet() + ".");
        }
        return channel;
    }

    List<Message> messages(ContactId contact) {
        return core.messages().list(new Messages.Query(contact, null, null, 0, PAGE));
    }

    Timeline timeline() {
        return core.timeline();
    }

    SettableClock clock() {
        return clock;
    }

    Transactions transactions() {
        return stores.transactions();
    }

    Projection contacts() {
        return core.contacts();
    }

    Events events() {
        return core.events();
    }

    Enrollments enrollments() {
        return core.enrollments();
    }

    @Override
    public void close() {
        deployments.close();
        camel.close();
        database.close();
    }
}
