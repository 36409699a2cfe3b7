package io.ripen.benchmarks.product;

import io.ripen.channel.Channel;
import io.ripen.core.store.Stores;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.deploy.Deployments;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.engine.internal.enroll.KeptEnrollments;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.engine.internal.run.Engine;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.policy.Policy;
import io.ripen.policy.suppression.internal.SuppressionPolicy;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.step.contact.internal.ContactStep;
import io.ripen.trigger.crm.internal.CrmEventTrigger;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * The core of the product without a container: the parts that run in production, put together by hand. Sequences are
 * compiled to real Camel routes; the suppression policy is asked, or all ({@link Policies}); nothing is left out but OSGi and
 * HTTP.
 */
public final class Product implements AutoCloseable {
    private final Stores stores;
    private final GuardedCamel camel;
    private final Deployments deployments;
    private final Engine engine;
    private final Events events;
    private final ContactServices contacts;
    private final Enrollments enrollments;

    /**
     * With the suppression policy alone.
     *
     * @param stores closed together with this
     */
    public Product(Stores stores, Map<String, Channel> channels, RunSettings settings) {
        this(stores, channels, settings, Policies.SUPPRESSION_ONLY);
    }

    /**
     * @param stores closed together with this
     */
    public Product(Stores stores, Map<String, Channel> channels, RunSettings settings, Policies asked) {
        this.stores = stores;
        InstalledKinds kinds = new InstalledKinds();
        InstalledChannels gateChannels = new InstalledChannels();
        channels.forEach((type, channel) -> {
            kinds.channel(type, channel);
            gateChannels.add(type, channel);
        });
        kinds.trigger(new CrmEventTrigger(), EventTypes.CONTACT_CREATED, EventTypes.TAG_ADDED);
        kinds.step("contact", new ContactStep());
        AllowList allowed = AllowList.forSequences();
        camel = new GuardedCamel(new DefaultCamelContext(), allowed);
        deployments = new Deployments(
                stores.transactions(),
                stores.sequences(),
                stores.revisions(),
                stores.clock(),
                new Compiler(camel, kinds, allowed),
                kinds);
        deployments.refresh();
        Wake wake = new Wake();
        events = new EventIntake(stores, deployments, wake);
        enrollments = new KeptEnrollments(stores, deployments, wake);
        contacts = ContactServices.of(stores, events, enrollments);
        InstalledPolicies policies = new InstalledPolicies();
        Policy suppression = new SuppressionPolicy(contacts.suppressions());
        policies.add("suppression", suppression);
        asked.of(stores, channels).forEach(policies::add);
        DeliveryGate gate = DeliveryGate.untracked(
                stores, contacts.teams(), gateChannels, policies, AttemptTokens.of(stores), GateSettings.DEFAULTS);
        engine = new Engine(stores, deployments, gate, contacts.projection(), wake, settings);
    }

    /**
     * Deploys a sequence.
     *
     * @return its revision
     * @throws IllegalArgumentException with the problems when it is not accepted
     */
    public String deploy(String id, String xml, Map<String, String> templates) {
        List<Problem> problems = deployments.deploy(new SequenceSource(id + ".xml", xml, templates));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Sequence " + id + " is not accepted: " + problems);
        }
        return deployments.current(new SequenceId(id)).orElseThrow().revision();
    }

    public Stores stores() {
        return stores;
    }

    public Engine engine() {
        return engine;
    }

    public Events events() {
        return events;
    }

    public ContactServices contacts() {
        return contacts;
    }

    public Enrollments enrollments() {
        return enrollments;
    }

    @Override
    public void close() {
        engine.stop();
        deployments.close();
        camel.close();
        stores.close();
    }
}
