package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.Move;
import io.ripen.core.store.Settlement;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
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
import org.junit.jupiter.api.Test;

/** Tasks, from the call to what came of it. */
abstract class TaskBookContract extends TalkScenario {

    TaskBookContract(TestDatabase database) {
        super(database);
    }

    private TaskId call(Contact ann, long message) {
        return stores.transactions()
                .call(work -> tasks.create(
                        work,
                        new Tasks.Origin(ann.team(), ann.id(), ann.owner(), null, null, null, new MessageId(message)),
                        new TaskDraft("call", "Call Ann", "Hi", "Bye", Duration.ofHours(2))));
    }

    private List<EventRow> events(Contact contact) {
        return stores.transactions()
                .call(work -> stores.events().byContact(work, contact.id().value(), 100));
    }

    @Test
    void a_call_knows_its_run_by_its_message_and_is_made_once() {
        Contact ann = lead("Ann", "+12125550101");
        long run = enrolled(ann);
        long message = touch(ann, run, "day-1-call");
        TaskId id = call(ann, message);
        assertThat(call(ann, message)).isEqualTo(id);
        Task task = tasks.find(Actor.part("the test"), id).orElseThrow();
        assertThat(task.enrollment()).isEqualTo(new EnrollmentId(run));
        assertThat(task.step()).isEqualTo(new StepId("day-1-call"));
        assertThat(task.owner()).isEqualTo("kim@example.com");
        assertThat(task.dueAt()).isEqualTo(Instant.parse("2026-03-02T17:00:00Z"));
        assertThat(tasks.ofMessage(Actor.part("the test"), new MessageId(message)))
                .contains(task);
    }

    @Test
    void the_outcome_of_a_call_tells_the_intake_which_touch_it_was() {
        Contact ann = lead("Ann", "+12125550101");
        long message = touch(ann, 0, "day-1-call");
        TaskId id = call(ann, message);
        Task done = tasks.complete(Actor.part("kim"), id, "voicemail", "Beeped").orElseThrow();
        assertThat(done.state()).isEqualTo(Task.State.DONE);
        assertThat(done.doneBy()).isEqualTo("kim");
        assertThat(events(ann)).hasSize(1);
        EventRow event = events(ann).get(0);
        assertThat(event.type()).isEqualTo("call.completed");
        assertThat(event.data())
                .containsEntry("message", Long.toString(message))
                .containsEntry("outcome", "voicemail")
                .containsEntry("task", id.toString())
                .containsEntry("note", "Beeped")
                .doesNotContainKey("late");
    }

    @Test
    void a_call_that_reached_the_lead_is_a_reply_of_which_nobody_need_be_told() {
        Contact ann = lead("Ann", "+12125550101");
        TaskId id = call(ann, touch(ann, 0, "day-1-call"));
        tasks.complete(Actor.part("kim"), id, "reached", null);
        assertThat(events(ann)).extracting(EventRow::type).containsExactlyInAnyOrder("call.completed", "reply");
        assertThat(events(ann))
                .filteredOn(each -> each.type().equals("reply"))
                .allSatisfy(reply -> assertThat(reply.data()).containsEntry("channel", "call"));
        assertThat(tasks.list(Actor.part("the test"), new Tasks.Query(null, ann.id(), null, null, 0, 10)))
                .extracting(Task::kind)
                .containsExactly("call");
    }

    @Test
    void another_task_is_no_call() {
        Contact ann = lead("Ann", "+12125550101");
        TaskId id = stores.transactions()
                .call(work -> tasks.create(
                        work,
                        new Tasks.Origin(ann.team(), ann.id(), null, null, null, null, null),
                        new TaskDraft("todo", "Send brochure", null, null, null)));
        tasks.complete(Actor.part("kim"), id, "reached", null);
        assertThat(tasks.find(Actor.part("the test"), id).orElseThrow().owner())
                .as("the lead's own")
                .isEqualTo(ann.owner())
                .isNotNull();
        assertThat(events(ann)).extracting(EventRow::type).containsExactly("task.completed");
    }

