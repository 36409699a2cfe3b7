package io.ripen.testkit;

import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.LeadInquiries;
import io.ripen.contacts.internal.LeadTimeline;
import io.ripen.contacts.internal.LocalProjection;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.contacts.internal.TeamDirectory;
import io.ripen.conversation.internal.ConversationRules;
import io.ripen.conversation.internal.TaskBook;
import io.ripen.conversation.internal.reading.LearnedReader;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.delivery.FailureReaction;
import io.ripen.delivery.Messages;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.kept.KeptPolicyMemory;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.outcome.ProviderOptOuts;
import io.ripen.delivery.internal.outcome.SoftBounces;
import io.ripen.delivery.internal.render.ReadTemplates;
import io.ripen.delivery.internal.report.KeptMessages;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.deploy.Deployments;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.engine.internal.deploy.OtherNodes;
import io.ripen.engine.internal.enroll.KeptEnrollments;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.engine.internal.outbox.OutboxRunner;
import io.ripen.engine.internal.outbox.OutboxSettings;
import io.ripen.engine.internal.report.CounterReports;
import io.ripen.engine.internal.run.Engine;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.EventListener;
import io.ripen.event.EventReaction;
import io.ripen.event.Events;
import io.ripen.event.ListenerName;
import io.ripen.policy.Blocks;
import io.ripen.policy.Consents;
import io.ripen.policy.Inquiries;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyMemory;
import io.ripen.policy.PolicyType;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.Suppressions;
import io.ripen.report.Reports;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import io.ripen.step.Step;
import io.ripen.step.StepType;
import io.ripen.task.Tasks;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import io.ripen.trigger.Trigger;
import io.ripen.trigger.TriggerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The product without a container: the same parts as in production, put together by hand over one database. The database
 * stays the caller's.
 */
final class Assembly implements AutoCloseable {
    private static final int SOFT_BOUNCES = 3;
    private static final int DAYS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
    private static final Set<String> SHIPPED_POLICIES =
            Set.of("block", "breaker", "consent", "frequency-caps", "pace", "quiet-hours", "suppression");
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    /** Reads its lists once for all. */
    private static final ReplyReader REPLY_READER = new LearnedReader();

    final Stores stores;
    final Deployments deployments;
    final Engine engine;
    final EventIntake events;
    final Projection contacts;
    final Enrollments enrollments;
    final Messages messages;
    final Tasks tasks;
    final Reports reports;
    final Timeline timeline;
    final Blocks blocks;
    /** Does nothing by itself until it is started. */
    final OutboxRunner outbox;

    private final GuardedCamel camel;
    private final Teams teams;
    private final Suppressions suppressions;
    private final Aftermath aftermath;

    Assembly(TesterSetup setup, Stores stores, RunSettings settings) {
        this.stores = stores;
        outbox = new OutboxRunner(stores, OutboxSettings.DEFAULTS);
        InstalledKinds kinds = new InstalledKinds().templates(new ReadTemplates());
        InstalledChannels channels = new InstalledChannels();
        InstalledPolicies policies = new InstalledPolicies();
        AllowList allowed = AllowList.forSequences();
        camel = new GuardedCamel(new DefaultCamelContext(), allowed);
        deployments = new Deployments(
                        stores.transactions(),
                        stores.sequences(),
                        stores.revisions(),
                        stores.clock(),
                        new Compiler(camel, kinds, allowed),
                        kinds)
                .besides(OtherNodes.of(
                        stores.machineTransactions(),
                        stores.nodes(),
                        stores.clock().machine()));
        Wake wake = new Wake();
        events = new EventIntake(stores, deployments, wake);
        teams = new TeamDirectory(stores);
        KeptEnrollments kept = new KeptEnrollments(stores, deployments, wake);
        enrollments = kept;
        contacts = new LocalProjection(stores, teams, events, enrollments);
        messages = new KeptMessages(stores);
        tasks = TaskBook.untold(stores, events);
        reports = new CounterReports(stores, deployments);
        timeline = new LeadTimeline(stores);
        blocks = new KeptBlocks(stores);
        suppressions = new SuppressionList(stores, new ConsentBook(stores));
        aftermath = Aftermath.of(
                        stores,
                        channels,
                        blocks,
                        suppressions,
                        SoftBounces.of(stores, SOFT_BOUNCES, DAYS),
                        ProviderOptOuts.of(stores, () -> events))
                .telling(tasks);
        install(setup, kinds, channels, policies);
        engine = new Engine(
                stores,
                deployments,
                DeliveryGate.untracked(
                        stores, teams, channels, policies, AttemptTokens.of(stores), GateSettings.DEFAULTS, aftermath),
                contacts,
                () -> tasks,
                wake,
                settings);
        if (setup.zones != null) {
            events.setLeadZones(setup.zones);
            kept.setLeadZones(setup.zones);
            engine.setLeadZones(setup.zones);
        }
        teams.save(TestActor.ALL, setup.team);
        deployments.refresh();
    }

