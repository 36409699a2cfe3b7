package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.core.fixtures.SettableClock;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The clock of a trial can be put forward, and only that one. */
class StoreClockTest {
    private final SettableClock machine = new SettableClock(Instant.parse("2026-01-05T15:00:00Z"));

    @Test
    void it_goes_on_at_its_speed_from_where_it_was_put() {
        StoreClock clock = new StoreClock(machine, 1_000, "here");
        Instant to = clock.instant().plus(Duration.ofDays(3));
        clock.putForward(to);
        assertThat(clock.instant()).isEqualTo(to);
        machine.advance(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(to.plusSeconds(2_000));
        assertThat(clock.machine().instant()).isEqualTo(machine.instant());
    }

    @Test
    void it_never_goes_back() {
        StoreClock clock = new StoreClock(machine, 1_000, "here");
        Instant now = clock.instant();
        clock.putForward(now.minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(now);
    }

    @Test
    void who_sleeps_is_woken_until_it_stops_listening() {
        StoreClock clock = new StoreClock(machine, 1_000, "here");
        AtomicInteger woken = new AtomicInteger();
        Runnable unlisten = clock.onPutForward(woken::incrementAndGet);
        clock.putForward(clock.instant().plusSeconds(1));
        assertThat(woken).hasValue(1);
        unlisten.run();
        clock.putForward(clock.instant().plusSeconds(1));
        assertThat(woken).hasValue(1);
    }

    @Test
    void a_real_installations_clock_is_not_put_forward() {
        StoreClock clock = new StoreClock(machine, 1, "here");
        assertThatThrownBy(() -> clock.putForward(clock.instant().plusSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RIPEN_SPEED");
    }

    @Test
    void who_goes_by_another_processs_clock_leaves_it_alone() {
        try (Stores stores = Stores.inMemory(StoreOptions.PLAIN)) {
            StoreClock first = new StoreClock(machine, 1_000, "first");
            first.resume(stores.transactions(), stores.settings(), StoreOptions.Ahead.KEEP);
            StoreClock second = new StoreClock(machine, 1_000, "second");
            second.resume(stores.transactions(), stores.settings(), StoreOptions.Ahead.KEEP);
            assertThatThrownBy(() -> second.putForward(second.instant().plusSeconds(1)))
                    .hasMessageContaining("first");
        }
    }
}
