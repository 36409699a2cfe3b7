package io.ripen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {

    @Test
    void goesOnAfterAnErrorAndSaysWhatItWas() {
        AtomicInteger times = new AtomicInteger();
        try (RepeatedTask task = RepeatedTask.start("deep", Duration.ofMillis(1), () -> {
            if (times.incrementAndGet() <= 2) {
                throw new StackOverflowError("deep");
            }
        })) {
            await().atMost(Duration.ofSeconds(20)).until(() -> times.get() > 3);
            await().atMost(Duration.ofSeconds(20)).until(() -> task.failure().isEmpty());
        }
    }

    @Test
    void keepsTheFailureUntilTheWorkGoesWell() {
        AtomicInteger times = new AtomicInteger();
        try (RepeatedTask task = RepeatedTask.stillAt(() -> 0, "still", Duration.ofSeconds(1), () -> {
            if (times.incrementAndGet() == 1) {
                throw new LinkageError("no class");
            }
        })) {
            task.once();
            assertThat(task.failure()).contains("no class");
            task.once();
            assertThat(task.failure()).isEmpty();
        }
    }

    @Test
    void knowsHowLongAgoItLastRan() {
        AtomicLong now = new AtomicLong();
        try (RepeatedTask task = RepeatedTask.stillAt(now::get, "still", Duration.ofSeconds(1), () -> {})) {
            task.once();
            now.addAndGet(Duration.ofSeconds(70).toNanos());
            assertThat(task.sinceLastRun()).isEqualTo(Duration.ofSeconds(70));
            task.once();
            assertThat(task.sinceLastRun()).isZero();
        }
    }

    @Test
    void isListedWhileItRunsAndNotAfterItsThreadWasShutDown() {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        RepeatedTask task = RepeatedTask.on(thread, "listed", Duration.ZERO, Duration.ofSeconds(1), () -> {});
        assertThat(RepeatedTask.all()).contains(task);
        thread.shutdownNow();
        assertThat(RepeatedTask.all()).doesNotContain(task);
    }

    @Test
    void isWokenBesides() {
        AtomicInteger times = new AtomicInteger();
        try (RepeatedTask task =
                RepeatedTask.start("woken", Duration.ofHours(1), Duration.ofHours(1), times::incrementAndGet)) {
            task.wake();
            await().atMost(Duration.ofSeconds(20)).until(() -> times.get() == 1);
        }
    }
}
