package io.ripen.engine.internal.outbox;

import io.ripen.core.fixtures.SettableClock;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.OutboxEvent;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.EventListener;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The outbox on a real database, with a clock that stands. */
abstract class OutboxScenario {
    static final Duration LONG = Duration.ofSeconds(30);
    static final String TYPE = "opt-out";

    private final TestDatabase database;
    private final List<OutboxRunner> runners = new ArrayList<>();
    SettableClock clock;
    Stores stores;

    OutboxScenario(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void build() {
        clock = new SettableClock(Instant.parse("2026-03-02T10:00:00Z"));
        stores = Stores.open(database.url(Stores::migrate), database.user(), "", 12, StoreOptions.with(clock));
    }

    @AfterEach
    void close() {
        runners.forEach(OutboxRunner::close);
        stores.close();
    }

    /** A node that does nothing by itself. */
    OutboxRunner node() {
        OutboxRunner runner = new OutboxRunner(stores, OutboxSettings.DEFAULTS);
        runners.add(runner);
        return runner;
    }

    /** A node that works on its own threads. */
    OutboxRunner liveNode() {
        OutboxRunner runner = node();
        runner.start();
        return runner;
    }

    /** Wants opt-outs, remembers what it was told of, and does what it is told to do then. */
    static class Recording implements EventListener {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public Set<String> types() {
            return Set.of(TYPE);
        }

        @Override
        public void heard(Occurrence occurrence) throws Exception {
            heard.add(occurrence.event().id());
        }
    }

    Contact contact() {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.CONTACT);
            Contact made = new Contact(
                    new ContactId(id),
                    TeamId.DEFAULT,
                    null,
                    "Ann",
                    null,
                    null,
                    null,
                    null,
                    Set.of(),
                    null,
                    null,
                    null,
                    null,
                    0,
                    null,
                    null,
                    Consent.UNKNOWN,
                    Map.of(),
                    clock.instant(),
                    1);
            stores.contacts().insert(work, List.of(made));
            return made;
        });
    }

    /** Something happens to a contact, as the intake writes it down. */
    void happens(String id, Contact contact) {
        stores.transactions().call(work -> {
            stores.outbox().put(work, List.of(event(id, TYPE, contact.id().value())));
            return id;
        });
    }

    OutboxEvent event(String id, String type, long contact) {
        return new OutboxEvent(
                new EventRow(
                        "default",
                        id,
                        type,
                        contact,
                        clock.instant(),
                        clock.instant(),
                        EventSource.PROVIDER,
                        Map.of("channel", "sms")),
                Set.of(type),
                "+14155550100");
    }
}
