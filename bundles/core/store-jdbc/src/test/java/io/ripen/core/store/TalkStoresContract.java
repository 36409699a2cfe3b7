package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Scope;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.ConversationStore.Place;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Tasks, messages by hand, notifications and conversations. */
abstract class TalkStoresContract extends StoreContract {

    TalkStoresContract(TestDatabase database) {
        super(database);
    }

    private long id(IdKind kind) {
        return in(work -> stores.ids().next(work, kind));
    }

    private Task todo(long contact, String kind) {
        return new Task(
                new TaskId(id(IdKind.TASK)),
                TeamId.DEFAULT,
                new ContactId(contact),
                "rep@example.com",
                kind,
                "Ring Ann",
                "Say hello",
                "Sorry to miss you",
                Task.State.OPEN,
                null,
                null,
                null,
                null,
                null,
                null,
                NOW,
                NOW.plusSeconds(60),
                null,
                null);
    }

    private Task call(long contact, long run, String step) {
        Task plain = todo(contact, "call");
        return new Task(
                plain.id(),
                plain.team(),
                plain.contact(),
                plain.owner(),
                plain.kind(),
                plain.title(),
                plain.script(),
                plain.voicemail(),
                plain.state(),
                null,
                null,
                new EnrollmentId(run),
                new SequenceId("calls"),
                new StepId(step),
                new MessageId(id(IdKind.MESSAGE)),
                plain.createdAt(),
                plain.dueAt(),
                null,
                null);
    }

    private Task kept(Task task) {
        run(work -> assertThat(stores.tasks().insert(work, task)).isTrue());
        return task;
    }

    private Optional<Task> find(Task task) {
        return in(work -> stores.tasks().find(work, task.id().value()));
    }

    private Task.State state(Task task) {
        return find(task).orElseThrow().state();
    }

    /** A run that stands at the step {@code done}. */
    private long runAtDone(EnrollmentState state) {
        long run = leadsDue("calls", 1, NOW).get(0);
        run(work -> assertThat(stores.enrollments().moveAll(work, List.of(to(run(run), state)), 0))
                .hasSize(1));
        return run;
    }

    @Test
    void a_task_is_kept_as_it_is() {
        Task task = kept(call(someContact(), runAtDone(EnrollmentState.ACTIVE), "done"));
        assertThat(find(task)).contains(task);
        long message = task.message().value();
        Optional<Task> ofMessage = in(work -> stores.tasks().ofMessage(work, message));
        assertThat(ofMessage).contains(task);
    }

