package io.ripen.core.store;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import io.ripen.transaction.Transactions;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What every store's contract stands on: stores on a fresh database, a few words to speak in, and threads to race with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract {
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

    private final TestDatabase database;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    Stores stores;

    StoreContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeAll
    void openStores() {
        stores = Stores.open(database.url(Stores::migrate), database.user(), "", 12, StoreOptions.PLAIN);
    }

    @AfterAll
    void closeStores() throws InterruptedException {
        threads.shutdownNow();
        threads.awaitTermination(10, TimeUnit.SECONDS);
        stores.close();
    }

    TestDatabase database() {
        return database;
    }

    RipenClock clock() {
        return stores.clock();
    }

    <T> T in(Transactions.Body<T> body) {
        return stores.transactions().call(body);
    }

    void run(Consumer<UnitOfWork> body) {
        stores.transactions().call(work -> {
            body.accept(work);
            return null;
        });
    }

    <T> Future<T> start(Callable<T> task) {
        return threads.submit(task);
    }

    static <T> T within(Future<T> future) throws Exception {
        return future.get(60, TimeUnit.SECONDS);
    }

    /** Runs tasks at the same time and waits for all of them. */
    <T> List<T> together(List<Callable<T>> tasks) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (Callable<T> task : tasks) {
            futures.add(start(task));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(within(future));
        }
        return results;
    }

    /** A contact id that no other test uses; no row is needed for it. */
    long someContact() {
        return in(work -> stores.ids().next(work, IdKind.CONTACT));
    }

    /** A contact of the team 'default' that is not written yet. */
    Contact aContact(@Nullable String externalId, @Nullable String phone) {
        return aContact(someContact(), externalId, phone);
    }

    static Contact aContact(long id, @Nullable String externalId, @Nullable String phone) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                externalId,
                "Ann",
                null,
                null,
                phone,
                phone,
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
                NOW,
                1);
    }

    NewEnrollment aRun(UnitOfWork work, String sequence, long contact, Instant dueAt) {
        return new NewEnrollment(
                stores.ids().next(work, IdKind.ENROLLMENT),
                "default",
                sequence,
                "r1",
                contact,
                "",
                Map.of(),
                dueAt,
                null,
                NOW);
    }

    /** Enrolls so many new leads that are all due at a time. */
    List<Long> leadsDue(String sequence, int count, Instant dueAt) {
        return in(work -> {
            List<NewEnrollment> runs = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                runs.add(aRun(work, sequence, stores.ids().next(work, IdKind.CONTACT), dueAt.plusNanos(i * 1000L)));
            }
            Set<Long> inserted = stores.enrollments().insert(work, runs);
            if (inserted.size() != count) {
                throw new AssertionError("Only " + inserted.size() + " of " + count + " began.");
            }
            return runs.stream().map(NewEnrollment::id).toList();
        });
    }

    EnrollmentRow run(long id) {
        return in(work -> stores.enrollments().find(work, id)).orElseThrow();
    }

    /** On to a wait, for three days. */
    static Move toWait(EnrollmentRow row, long owner) {
        return new Move(
                row.id(),
                row.revision(),
                EnrollmentState.ACTIVE,
                "wait-1",
                false,
                1,
                Map.of("offer", "A"),
                NOW.plus(Duration.ofDays(3)),
                owner,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    static Move owned(EnrollmentRow row, long owner) {
        return new Move(
                row.id(),
                row.revision(),
                EnrollmentState.ACTIVE,
                "day-1",
                true,
                1,
                row.variables(),
                row.dueAt(),
                owner,
                0,
                null,
                null,
                null,
                null,
                null);
    }

    static Move to(EnrollmentRow row, EnrollmentState state) {
        return new Move(
                row.id(),
                row.revision(),
                state,
                "done",
                false,
                1,
                Map.of(),
                NOW,
                0,
                0,
                state == EnrollmentState.PARKED ? "channel:whatsapp" : null,
                state == EnrollmentState.PARKED ? row.dueAt() : null,
                "because",
                state.isFinal() ? NOW : null,
                null);
    }
}
