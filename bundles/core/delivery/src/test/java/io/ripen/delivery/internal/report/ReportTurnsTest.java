package io.ripen.delivery.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripen.core.store.ProviderReport;
import io.ripen.delivery.DeliveryReports.Status;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The first report is held up at its recording until those that the story needs are waiting for the next. */
class ReportTurnsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<List<ProviderReport>> recorded = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ReportTurns turns = new ReportTurns(this::record);

    private void record(List<ProviderReport> reports) {
        begun.countDown();
        try {
            assertThat(goOn.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (reports.stream().anyMatch(each -> "away".equals(each.code()))) {
            throw new StoreUnavailableException("The database is away.", new IllegalStateException("No route."));
        }
        if (reports.stream().anyMatch(each -> "bad".equals(each.code()))) {
            throw new IllegalArgumentException("A bad one.");
        }
        recorded.add(reports);
    }

    @AfterEach
    void end() {
        goOn.countDown();
        callers.shutdownNow();
    }

    private static ProviderReport delivered(long message, @Nullable String code) {
        return new ProviderReport(message, Status.DELIVERED, "SM" + message, code);
    }

    private Future<?> comes(ProviderReport report) {
        int before = turns.waiting();
        Future<?> call = callers.submit(() -> turns.record(report));
        await().atMost(SOON).until(() -> turns.waiting() > before);
        return call;
    }

    private void first() throws InterruptedException {
        callers.execute(() -> turns.record(delivered(1, null)));
        assertThat(begun.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static void returns(Future<?> call) throws Exception {
        call.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void those_that_come_in_meanwhile_share_the_next_transaction() throws Exception {
        first();
        List<Future<?>> calls = new ArrayList<>();
        for (long message = 2; message <= 9; message++) {
            calls.add(comes(delivered(message, null)));
        }
        assertThat(calls).noneMatch(Future::isDone);

        goOn.countDown();
        for (Future<?> each : calls) {
            returns(each);
        }

        assertThat(recorded).extracting(List::size).containsExactly(1, 8);
    }

    @Test
    void what_is_reported_of_one_message_keeps_its_order() throws Exception {
        first();
        ProviderReport sent = new ProviderReport(7, Status.ACCEPTED, "SM7", null);
        ProviderReport arrived = delivered(7, null);
        List<Future<?>> calls = List.of(comes(sent), comes(arrived), comes(delivered(8, null)));

        goOn.countDown();
        for (Future<?> each : calls) {
            returns(each);
        }

        assertThat(recorded.get(1)).containsExactly(sent, delivered(8, null));
        assertThat(recorded.get(2)).containsExactly(arrived);
    }

    @Test
    void a_bad_one_takes_no_other_along() throws Exception {
        first();
        Future<?> good = comes(delivered(2, null));
        Future<?> bad = comes(delivered(3, "bad"));
        Future<?> another = comes(delivered(4, null));

        goOn.countDown();

        returns(good);
        returns(another);
        assertThatThrownBy(() -> returns(bad))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("A bad one.");
        assertThat(recorded.stream().flatMap(List::stream).map(ProviderReport::message))
                .containsExactly(1L, 2L, 4L);
    }

    @Test
    void a_database_that_is_away_is_not_asked_for_each() throws Exception {
        first();
        List<Future<?>> calls =
                List.of(comes(delivered(2, "away")), comes(delivered(3, null)), comes(delivered(4, null)));

        goOn.countDown();

        for (Future<?> each : calls) {
            assertThatThrownBy(() -> returns(each)).hasCauseInstanceOf(StoreUnavailableException.class);
        }
        assertThat(recorded).hasSize(1);
    }
}
