package io.ripen.core.store;

import io.ripen.core.store.internal.Clockwork;
import io.ripen.core.store.internal.Dialect;
import io.ripen.core.store.internal.JdbcTransactions;
import io.ripen.core.store.internal.Pool;
import io.ripen.core.store.internal.Schema;
import io.ripen.core.store.internal.Sealing;
import io.ripen.core.store.internal.Statistics;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import java.sql.Driver;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The database, opened: the schema is there, and every store can be had. In OSGi this is a service, registered once the
 * database was reached; elsewhere:
 *
 * <pre>{@code
 * try (Stores stores = Stores.open(dataSource, StoreOptions.PLAIN)) {
 *     stores.transactions().call(work -> stores.teams().all(work));
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Stores implements AutoCloseable {
    /** What an H2 address must end with. The cache holds all our statements: with H2's own 8 each is parsed each time. */
    public static final String H2_OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256";

    /** Connections that only the machine itself takes: one to claim, one to settle, one for the lease, one to spare. */
    private static final int RESERVED = 4;

    private final Statistics counts = new Statistics();
    private final Clockwork clockwork;
    private final Pool owned;
    private final Transactions transactions;
    private final Transactions machine;
    private final RipenClock clock;
    private final IdAllocator ids;
    private final EnrollmentStore enrollments;
    private final DueStore due;
    private final ParkedStore parked;
    private final MessageStore messages;
    private final ContactStore contacts;
    private final EventStore events;
    private final HistoryStore history;
    private final CounterStore counters;
    private final RevisionStore revisions;
    private final SequenceStore sequences;
    private final TeamStore teams;
    private final SettingStore settings;
    private final SuppressionStore suppressions;
    private final InquiryStore inquiries;
    private final ConsentStore consents;
    private final BlockStore blocks;
    private final PolicyMemoryStore policyMemory;
    private final TemplateOverrideStore templateOverrides;
    private final NodeStore nodes;
    private final InboundStore inbound;
    private final LinkStore links;
    private final HitStore hits;
    private final TaskStore tasks;
    private final ByHandStore byHand;
    private final AccountStore accounts;
    private final ApiTokenStore apiTokens;
    private final AuditStore audit;
    private final ErasureStore erasures;
    private final PersonRows personRows;
    private final PersonPages personPages = new PersonPages();
    private final AddressHash addressHash;
    private final AuditProof auditProof;
    private final WebSessionStore webSessions;
    private final AccountIdentityStore accountIdentities;
    private final NotificationStore notifications;
    private final ConversationStore conversations;
    private final StragglerStore stragglers;
    private final StrangerStore strangers;
    private final OutboxStore outbox;
    private final OutboxConsumerStore outboxConsumers;
    private final QuarantineStore quarantine;

    private Stores(DataSource dataSource, StoreOptions options, Pool owned) {
        this.owned = owned;
        Dialect dialect = Schema.prepare(dataSource);
        JdbcTransactions all = new JdbcTransactions(dataSource, counts, Schema.commitRule(dataSource, dialect));
        machine = all;
        transactions = owned.size() > 0 ? all.atMost(Math.max(1, owned.size() - RESERVED)) : all;
        ids = new IdAllocator();
        tasks = new TaskStore(dialect);
        enrollments = new EnrollmentStore(dialect, tasks);
        due = new DueStore(dialect);
        parked = new ParkedStore(dialect);
        messages = new MessageStore(dialect);
        contacts = new ContactStore(dialect);
        events = new EventStore(dialect);
        history = new HistoryStore();
        counters = new CounterStore(dialect);
        revisions = new RevisionStore();
        audit = new AuditStore(dialect);
        sequences = new SequenceStore(dialect, audit);
        teams = new TeamStore(dialect);
        settings = new SettingStore(dialect);
        addressHash =
                new AddressHash(machine.call(work -> settings.getOrCreate(work, AddressHash.SETTING, Sealing::key)));
        suppressions = new SuppressionStore(addressHash);
        inquiries = new InquiryStore(dialect);
        consents = new ConsentStore(ids, addressHash);
        blocks = new BlockStore(dialect);
        policyMemory = new PolicyMemoryStore(dialect);
        templateOverrides = new TemplateOverrideStore(dialect, settings);
        nodes = new NodeStore(ids);
        inbound = new InboundStore(dialect);
        links = new LinkStore(dialect, ids);
        hits = new HitStore(dialect);
        byHand = new ByHandStore(dialect);
        accounts = new AccountStore(dialect);
        apiTokens = new ApiTokenStore();
        erasures = new ErasureStore();
        personRows = new PersonRows(dialect);
        auditProof = new AuditProof(this);
        webSessions = new WebSessionStore();
        accountIdentities = new AccountIdentityStore();
        notifications = new NotificationStore(dialect);
        conversations = new ConversationStore();
        stragglers = new StragglerStore();
        strangers = new StrangerStore(dialect);
        outboxConsumers = new OutboxConsumerStore(dialect);
        outbox = new OutboxStore(outboxConsumers);
        quarantine = new QuarantineStore();
        clockwork = Clockwork.start(options, machine, settings);
        clock = clockwork.clock();
        contacts.clock(clock);
        audit.clock(clock);
        outbox.clock(clock);
    }

    /**
     * Brings the schema up to date and opens the stores.
     *
     * @param dataSource gives connections to PostgreSQL 15 or newer, or to H2 2.3 or newer in PostgreSQL mode
     *     ({@value #H2_OPTIONS}); should be pooled; stays the caller's
     * @throws io.ripen.transaction.StoreUnavailableException when the database cannot be reached
     */
    public static Stores open(DataSource dataSource, StoreOptions options) {
        return new Stores(dataSource, options, Pool.NONE);
    }

    /**
     * Opens a database by its JDBC address, with a pool of its own that is closed with the stores.
     *
     * @param url {@code jdbc:postgresql://host/database} or {@code jdbc:h2:…}; {@value #H2_OPTIONS} is added to an H2
     *     address that has no options
     * @param poolSize connections at most, at least 2
     */
    public static Stores open(String url, String user, String password, int poolSize, StoreOptions options) {
        return open(Pool.of(url, user, password, poolSize), options);
    }

    /** Brings the schema of a database up to date, as {@link #open} does, and closes all connections to it. */
    public static void migrate(String url, String user, String password) {
        open(url, user, password, 2, StoreOptions.PLAIN).close();
    }

    /** Opens it with a driver that was found elsewhere, such as in another bundle. */
    public static Stores open(
            Driver driver, String url, String user, String password, int poolSize, StoreOptions options) {
        return open(Pool.of(driver, url, user, password, poolSize), options);
    }

    private static Stores open(Pool pool, StoreOptions options) {
        try {
            return new Stores(pool.dataSource(), options, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** A new, empty H2 database in memory, which goes when it is closed. For tests and previews. */
    public static Stores inMemory(StoreOptions options) {
        return open("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "", 8, options);
    }

    /** For everybody: requests, imports, callbacks. */
    public Transactions transactions() {
        return transactions;
    }

    /** How many connections the pool has; a great number when the pool is the caller's. */
    public int connections() {
        return owned.size() > 0 ? owned.size() : Integer.MAX_VALUE;
    }

    /**
     * For the engine's own threads: claim, settle, lease. They have connections that nobody else takes, so that a flood of
     * requests neither holds up a message nor lets a lease run out.
     */
    public Transactions machineTransactions() {
        return machine;
    }

    public RipenClock clock() {
        return clock;
    }

    public IdAllocator ids() {
        return ids;
    }

    public EnrollmentStore enrollments() {
        return enrollments;
    }

    public DueStore due() {
        return due;
    }

    public ParkedStore parked() {
        return parked;
    }

    public MessageStore messages() {
        return messages;
    }

    public ContactStore contacts() {
        return contacts;
    }

    public EventStore events() {
        return events;
    }

    public HistoryStore history() {
        return history;
    }

    public CounterStore counters() {
        return counters;
    }

    public RevisionStore revisions() {
        return revisions;
    }

    public SequenceStore sequences() {
        return sequences;
    }

    public TeamStore teams() {
        return teams;
    }

    public SettingStore settings() {
        return settings;
    }

    public TemplateOverrideStore templateOverrides() {
        return templateOverrides;
    }

    public PolicyMemoryStore policyMemory() {
        return policyMemory;
    }

    public BlockStore blocks() {
        return blocks;
    }

    public ConsentStore consents() {
        return consents;
    }

    public InquiryStore inquiries() {
        return inquiries;
    }

    public SuppressionStore suppressions() {
        return suppressions;
    }

    public NodeStore nodes() {
        return nodes;
    }

    public InboundStore inbound() {
        return inbound;
    }

    public LinkStore links() {
        return links;
    }

    public HitStore hits() {
        return hits;
    }

    public ConversationStore conversations() {
        return conversations;
    }

    /** Messages whose run ended before anybody knew what became of them. */
    public StragglerStore stragglers() {
        return stragglers;
    }

    public StrangerStore strangers() {
        return strangers;
    }

    /** What listeners are still to be told of. */
    public OutboxStore outbox() {
        return outbox;
    }

    /** Who gets rows of the outbox. */
    public OutboxConsumerStore outboxConsumers() {
        return outboxConsumers;
    }

    /** What they failed at again and again. */
    public QuarantineStore quarantine() {
        return quarantine;
    }

    public NotificationStore notifications() {
        return notifications;
    }

    public AccountStore accounts() {
        return accounts;
    }

    public ApiTokenStore apiTokens() {
        return apiTokens;
    }

    /** Who changed what. */
    public AuditStore audit() {
        return audit;
    }

    public ErasureStore erasures() {
        return erasures;
    }

    /** What is left of somebody whose data are erased. */
    public PersonRows personRows() {
        return personRows;
    }

    /** What happened to somebody, page by page. */
    public PersonPages personPages() {
        return personPages;
    }

    /** What stands for the addresses of people whose data were erased. */
    public AddressHash addressHash() {
        return addressHash;
    }

    /** Whether what the audit log says is what was written. */
    public AuditProof auditProof() {
        return auditProof;
    }

    public AccountIdentityStore accountIdentities() {
        return accountIdentities;
    }

    public WebSessionStore webSessions() {
        return webSessions;
    }

    public ByHandStore byHand() {
        return byHand;
    }

    public TaskStore tasks() {
        return tasks;
    }

    /** What the database was asked so far. */
    public StoreStatistics statistics() {
        return new StoreStatistics(
                counts.statements.sum(), counts.commits.sum(), counts.rollbacks.sum(), counts.retries.sum());
    }

    /** Keeps the clock's reading; closes the pool if it is our own. */
    @Override
    public void close() {
        clockwork.close();
        owned.close();
    }
}