    @Test
    void a_touch_has_one_task_also_when_two_make_it_at_once() throws Exception {
        Task first = call(someContact(), runAtDone(EnrollmentState.ACTIVE), "done");
        List<Callable<Boolean>> makers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Task again = new Task(
                    new TaskId(id(IdKind.TASK)),
                    first.team(),
                    first.contact(),
                    null,
                    "call",
                    "Another",
                    null,
                    null,
                    Task.State.OPEN,
                    null,
                    null,
                    first.enrollment(),
                    first.sequence(),
                    first.step(),
                    first.message(),
                    NOW,
                    null,
                    null,
                    null);
            makers.add(() -> in(work -> stores.tasks().insert(work, again)));
        }
        assertThat(together(makers)).filteredOn(made -> made).hasSize(1);
    }

    @Test
    void a_call_counts_as_what_its_run_makes_of_it() {
        Task open = kept(call(someContact(), runAtDone(EnrollmentState.ACTIVE), "done"));
        Task parked = kept(call(someContact(), runAtDone(EnrollmentState.PARKED), "done"));
        Task stopped = kept(call(someContact(), runAtDone(EnrollmentState.STOPPED), "done"));
        Task passed = kept(call(someContact(), runAtDone(EnrollmentState.ACTIVE), "earlier"));
        Task completed = kept(call(someContact(), runAtDone(EnrollmentState.COMPLETED), "done"));
        assertThat(List.of(state(open), state(parked), state(stopped), state(passed), state(completed)))
                .containsExactly(
                        Task.State.OPEN, Task.State.OPEN, Task.State.CANCELLED, Task.State.EXPIRED, Task.State.EXPIRED);
        assertThat(listed(new Tasks.Query(TeamId.DEFAULT, null, null, Task.State.CANCELLED, 0, 1000)))
                .contains(stopped.id())
                .doesNotContain(open.id(), passed.id());
        assertThat(listed(new Tasks.Query(null, null, "rep@example.com", Task.State.OPEN, 0, 1000)))
                .contains(open.id(), parked.id())
                .doesNotContain(stopped.id(), passed.id(), completed.id());
    }

    @Test
    void an_open_call_ends_in_the_transaction_that_ends_its_run() {
        long stopped = runAtDone(EnrollmentState.ACTIVE);
        long completed = runAtDone(EnrollmentState.ACTIVE);
        long goesOn = runAtDone(EnrollmentState.ACTIVE);
        long goal = runAtDone(EnrollmentState.ACTIVE);
        Map<Long, Task> calls = new HashMap<>();
        List.of(stopped, completed, goesOn, goal)
                .forEach(run -> calls.put(run, kept(call(someContact(), run, "done"))));
        run(work -> {
            stores.enrollments().stop(work, List.of(stopped), "A reply came in.", NOW);
            stores.enrollments()
                    .moveAll(work, List.of(to(run(completed), EnrollmentState.COMPLETED), toWait(run(goesOn), 0)), 0);
            stores.enrollments().end(work, List.of(goal), EnrollmentState.COMPLETED, "It was reached.", NOW);
        });
        assertThat(calls.entrySet()).allSatisfy(each -> {
            Task.State now = state(each.getValue());
            assertThat(now)
                    .isEqualTo(
                            each.getKey() == stopped
                                    ? Task.State.CANCELLED
                                    : each.getKey() == goesOn ? Task.State.OPEN : Task.State.EXPIRED);
        });
        // What is written is what counts: nobody has to look at the run.
        assertThat(listed(new Tasks.Query(null, null, null, Task.State.OPEN, 0, 1000)))
                .contains(calls.get(goesOn).id())
                .doesNotContain(calls.get(stopped).id(), calls.get(completed).id());
    }

    @Test
    void a_plain_task_outlives_its_run() {
        long run = runAtDone(EnrollmentState.COMPLETED);
        Task plain = todo(someContact(), "todo");
        Task ofRun = new Task(
                plain.id(),
                plain.team(),
                plain.contact(),
                null,
                "todo",
                "Welcome",
                null,
                null,
                Task.State.OPEN,
                null,
                null,
                new EnrollmentId(run),
                new SequenceId("calls"),
                new StepId("done"),
                null,
                NOW,
                null,
                null,
                null);
        kept(ofRun);
        assertThat(state(ofRun)).isEqualTo(Task.State.OPEN);
        int closed = in(work -> stores.tasks().close(work, List.of(run), Task.State.CANCELLED, "over"));
        assertThat(closed).isZero();
    }

    @Test
    void a_task_is_completed_once() throws Exception {
        Task task = kept(todo(someContact(), "todo"));
        List<Callable<Boolean>> people = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String who = "rep-" + i;
            people.add(() -> in(
                    work -> stores.tasks().complete(work, task.id().value(), "done", "fine", NOW.plusSeconds(5), who)));
        }
        assertThat(together(people)).filteredOn(done -> done).hasSize(1);
        assertThat(find(task)).hasValueSatisfying(done -> {
            assertThat(done.state()).isEqualTo(Task.State.DONE);
            assertThat(done.outcome()).isEqualTo("done");
            assertThat(done.doneAt()).isEqualTo(NOW.plusSeconds(5));
        });
    }

    @Test
    void calls_are_closed_with_their_runs_and_may_be_completed_late() {
        long run = runAtDone(EnrollmentState.ACTIVE);
        Task task = kept(call(someContact(), run, "done"));
        Task done = kept(call(someContact(), run, "done"));
        run(work -> stores.tasks().complete(work, done.id().value(), "reached", null, NOW, "rep"));
        int closed = in(work -> stores.tasks().close(work, List.of(run), Task.State.EXPIRED, "Nobody called."));
        assertThat(closed).isEqualTo(1);
        assertThat(state(task)).isEqualTo(Task.State.EXPIRED);
        assertThat(state(done)).isEqualTo(Task.State.DONE);
        run(work -> assertThat(stores.tasks().complete(work, task.id().value(), "voicemail", null, NOW, "rep"))
                .isTrue());
    }

    @Test
    void tasks_are_found_rewritten_and_done_by_kind() {
        long ann = someContact();
        Task first = kept(todo(ann, "reply"));
        Task second = kept(todo(ann, "reply"));
        Task other = kept(todo(ann, "todo"));
        run(work -> {
            assertThat(stores.tasks().lockOpen(work, ann, "reply")).contains(first);
            assertThat(stores.tasks().rewrite(work, first.id().value(), "More")).isTrue();
        });
        assertThat(find(first).orElseThrow().script()).isEqualTo("More");
        run(work -> assertThat(stores.tasks().completeAll(work, ann, "reply", "answered", NOW, "rep"))
                .containsExactlyInAnyOrder(first.id().value(), second.id().value()));
        assertThat(state(other)).isEqualTo(Task.State.OPEN);
        run(work -> {
            assertThat(stores.tasks().lockOpen(work, ann, "reply")).isEmpty();
            assertThat(stores.tasks().rewrite(work, first.id().value(), "x")).isFalse();
        });
    }

    @Test
    void a_call_that_is_asked_for_again_ends_the_one_before() {
        long run = runAtDone(EnrollmentState.ACTIVE);
        Task first = kept(call(someContact(), run, "done"));
        Task again = kept(call(first.contact().value(), run, "done"));
        long message = again.message().value();
        run(work -> assertThat(stores.tasks().expireEarlier(work, run, "done", message, "again"))
                .isEqualTo(1));
        assertThat(state(first)).isEqualTo(Task.State.EXPIRED);
        assertThat(state(again)).isEqualTo(Task.State.OPEN);
    }

    private List<TaskId> listed(Tasks.Query query) {
        return in(work -> stores.tasks().list(work, Scope.all(), query).stream()
                .map(Task::id)
                .toList());
    }

    private ByHandRow byHand(String key, Instant dueAt, Instant leasedUntil) {
        return new ByHandRow(id(IdKind.MESSAGE), "default", 7, "rep", key, "f", dueAt, leasedUntil, 0);
    }

    @Test
    void a_request_key_counts_once() throws Exception {
        List<Callable<Boolean>> clicks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ByHandRow row = byHand("click", null, null);
            clicks.add(() -> in(work -> stores.byHand().insert(work, row)));
        }
        assertThat(together(clicks)).filteredOn(kept -> kept).hasSize(1);
        Optional<ByHandRow> found = in(work -> stores.byHand().byKey(work, "default", "click"));
        assertThat(found).isPresent();
        ByHandRow one = byHand(null, null, null);
        ByHandRow other = byHand(null, null, null);
        run(work -> {
            assertThat(stores.byHand().insert(work, one)).isTrue();
            assertThat(stores.byHand().insert(work, other)).isTrue();
            assertThat(stores.byHand().byKey(work, "other-team", "click")).isEmpty();
        });
    }

    @Test
    void a_message_by_hand_is_worked_on_by_one_node_until_its_lease_is_over() {
        Instant lease = NOW.plusSeconds(90);
        ByHandRow row = byHand("leased", NOW, null);
        run(work -> stores.byHand().insert(work, row));
        assertThat(claimed(NOW.minusSeconds(1), NOW, lease)).doesNotContain(row.message());
        assertThat(claimed(NOW, NOW, lease)).contains(row.message());
        assertThat(claimed(NOW, NOW.plusSeconds(89), lease)).doesNotContain(row.message());
        Instant second = lease.plusSeconds(90);
        assertThat(claimed(NOW, lease, second)).contains(row.message());
        run(work -> {
            assertThat(stores.byHand().lockHeld(work, row.message(), lease)).isFalse();
            assertThat(stores.byHand().lockHeld(work, row.message(), second)).isTrue();
            stores.byHand().release(work, row.message(), NOW.plusSeconds(500), 3);
        });
        assertThat(claimed(NOW.plusSeconds(499), lease, second)).doesNotContain(row.message());
        run(work -> assertThat(stores.byHand().claim(work, NOW.plusSeconds(500), NOW, second, 100).stream()
                        .filter(each -> each.message() == row.message())
                        .map(ByHandRow::asked))
                .containsExactly(3));
        run(work -> stores.byHand().release(work, row.message(), null, 3));
        assertThat(claimed(NOW.plusSeconds(9999), NOW.plusSeconds(9999), second))
                .doesNotContain(row.message());
    }

    private List<Long> claimed(Instant now, Instant machineNow, Instant until) {
        return in(work -> stores.byHand().claim(work, now, machineNow, until, 100).stream()
                .map(ByHandRow::message)
                .toList());
    }

    @Test
    void a_notification_stays_due_until_it_was_told() throws Exception {
        NotificationRow row = new NotificationRow(
                id(IdKind.NOTIFICATION),
                "default",
                7,
                "email",
                "rep@example.com",
                "Ann wrote",
                "Yes",
                0,
                NOW,
                null,
                NOW);
        run(work -> stores.notifications().insert(work, row));
        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(() -> {
                List<NotificationRow> mine = in(work -> stores.notifications()
                        .claim(work, NOW, NOW.plusSeconds(60), 100, NotificationStore.But.NOTHING));
                return (int) mine.stream().filter(each -> each.id() == row.id()).count();
            });
        }
        assertThat(together(nodes).stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
        run(work -> assertThat(stores.notifications()
                        .claim(
                                work,
                                NOW.plusSeconds(60),
                                NOW.plusSeconds(120),
                                100,
                                new NotificationStore.But(Set.of("rep@example.com"), Set.of("webhook"))))
                .extracting(NotificationRow::id)
                .doesNotContain(row.id()));
        NotificationRow first =
                in(work -> stores.notifications().find(work, row.id())).orElseThrow();
        NotificationRow second = in(work -> stores.notifications()
                        .claim(
                                work,
                                NOW.plusSeconds(60),
                                NOW.plusSeconds(120),
                                100,
                                new NotificationStore.But(Set.of("other@example.com"), Set.of("webhook"))))
                .stream()
                .filter(each -> each.id() == row.id())
                .findFirst()
                .orElseThrow();
        assertThat(second.attempt()).isEqualTo(2);
        // Who was held up and comes back late writes over nobody.
        run(work -> assertThat(stores.notifications().record(work, first, "Late.", null, true))
                .isFalse());
        run(work -> assertThat(stores.notifications().record(work, second, "Held.", NOW.plusSeconds(130), false))
                .isTrue());
        NotificationRow third = in(work -> stores.notifications()
                        .claim(work, NOW.plusSeconds(130), NOW.plusSeconds(190), 100, NotificationStore.But.NOTHING))
                .stream()
                .filter(each -> each.id() == row.id())
                .findFirst()
                .orElseThrow();
        assertThat(third.attempt()).isEqualTo(2);
        run(work -> assertThat(stores.notifications().record(work, second, "Late.", null, true))
                .isFalse());
        run(work -> assertThat(stores.notifications().record(work, third, "Told.", null, true))
                .isTrue());
        run(work -> {
            assertThat(stores.notifications()
                            .claim(work, NOW.plusSeconds(9999), NOW, 100, NotificationStore.But.NOTHING))
                    .extracting(NotificationRow::id)
                    .doesNotContain(row.id());
            assertThat(stores.notifications().find(work, row.id()).orElseThrow().outcome())
                    .isEqualTo("Told.");
        });
    }

    @Test
    void a_conversation_is_one_thread_in_order_of_time() {
        long ann = someContact();
        long first = message(ann, 0, NOW, "Hello");
        long second = message(ann, leadsDue("talk", 1, NOW).get(0), NOW.plusSeconds(20), "Are you there?");
        long answer = reply(ann, NOW.plusSeconds(20), "Yes");
        reply(someContact(), NOW, "Somebody else");
        run(work ->
                stores.byHand().insert(work, new ByHandRow(first, "default", ann, "rep", null, "f", null, null, 0)));
        List<ConversationRow> all = page(ann, Place.START, 10);
        assertThat(all).extracting(ConversationRow::text).containsExactly("Hello", "Yes", "Are you there?");
        assertThat(all).extracting(ConversationRow::kind).containsExactly("hand", "reply", "sequence");
        assertThat(all).extracting(ConversationRow::inbound).containsExactly(false, true, false);
        assertThat(all.get(0).writtenBy()).isEqualTo("rep");
        assertThat(all.get(0).state()).isEqualTo("ACCEPTED");
        assertThat(all.get(2).id()).isEqualTo(second);
        assertThat(page(ann, new Place(NOW, false, first), 1))
                .extracting(ConversationRow::id)
                .containsExactly(answer);
        assertThat(page(ann, new Place(NOW.plusSeconds(20), true, answer), 10))
                .extracting(ConversationRow::id)
                .containsExactly(second);
        assertThat(page(ann, new Place(NOW.plusSeconds(20), false, second), 10)).isEmpty();
    }

    private List<ConversationRow> page(long contact, Place after, int limit) {
        return in(work -> stores.conversations().page(work, contact, after, limit));
    }

    private long reply(long contact, Instant at, String text) {
        long id = id(IdKind.INBOUND);
        run(work -> stores.inbound()
                .insert(
                        work,
                        List.of(new InboundRow(
                                id,
                                "default",
                                contact,
                                "sms",
                                "reply",
                                "SM-" + id,
                                "+1",
                                null,
                                null,
                                text,
                                null,
                                null,
                                null,
                                0,
                                at))));
        return id;
    }

    private long message(long contact, long run, Instant at, String text) {
        long id = id(IdKind.MESSAGE);
        run(work -> insert(work, id, contact, run, at, text));
        return id;
    }

    private void insert(UnitOfWork work, long id, long contact, long run, Instant at, String text) {
        Set<Long> kept = stores.messages()
                .insert(
                        work,
                        List.of(new NewMessage(
                                id,
                                "default",
                                contact,
                                run,
                                run == 0 ? null : "talk",
                                run == 0 ? null : "day-1",
                                1,
                                "sms",
                                "+1",
                                null,
                                text,
                                null,
                                Map.of(),
                                MessageState.SENDING,
                                1,
                                null,
                                null,
                                null,
                                null,
                                at,
                                at,
                                at,
                                null)));
        assertThat(kept).hasSize(1);
        stores.messages()
                .settle(work, List.of(new Settlement(id, 1, MessageState.ACCEPTED, "SM1", null, null, null, null, at)));
    }
}
