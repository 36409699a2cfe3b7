package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.health.HealthCheck;
import io.ripen.health.HealthCheck.Result;
import io.ripen.health.HealthCheck.Status;
import io.ripen.rest.internal.resource.HealthResource.Check;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthChecksTest {
    private final List<HealthCheck> installed = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final AtomicLong skipped = new AtomicLong();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HealthChecks health =
            new HealthChecks(() -> List.copyOf(installed), () -> missing, () -> System.nanoTime() + skipped.get());

    @AfterEach
    void close() {
        end.countDown();
        health.close();
    }

    @Test
    void names_the_database_and_tells_its_victims_as_consequences_and_does_not_wait_for_them() {
        health.get();
        skipped.addAndGet(Duration.ofSeconds(1).toNanos());
        installed.add(check("database", () -> new Result(Status.CRITICAL, "No database answers at db:5432.")));
        installed.add(check("engine", this::hang));
        installed.add(check("delivery", () -> {
            throw new StoreUnavailableException("All connections were busy.", new RuntimeException());
        }));
        missing.add("Contacts");
        long began = System.nanoTime();

        List<Check> told = health.get();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(1_500));
        assertThat(told)
                .filteredOn(each -> each.status() == Status.CRITICAL)
                .extracting(Check::name)
                .containsExactly("database");
        assertThat(told)
                .filteredOn(each -> each.status() == Status.WARN)
                .extracting(Check::name)
                .containsExactlyInAnyOrder("services", "engine", "delivery");
    }

    @Test
    void does_not_excuse_services_by_the_database_that_have_not_been_there_since_the_start() {
        installed.add(check("database", () -> new Result(Status.CRITICAL, "No database answers at db:5432.")));
        missing.add("Contacts");

        assertThat(status("services")).isEqualTo(Status.CRITICAL);
    }

    @Test
    void notices_a_database_that_goes_while_the_others_are_asked() {
        AtomicInteger asked = new AtomicInteger();
        installed.add(check(
                "database",
                () -> asked.incrementAndGet() == 1
                        ? new Result(Status.OK, "It answers.")
                        : new Result(Status.CRITICAL, "It went.")));
        installed.add(check("engine", this::hang));

        assertThat(health.get())
                .filteredOn(each -> each.name().equals("engine"))
                .extracting(Check::status)
                .containsExactly(Status.WARN);
    }

    @Test
    void blames_nobody_in_the_first_seconds_after_the_database_is_back() {
        AtomicReference<Status> database = new AtomicReference<>(Status.CRITICAL);
        installed.add(check("database", () -> new Result(database.get(), "As it is.")));
        installed.add(check("engine", this::hang));
        assertThat(status("engine")).isEqualTo(Status.WARN);

        database.set(Status.OK);
        pass(Duration.ofSeconds(1));
        assertThat(status("engine")).isEqualTo(Status.WARN);
        pass(Duration.ofSeconds(15));
        assertThat(status("engine")).isEqualTo(Status.CRITICAL);
    }

    private Status status(String name) {
        return health.get().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .status();
    }

    @Test
    void asks_a_check_that_hangs_only_once() {
        AtomicInteger asked = new AtomicInteger();
        installed.add(check("engine", () -> {
            asked.incrementAndGet();
            return hang();
        }));

        for (int i = 0; i < 3; i++) {
            assertThat(health.get().get(1).message()).contains("did not answer");
            pass(Duration.ofSeconds(1));
        }

        assertThat(asked).hasValue(1);
        end.countDown();
    }

    @Test
    void gives_a_service_that_was_there_a_moment_to_come_back() {
        missing.add("Contacts");
        assertThat(services()).as("never there").isEqualTo(Status.CRITICAL);
        missing.clear();
        assertThat(services()).isEqualTo(Status.OK);

        missing.add("Contacts");
        assertThat(services()).as("its bundle restarts").isEqualTo(Status.WARN);
        pass(Duration.ofSeconds(6));
        assertThat(services()).as("it stays away").isEqualTo(Status.CRITICAL);

        missing.clear();
        assertThat(services()).isEqualTo(Status.OK);
    }

    private Status services() {
        pass(Duration.ofSeconds(1));
        return health.get().get(0).status();
    }

    private void pass(Duration time) {
        skipped.addAndGet(time.toNanos());
    }

    private Result hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Result(Status.OK, "It went on.");
    }

    private static HealthCheck check(String name, Supplier<Result> answer) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Result check() {
                return answer.get();
            }
        };
    }
}
