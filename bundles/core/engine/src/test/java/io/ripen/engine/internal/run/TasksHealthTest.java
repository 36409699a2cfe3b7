package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.health.HealthCheck.Status;
import io.ripen.schedule.RepeatedTask;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TasksHealthTest {

    @Test
    void isWellWhileTasksRunInTime() {
        try (RepeatedTask task = RepeatedTask.start("well", Duration.ofSeconds(1), () -> {})) {
            assertThat(new TasksHealth(() -> List.of(task)).check().status()).isEqualTo(Status.OK);
        }
    }

    @Test
    void tellsOfATaskThatDiesOfAnErrorEachTime() {
        try (RepeatedTask task = RepeatedTask.start("poisoned", Duration.ofMillis(1), () -> {
            throw new StackOverflowError("deep");
        })) {
            TasksHealth health = new TasksHealth(() -> List.of(task));
            await().atMost(Duration.ofSeconds(20)).until(() -> health.check().status() == Status.WARN);
            assertThat(health.check().message()).contains("poisoned", "StackOverflowError: deep");
        }
    }

    @Test
    void isCriticalWhenATaskHangs() {
        CountDownLatch end = new CountDownLatch(1);
        // Its first time should have been so long ago, and has not come to an end.
        try (RepeatedTask task =
                RepeatedTask.start("hanging", Duration.ofSeconds(-80), Duration.ofSeconds(1), end::await)) {
            assertThat(new TasksHealth(() -> List.of(task)).check().status()).isEqualTo(Status.CRITICAL);
            assertThat(new TasksHealth(() -> List.of(task)).check().message()).contains("'hanging' was last done 8");
            end.countDown();
        }
    }
}
