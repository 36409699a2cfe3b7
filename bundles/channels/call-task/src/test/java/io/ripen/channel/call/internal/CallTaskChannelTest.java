package io.ripen.channel.call.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.testkit.ChannelContract;
import io.ripen.testkit.Examples;
import io.ripen.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTaskChannelTest extends ChannelContract {
    /** A Monday, 10:20 in New York. */
    private static final Instant MONDAY = Instant.parse("2026-03-02T15:20:00Z");

    private final SettableClock clock = new SettableClock(MONDAY);
    private final TaskPad pad = new TaskPad(clock);
    private final CallTaskChannel channel = new CallTaskChannel(() -> pad, pad, clock);

    @Override
    protected Channel channel() {
        return channel;
    }

    private OutboundMessage call(long id, String text, Map<String, String> options) {
        OutboundMessage plain = Examples.message(id, channel, Examples.contact(1, "Ann"), text);
        return new OutboundMessage(
                plain.id(),
                plain.attempt(),
                plain.token(),
                plain.team(),
                plain.contact(),
                plain.address(),
                plain.subject(),
                plain.text(),
                plain.html(),
                options,
                null,
                plain.mayBegin());
    }

    @Test
    void a_call_becomes_a_task_of_the_owner_with_both_scripts() {
        Outcome outcome =
                channel.send(call(1, "Script:\nHi Ann, got a minute?\n\nVoicemail:\nSorry to miss you.", Map.of()));
        assertThat(outcome).isEqualTo(new Outcome.Accepted("task-1"));
        Task task = pad.kept.get(1L);
        assertThat(task.kind()).isEqualTo("call");
        assertThat(task.title()).isEqualTo("Call Ann Example");
        assertThat(task.owner()).isEqualTo("kim@example.com");
        assertThat(task.script()).isEqualTo("Hi Ann, got a minute?");
        assertThat(task.voicemail()).isEqualTo("Sorry to miss you.");
        assertThat(task.dueAt()).isNull();
    }

    @Test
    void a_second_attempt_finds_the_task_of_the_first() {
        OutboundMessage message = call(1, "Hi", Map.of());
        assertThat(channel.reconcile(message, clock.instant(), List.of())).isInstanceOf(Reconciliation.NotFound.class);
        Outcome first = channel.send(message);
        assertThat(channel.send(message)).isEqualTo(first);
        assertThat(channel.reconcile(message, clock.instant(), List.of()))
                .isEqualTo(new Reconciliation.Found("task-1"));
        assertThat(pad.kept).hasSize(1);
    }

    @Test
    void a_second_call_asks_for_the_other_half_of_the_day() {
        channel.send(call(1, "Hi", Map.of()));
        pad.complete(Actor.part("kim"), new TaskId(1), "no-answer", null);
        clock.advance(Duration.ofDays(6).plusHours(1));
        channel.send(call(2, "Hi again", Map.of("other-hour-than", "day-1-call")));
        Task second = pad.kept.get(2L);
        assertThat(second.title()).isEqualTo("Call Ann Example again");
        assertThat(second.script())
                .isEqualTo(
                        "The first call was at 10:20 in the lead's time (no-answer). Try the afternoon this time, from"
                                + " 14:00.\n\nHi again");
        // It is Sunday by then, in summer time.
        assertThat(second.dueAt()).isEqualTo(Instant.parse("2026-03-09T18:00:00Z"));
    }

    @Test
    void a_call_that_nobody_made_is_no_reason_for_another_hour() {
        channel.send(call(1, "Hi", Map.of()));
        channel.send(call(2, "Hi again", Map.of("other-hour-than", "day-1-call")));
        assertThat(pad.kept.get(2L).script()).isEqualTo("Hi again");
        assertThat(pad.kept.get(2L).dueAt()).isNull();
    }

    @Test
    void a_title_of_ones_own_is_one_line() {
        channel.send(call(1, "Hi", Map.of("title", "Referral\r\ncall")));
        assertThat(pad.kept.get(1L).title()).isEqualTo("Referral call");
    }

    @Test
    void an_empty_script_is_refused_with_the_cure() {
        assertThat(channel.send(call(1, "Script:\n\nVoicemail:\n  ", Map.of())))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.reason()).contains("Script:"));
        assertThat(pad.kept).isEmpty();
    }

    @Test
    void while_the_database_is_away_nothing_is_made_and_it_is_safe_to_try_again() {
        pad.away = true;
        assertThat(channel.send(call(1, "Hi", Map.of()))).isInstanceOf(Outcome.Unavailable.class);
    }

    @Test
    void a_node_that_lost_its_lease_makes_no_task() {
        OutboundMessage message = call(1, "Hi", Map.of());
        OutboundMessage late = new OutboundMessage(
                message.id(),
                1,
                "",
                message.team(),
                message.contact(),
                message.address(),
                null,
                "Hi",
                null,
                Map.of(),
                null,
                () -> false);
        assertThat(channel.send(late)).isInstanceOf(Outcome.Unavailable.class);
        assertThat(pad.kept).isEmpty();
    }

    @Test
    void a_run_waits_two_days_for_the_outcome_and_a_suppressed_number_is_not_called() {
        assertThat(channel.laterOutcome().event()).isEqualTo("call.completed");
        assertThat(channel.laterOutcome().timeout()).isEqualTo(Duration.ofDays(2));
        assertThat(channel.addressKind()).isEqualTo(AddressKind.PHONE);
    }
}
