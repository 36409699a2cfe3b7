package io.ripen.engine.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much may be under way in each lane, and how long the rest stays away. */
class FlowsTest {
    private final Flows flows = new Flows(1_000);

    @Test
    void aLaneThatIsFullTakesNoRoomFromAnother() {
        flows.of("sms").begun(flows.of("sms").room());
        assertThat(flows.of("sms").room()).isZero();
        assertThat(flows.of("email").room()).isEqualTo(16);
    }

    @Test
    void aLaneThatHasJustBegunIsWaitedForAndAnIdleOneIsNot() {
        assertThat(flows.claimable(500)).isEqualTo(500);
        flows.begun(Map.of("sms", 16));
        assertThat(flows.claimable(500)).isZero();
        flows.of("sms").settled(16);
        assertThat(flows.claimable(500)).isPositive();
    }

    @Test
    void ofABatchThatIsHeldMoreAreAskedAtATime() {
        Room room = Room.in(flows);
        assertThat(room.quota("sms")).isEqualTo(16);
        for (int i = 0; i < 16; i++) {
            room.asked("sms", false);
        }
        assertThat(room.quota("sms")).isEqualTo(8 * 16);
    }

    @Test
    void whatGoesTakesRoomUntilNoneIsLeft() {
        Room room = Room.in(flows);
        for (int i = 0; i < 10; i++) {
            room.asked("sms", true);
        }
        assertThat(room.quota("sms")).isEqualTo(6);
        for (int i = 0; i < 6; i++) {
            room.asked("sms", true);
        }
        assertThat(room.quota("sms")).isZero();
        assertThat(room.quota("email")).isEqualTo(16);
    }

    @Test
    void whoSettlesEverythingBeforeTheNextClaimHasRoomForAll() {
        Room room = Room.endless();
        assertThat(room.quota("sms")).isGreaterThan(1_000_000);
    }

    @Test
    void theLongerTheQueueTheLongerOneStaysAwayButNeverForMuchMoreThanAMinute() {
        Flow flow = flows.of("sms");
        flow.begun(16);
        Duration first = flow.queue();
        // Only after a second at its limit is it known to be slow.
        await().atMost(Duration.ofSeconds(20)).until(() -> flow.queue().compareTo(first) > 0);
        Duration last = first;
        for (int i = 0; i < 100_000; i++) {
            last = flow.queue();
        }
        assertThat(first).isLessThan(Duration.ofSeconds(1));
        assertThat(last).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(61));
        assertThat(flows.behind()).containsExactly("sms");
    }
}