    @Test
    void of_many_who_report_at_once_one_counts() throws Exception {
        Contact ann = lead("Ann", "+12125550101");
        TaskId id = call(ann, touch(ann, 0, "day-1-call"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> people = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String who = "rep-" + i;
                Callable<Boolean> report = () -> {
                    try {
                        tasks.complete(Actor.part(who), id, "reached", null);
                        return true;
                    } catch (IllegalStateException over) {
                        return false;
                    }
                };
                people.add(threads.submit(report));
            }
            int counted = 0;
            for (Future<Boolean> each : people) {
                counted += each.get() ? 1 : 0;
            }
            assertThat(counted).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        assertThat(events(ann)).hasSize(2);
    }

    @Test
    void what_is_done_or_cancelled_cannot_be_done_and_what_expired_can() {
        Contact ann = lead("Ann", "+12125550101");
        long run = enrolled(ann);
        TaskId late = call(ann, touch(ann, run, "day-1-call"));
        // The run has not come to the step, or has left it: to the task that is the same.
        assertThat(tasks.find(Actor.part("the test"), late).orElseThrow().state())
                .isEqualTo(Task.State.EXPIRED);
        assertThat(tasks.complete(Actor.part("kim"), late, "no-answer", null)
                        .orElseThrow()
                        .state())
                .isEqualTo(Task.State.DONE);
        assertThat(events(ann).get(0).data()).containsEntry("late", true);
        assertThatThrownBy(() -> tasks.complete(Actor.part("pat"), late, "reached", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("by kim")
                .hasMessageContaining("'no-answer'");
        comesTo(run, "day-7-call");
        TaskId left = call(ann, touch(ann, run, "day-7-call"));
        assertThat(tasks.find(Actor.part("the test"), left).orElseThrow().state())
                .isEqualTo(Task.State.OPEN);
        run(work -> stores.enrollments().stop(work, Set.of(run), "Replied.", clock.instant()));
        assertThat(tasks.find(Actor.part("the test"), left).orElseThrow().state())
                .isEqualTo(Task.State.CANCELLED);
        assertThatThrownBy(() -> tasks.complete(Actor.part("kim"), left, "reached", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cancelled");
        assertThat(events(ann)).hasSize(1);
    }

    private void comesTo(long run, String step) {
        run(work -> {
            EnrollmentRow row = stores.enrollments().find(work, run).orElseThrow();
            Move there = Move.to(run, row.revision(), step, false, 1, Map.of()).due(clock.instant());
            assertThat(stores.enrollments().moveAll(work, List.of(there), 0)).hasSize(1);
        });
    }

    @Test
    void a_failed_report_leaves_nothing() {
        Contact ann = lead("Ann", "+12125550101");
        TaskId id = call(ann, touch(ann, 0, "day-1-call"));
        intake.receive(event("task-" + id + "-completed", "call.completed", ann, Map.of()));
        assertThatThrownBy(() -> tasks.complete(Actor.part("kim"), id, "reached", null))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tasks.find(Actor.part("the test"), id).orElseThrow().state()).isEqualTo(Task.State.OPEN);
        assertThat(events(ann)).hasSize(1);
    }

    @Test
    void an_outcome_is_a_word() {
        for (String wrong : new String[] {"", "Reached", "left message", "-", "a--b", "x".repeat(51), "é"}) {
            assertThatThrownBy(() -> tasks.complete(Actor.part("kim"), new TaskId(1), wrong, null))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("voicemail");
        }
        assertThat(tasks.complete(Actor.part("kim"), new TaskId(4711), "reached", null))
                .isEmpty();
    }

    /** Else the event would come before the run waits for it, and the run would wait for its time-out in vain. */
    @Test
    void an_outcome_waits_until_the_run_does() {
        Contact ann = lead("Ann", "+12125550101");
        long run = enrolledAt(ann, "day-1-call");
        long message = touchOnItsWay(ann, run, "day-1-call");
        TaskId id = call(ann, message);
        assertThat(tasks.find(Actor.part("the test"), id).orElseThrow().state()).isEqualTo(Task.State.OPEN);
        assertThatThrownBy(() -> tasks.complete(Actor.part("kim"), id, "reached", null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("again in some seconds");
        assertThat(events(ann)).isEmpty();
        run(work -> stores.messages()
                .settle(
                        work,
                        List.of(new Settlement(
                                message, 1, MessageState.ACCEPTED, "task", null, null, null, null, clock.instant()))));
        assertThat(tasks.complete(Actor.part("kim"), id, "reached", null)
                        .orElseThrow()
                        .state())
                .isEqualTo(Task.State.DONE);
    }
}
