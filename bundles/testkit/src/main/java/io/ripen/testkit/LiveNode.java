package io.ripen.testkit;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.sequence.Enrollments;
import io.ripen.timeline.TimelineEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One node of the product without a container, on its own threads and in real time, over a database that it may share with
 * other nodes. For what must hold when everything happens at once; for all else a {@link SequenceTester} is quicker.
 *
 * <pre>{@code
 * TesterSetup setup = SequenceTester.setup().sequence(Path.of("sequences/welcome")).policy("mine", new MyPolicy());
 * try (LiveNode one = LiveNode.open(url, "postgres", "", 1, setup);
 *         LiveNode two = LiveNode.open(url, "postgres", "", 1, setup)) {
 *     one.start();
 *     two.start();
 *     …
 * }
 * }</pre>
 *
 * <p>What leads write is read as in production: a STOP opts out. Channels of the setup are shared by all nodes that are made
 * from it; steps, triggers and policies of the class path are each node's own. Thread-safe; close it.
 */
public final class LiveNode implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int CONNECTIONS = 10;
    private static final RunSettings SETTINGS = new RunSettings(
            "live", 100, Duration.ofSeconds(20), Duration.ofSeconds(2), RunSettings.DEFAULTS.grace(), 2, 1_000);

    private final Assembly parts;
    private final AtomicInteger created = new AtomicInteger();

    private LiveNode(Assembly parts) {
        this.parts = parts;
    }

    /**
     * Opens a node; nothing is sent before {@link #start}.
     *
     * @param url {@code jdbc:postgresql://…} or {@code jdbc:h2:…}; the schema is made if it is not there
     * @param speed how many seconds of business time pass in one second; the same for all nodes of a database
     * @throws AssertionError when a sequence of the setup is refused
     */
    public static LiveNode open(String url, String user, String password, double speed, TesterSetup setup) {
        Stores stores = Stores.open(
                url,
                user,
                password,
                CONNECTIONS,
                new StoreOptions(speed, null, UUID.randomUUID().toString()));
        Assembly parts = new Assembly(setup, stores, SETTINGS);
        LiveNode node = new LiveNode(parts);
        try {
            parts.deploy(setup.sources);
            parts.listen();
            return node;
        } catch (RuntimeException | Error refused) {
            node.close();
            throw refused;
        }
    }

    /** Begins to work; returns at once. A node can be started once. */
    public void start() {
        parts.engine.start();
    }

    /** Settles what is under way, and gives the rest to other nodes. Can still be asked. */
    public void stop() {
        parts.engine.stop();
    }

    public Events events() {
        return parts.events;
    }

    public Enrollments enrollments() {
        return parts.enrollments;
    }

    /** The CRM gets these contacts, in one transaction; whatever their creation triggers, happens. */
    public List<Contact> create(List<TestLead> leads) {
        List<ContactDraft> drafts = new ArrayList<>(leads.size());
        for (TestLead lead : leads) {
            drafts.add(lead.draft(created.incrementAndGet()));
        }
        return parts.stores.transactions().call(work -> parts.contacts.insert(work, drafts, EventSource.CRM));
    }

    /** A contact's messages, whatever their state, in the order of planning. */
    public List<Message> messages(ContactId contact) {
        return parts.messages.list(new Messages.Query(contact, null, null, 0, PAGE));
    }

    /** What happened to a contact, oldest first. */
    public List<TimelineEntry> timeline(ContactId contact) {
        return parts.timeline.of(contact, PAGE);
    }

    @Override
    public void close() {
        parts.engine.stop();
        parts.close();
        parts.stores.close();
    }
}
