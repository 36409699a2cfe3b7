package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.crm.ContactId;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import io.ripen.time.TrialClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Time is skipped only while nobody has anything to do, and never over anything that is due. */
class IdleTimeTest {
    private static final Instant NOW = Instant.parse("2026-01-05T15:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(91));

    private final StandingClock clock = new StandingClock();
    private final IdleTime idle = new IdleTime(clock, new Skips());

    @Test
    void two_looks_that_agree_skip_to_what_is_due_first() {
        look(List.of(waiting(9), waiting(3), over()), days(5), 7);
        assertThat(clock.instant())
                .as("one look may have come between two steps")
                .isEqualTo(NOW);
        look(List.of(waiting(9), waiting(3), over()), days(5), 7);
        assertThat(clock.instant()).isEqualTo(days(3));
    }

    @Test
    void a_lead_that_acts_by_itself_is_not_skipped() {
        look(List.of(waiting(9)), days(5), 7);
        look(List.of(waiting(9)), days(5), 7);
        assertThat(clock.instant()).isEqualTo(days(5));
    }

    @Test
    void a_message_that_came_in_between_makes_it_look_again() {
        look(List.of(waiting(9)), null, 7);
        look(List.of(waiting(9)), null, 8);
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void who_is_parked_holds_nobody_up() {
        Enrollment parked = run(EnrollmentState.PARKED, null);
        look(List.of(waiting(9), parked), null, 7);
        look(List.of(waiting(9), parked), null, 7);
        assertThat(clock.instant()).isEqualTo(days(9));
    }

    @Test
    void nothing_is_skipped_while_something_is_due() {
        for (Instant due : List.of(NOW.minusSeconds(1), NOW)) {
            Enrollment run = run(EnrollmentState.ACTIVE, due);
            look(List.of(waiting(9), run), null, 7);
            look(List.of(waiting(9), run), null, 7);
            assertThat(clock.instant()).isEqualTo(NOW);
        }
    }

    @Test
    void what_is_due_in_a_moment_is_waited_for() {
        Enrollment soon = run(EnrollmentState.ACTIVE, NOW.plus(Duration.ofSeconds(50)));
        look(List.of(soon), null, 7);
        look(List.of(soon), null, 7);
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void what_is_due_within_minutes_of_each_other_is_done_together_but_not_across_the_end_of_an_hour() {
        Instant first = days(3).plus(Duration.ofMinutes(52)); // 15:52
        Instant last = first.plus(Duration.ofMinutes(7));
        List<Enrollment> runs = List.of(
                run(EnrollmentState.ACTIVE, last),
                run(EnrollmentState.ACTIVE, first),
                run(EnrollmentState.ACTIVE, first.plus(Duration.ofMinutes(8))));
        look(runs, null, 7);
        look(runs, null, 7);
        assertThat(clock.instant()).isEqualTo(last);
    }

    @Test
    void after_the_end_it_goes_on_to_what_is_left() {
        clock.putForward(END.plusSeconds(1));
        look(List.of(waiting(95)), null, 7);
        look(List.of(waiting(95)), null, 7);
        assertThat(clock.instant()).isEqualTo(days(95));
    }

    @Test
    void the_end_is_not_skipped() {
        look(List.of(over()), null, 7);
        look(List.of(over()), null, 7);
        assertThat(clock.instant()).isEqualTo(END);
    }

    private void look(List<Enrollment> runs, @Nullable Instant deed, long received) {
        idle.look(runs, deed, received, END);
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static Enrollment waiting(int day) {
        return run(EnrollmentState.ACTIVE, days(day));
    }

    private static Enrollment over() {
        return run(EnrollmentState.COMPLETED, null);
    }

    private static Enrollment run(EnrollmentState state, @Nullable Instant due) {
        return new Enrollment(
                new EnrollmentId(1),
                TeamId.DEFAULT,
                new SequenceId("hello"),
                "0",
                new ContactId(1),
                "",
                state,
                null,
                Map.of(),
                due,
                null,
                NOW,
                null);
    }

    /** Stands still but for being put forward. */
    private static final class StandingClock implements TrialClock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public InstantSource machine() {
            return InstantSource.fixed(NOW);
        }

        @Override
        public double speed() {
            return 1_000;
        }

        @Override
        public void putForward(Instant to) {
            now = to.isAfter(now) ? to : now;
        }
    }
}