    /** What leads write is read: STOP opts out, as in production. */
    void listen() {
        ConversationRules.of(
                        stores,
                        REPLY_READER,
                        suppressions,
                        new ConsentBook(stores),
                        blocks,
                        teams,
                        () -> events,
                        () -> contacts,
                        () -> enrollments)
                .forEach(events::addRule);
    }

    private void install(
            TesterSetup setup, InstalledKinds kinds, InstalledChannels channels, InstalledPolicies policies) {
        LeadInquiries inquiries = new LeadInquiries(stores);
        events.addRule(inquiries);
        Map<Class<?>, Object> services = Map.ofEntries(
                Map.entry(RipenClock.class, stores.clock()),
                Map.entry(Transactions.class, stores.transactions()),
                Map.entry(Teams.class, teams),
                Map.entry(Suppressions.class, suppressions),
                Map.entry(Consents.class, new ConsentBook(stores)),
                Map.entry(Inquiries.class, inquiries),
                Map.entry(Blocks.class, blocks),
                Map.entry(PolicyMemory.class, new KeptPolicyMemory(stores)),
                Map.entry(ReplyReader.class, REPLY_READER),
                Map.entry(Events.class, events),
                Map.entry(Messages.class, messages),
                Map.entry(Tasks.class, tasks));
        ClassPathComponents found =
                new ClassPathComponents(Thread.currentThread().getContextClassLoader(), services);
        setup.channels.forEach((type, channel) -> {
            kinds.channel(type, channel);
            channels.add(type, channel);
        });
        setup.steps.forEach(kinds::step);
        setup.triggers.forEach((trigger, on) -> kinds.trigger(trigger, on));
        setup.policies.forEach((type, maker) -> add(policies, type, maker.apply(new Services(services))));
        for (ClassPathComponents.Found<Step> each : found.find(Step.class, StepType.PROPERTY)) {
            each.values().stream()
                    .filter(type -> !setup.steps.containsKey(type))
                    .forEach(type -> kinds.step(
                            type,
                            type.equals("split") ? new ChosenVariant(each.service(), setup.variants) : each.service()));
        }
        for (ClassPathComponents.Found<Trigger> each : found.find(Trigger.class, TriggerType.PROPERTY)) {
            kinds.trigger(each.service(), each.values().toArray(new String[0]));
        }
        Set<String> missing = new TreeSet<>(SHIPPED_POLICIES);
        missing.removeAll(setup.policies.keySet());
        missing.removeAll(setup.without);
        for (ClassPathComponents.Found<Policy> each : found.find(Policy.class, PolicyType.PROPERTY)) {
            missing.removeAll(each.values());
            each.values().stream()
                    .filter(type -> !setup.policies.containsKey(type) && !setup.without.contains(type))
                    .forEach(type -> add(policies, type, each.service()));
        }
        tell(missing);
        listeners(setup, new Services(services), found);
    }

    /** Whoever tests a sequence without the policies that will hold its messages is to know it. */
    private static void tell(Set<String> missing) {
        if (!missing.isEmpty() && TOLD.add(String.join(", ", missing))) {
            LOG.warn(
                    "Stories run without the policies {}: they are not on the class path. Depend on"
                            + " ripen-testkit-shipped to test as it ships.",
                    String.join(", ", missing));
        }
    }

    /** Some also want to know what happens, as their other services say in the container. */
    private void add(InstalledPolicies policies, String type, Policy policy) {
        policies.add(type, policy);
        if (policy instanceof FailureReaction reaction) {
            outbox.add(policy.getClass().getName(), reaction);
        }
        if (policy instanceof EventListener listener) {
            outbox.add(type, listener);
        }
    }

    /** Those of the setup, and those of the class path that it has no other for. */
    @SuppressWarnings("deprecation")
    private void listeners(TesterSetup setup, Services services, ClassPathComponents found) {
        setup.listeners.forEach((name, maker) -> outbox.add(name, maker.apply(services)));
        for (ClassPathComponents.Found<EventListener> each : found.find(EventListener.class, ListenerName.PROPERTY)) {
            each.values().stream()
                    .filter(name -> !setup.listeners.containsKey(name) && !(each.service() instanceof Policy))
                    .forEach(name -> outbox.add(name, each.service()));
        }
        List<EventReaction> reactions = new ArrayList<>(setup.reactions);
        reactions.addAll(found.all(EventReaction.class));
        reactions.forEach(each -> outbox.add(each.getClass().getName(), each));
    }

    /**
     * Deploys the sequences of a setup.
     *
     * @throws AssertionError when one is refused, with file, line and cure of every problem
     */
    void deploy(List<SequenceSource> sources) {
        for (SequenceSource source : sources) {
            List<Problem> problems = deployments.deploy(source);
            if (!problems.isEmpty()) {
                throw new AssertionError(source.name() + " is refused:\n" + Story.lines(problems));
            }
        }
    }

    @Override
    public void close() {
        outbox.close();
        deployments.close();
        camel.close();
    }
}
