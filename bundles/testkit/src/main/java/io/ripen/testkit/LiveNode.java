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
import io.ripen.health.HealthCheck;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Sequences;
import io.ripen.timeline.TimelineEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
            "live",
            100,
            Duration.ofSeconds(20),
            Duration.ofSeconds(2),
            RunSettings.DEFAULTS.grace(),
            2,
            1_000,
            RunSettings.DEFAULTS.segment());

    private final Assembly parts;
    private volatile @Nullable WatchedFolder watched;
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
            // Listeners are told of what happens from here on.
            parts.outbox.drain();
            return node;
        } catch (RuntimeException | Error refused) {
            node.close();
            throw refused;
        }
    }

    /** Begins to work; returns at once. A node can be started once. */
    public void start() {
        parts.engine.start();
        parts.outbox.start();
    }

    /**
     * Watches a folder of route files, as a node of the product watches {@code RIPEN_ROUTES}; returns at once. To be called once.
     *
     * @param folder with {@code sequences/} in it
     * @param node what people call this node
     */
    public void watch(Path folder, String node) {
        if (watched != null) {
            throw new IllegalStateException("This node watches a folder already.");
        }
        watched = new WatchedFolder(parts.deployments, parts.stores.clock().machine(), folder, node);
    }

    /** What the health check of a watched folder would say. */
    public HealthCheck.Result folderHealth() {
        WatchedFolder folder = watched;
        if (folder == null) {
            throw new IllegalStateException("This node watches no folder: call watch first.");
        }
        return folder.health();
    }

    /** What this node has in service. */
    public Sequences sequences() {
        return parts.deployments;
    }

    /** Settles what is under way, and gives the rest to other nodes. Can still be asked. */
    public void stop() {
        parts.engine.stop();
        parts.outbox.close();
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
        return parts.messages.list(TestActor.ALL, new Messages.Query(null, contact, null, null, 0, PAGE));
    }

    /** What happened to a contact, oldest first. */
    public List<TimelineEntry> timeline(ContactId contact) {
        return parts.timeline.of(TestActor.ALL, contact, PAGE).orElse(List.of());
    }

    @Override
    public void close() {
        WatchedFolder folder = watched;
        if (folder != null) {
            folder.close();
        }
        parts.engine.stop();
        parts.close();
        parts.stores.close();
    }
}
