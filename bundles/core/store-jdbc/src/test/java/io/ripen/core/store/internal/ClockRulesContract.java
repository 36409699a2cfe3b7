package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.StoreOptions.Ahead;
import io.ripen.core.store.Stores;
import io.ripen.health.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A fast clock stays away from real leads, and a database that ran fast comes back. */
abstract class ClockRulesContract {
    private static final double FAST = 1_000_000;

    private final TestDatabase database;
    private final String url;

    ClockRulesContract(TestDatabase database) {
        this.database = database;
        this.url = database.url();
    }

    private Stores open(double speed, Ahead ahead) {
        return Stores.open(url, database.user(), "", 4, new StoreOptions(speed, null, "node", ahead));
    }

    private static void lead(Stores stores, Duration due) {
        Instant now = stores.clock().instant();
        stores.transactions()
                .call(work -> Sql.of(
                                        work,
                                        "INSERT INTO contact (id, team, score, created_at, updated_at, version) VALUES (1, 'default', 0, ?, ?, 1)")
                                .add(now)
                                .add(now)
                                .update()
                        + Sql.of(
                                        work,
                                        "INSERT INTO enrollment (id, team, sequence_id, revision, contact_id, run_key, active_key, state,"
                                                + " at_touch, occurrence, due_at, attempt, enrolled_at) VALUES (1, 'default', 's', 'r', 1,"
                                                + " 'k', 'k', 'ACTIVE', FALSE, 1, ?, 0, ?)")
                                .add(now.plus(due))
                                .add(now)
                                .update());
    }

    private static Instant due(Stores stores) {
        return stores.transactions()
                .call(work -> Sql.of(work, "SELECT due_at FROM enrollment WHERE id = 1")
                        .one(Row::time))
                .orElseThrow();
    }

    @Test
    void real_leads_are_not_put_on_a_fast_clock() {
        try (Stores real = open(1, Ahead.REFUSE)) {
            lead(real, Duration.ofDays(3));
        }
        assertThatThrownBy(() -> open(FAST, Ahead.REFUSE))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll("RIPEN_SPEED is 1000000.0", "Nothing was changed", "RIPEN_DATA");
        try (Stores real = open(1, Ahead.REFUSE)) {
            assertThat(new ClockHealth(real.clock()).check().status()).isEqualTo(HealthCheck.Status.OK);
        }
    }

    @Test
    void a_trial_without_leads_leaves_nothing_behind() {
        try (Stores trial = open(FAST, Ahead.REFUSE)) {
            assertThat(new ClockHealth(trial.clock()).check().message())
                    .contains("1000000.0 times as fast", "RIPEN_SPEED");
        }
        try (Stores real = open(1, Ahead.REFUSE)) {
            assertThat(real.clock().instant())
                    .isCloseTo(real.clock().machine().instant(), within(5, ChronoUnit.SECONDS));
        }
    }

    @Test
    void leads_that_ran_fast_wait_for_a_word_and_come_back_with_what_was_left_of_their_waits() {
        Instant due;
        Instant stood;
        try (Stores trial = open(FAST, Ahead.REFUSE)) {
            lead(trial, Duration.ofDays(3650));
            due = due(trial);
        }
        assertThatThrownBy(() -> open(1, Ahead.REFUSE))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContainingAll("ran with RIPEN_SPEED", "RIPEN_CLOCK=reset", "RIPEN_CLOCK=keep");

        try (Stores kept = open(1, Ahead.KEEP)) {
            stood = kept.clock().instant();
            assertThat(Duration.between(kept.clock().machine().instant(), stood))
                    .isPositive();
            assertThat(new ClockHealth(kept.clock()).check())
                    .satisfies(said -> assertThat(said.status()).isEqualTo(HealthCheck.Status.WARN))
                    .satisfies(
                            said -> assertThat(said.message()).contains("ahead of the machine's", "RIPEN_CLOCK=reset"));
            assertThat(due(kept)).isEqualTo(due);
        }

        try (Stores back = open(1, Ahead.RESET)) {
            Instant now = back.clock().machine().instant();
            assertThat(back.clock().instant()).isCloseTo(now, within(5, ChronoUnit.SECONDS));
            assertThat(Duration.between(now, due(back)))
                    .as("what was left of the wait")
                    .isCloseTo(Duration.between(stood, due), Duration.ofSeconds(30));
        }
        try (Stores after = open(1, Ahead.REFUSE)) {
            assertThat(after.clock().speed()).isEqualTo(1);
        }
    }
}
