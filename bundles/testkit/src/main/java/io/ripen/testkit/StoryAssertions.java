package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.report.SequenceReport;
import io.ripen.report.VariantResult;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceId;
import io.ripen.task.Task;
import io.ripen.task.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a story asserts of its lead, and the closer look at it. A failed assertion tells what happened, in words. */
abstract class StoryAssertions {
    final Machine machine;
    final SequenceId sequence;
    final Cast cast;
    /** The lead's newest message before what happened last. */
    long nothingSince;

    StoryAssertions(Machine machine, SequenceId sequence) {
        this.machine = machine;
        this.sequence = sequence;
        this.cast = new Cast(machine);
    }

    abstract SequenceTester self();

    /**
     * A message went out, at any time so far.
     *
     * @param step the step's id, or the name of its template
     */
    public SequenceTester assertSent(String channel, String step) {
        check(
                sent().stream().anyMatch(message -> is(message, channel, step)),
                "Expected " + channel + " '" + step + "' to " + cast.current() + ", and there is none.");
        return self();
    }

    /** No such message went out so far. */
    public SequenceTester assertNotSent(String channel, String step) {
        check(
                sent().stream().noneMatch(message -> is(message, channel, step)),
                "Expected no " + channel + " '" + step + "' to " + cast.current() + ", and there is one.");
        return self();
    }

    /** Nothing went out to the lead in what happened last. */
    public SequenceTester assertNothingSent() {
        List<String> since = sent().stream()
                .filter(message -> message.id().value() > nothingSince)
                .map(this::name)
                .toList();
        check(since.isEmpty(), "Expected nothing to go out to " + cast.current() + ", but there is " + since + ".");
        return self();
    }

    /** These and no others went out to the lead, in this order: {@code "sms:day-1-intro", "email:day-3-case-study"}. */
    public SequenceTester assertMessages(String... channelAndStep) {
        List<String> names = sent().stream().map(this::name).toList();
        check(
                names.equals(List.of(channelAndStep)),
                "Expected the messages " + List.of(channelAndStep) + " to " + cast.current() + ", and there are "
                        + names + ".");
        return self();
    }

    public SequenceTester assertEnrolled() {
        check(
                run() != null && !enrollment().state().isFinal(),
                "Expected " + cast.current() + " to be in " + sequence + ".");
        return self();
    }

    public SequenceTester assertNotEnrolled() {
        check(run() == null, "Expected " + cast.current() + " never to have been in " + sequence + ".");
        return self();
    }

    /**
     * Stopped, for this reason.
     *
     * @param why words of the reason, such as {@code replied by text}, or the type of the event that did it, such as
     *     {@code sms.received}
     */
    public SequenceTester assertStopped(String why) {
        Enrollment run = enrollment();
        String reason = run.reason() == null ? "" : run.reason();
        boolean said = reason.toLowerCase(Locale.ROOT).contains(why.toLowerCase(Locale.ROOT));
        check(
                run.state() == EnrollmentState.STOPPED && (said || Story.endedBy(machine, run, why)),
                "Expected " + cast.current() + " to be stopped by '" + why + "', but the run is " + run.state()
                        + (run.reason() == null ? "." : ": " + run.reason()));
        return self();
    }

    /** Ended as a success, by this event of the sequence's {@code goal}. */
    public SequenceTester assertReachedGoal(String event) {
        Enrollment run = enrollment();
        check(
                run.state() == EnrollmentState.COMPLETED
                        && run.reason() != null
                        && run.reason().startsWith("The goal was reached.")
                        && Story.endedBy(machine, run, event),
                "Expected " + cast.current() + " to have reached the goal '" + event + "', but the run is "
                        + run.state() + (run.reason() == null ? "." : ": " + run.reason()));
        return self();
    }

    public SequenceTester assertCompleted() {
        return assertState(EnrollmentState.COMPLETED);
    }

    public SequenceTester assertState(EnrollmentState state) {
        Enrollment run = enrollment();
        check(
                run.state() == state,
                "Expected the run of " + cast.current() + " to be " + state + ", but it is " + run.state()
                        + (run.reason() == null ? "." : ": " + run.reason()));
        return self();
    }

    /** The lead stands at this durable step. */
    public SequenceTester assertAt(String step) {
        Enrollment run = enrollment();
        check(
                run.step() != null
                        && run.step().value().equals(step)
                        && !run.state().isFinal(),
                "Expected " + cast.current() + " to stand at '" + step + "', but it is "
                        + (run.state().isFinal() ? run.state() : "at '" + run.step() + "'") + ".");
        return self();
    }

    public SequenceTester assertTagged(String tag) {
        check(cast.contact().hasTag(tag), "Expected " + cast.current() + " to have the tag '" + tag + "'.");
        return self();
    }

    public SequenceTester assertNotTagged(String tag) {
        check(!cast.contact().hasTag(tag), "Expected " + cast.current() + " not to have the tag '" + tag + "'.");
        return self();
    }

    /** Somebody has this to do for the lead. */
    public SequenceTester assertTask(String title) {
        List<String> titles = tasks().stream().map(Task::title).toList();
        check(
                titles.contains(title),
                "Expected a task '" + title + "' for " + cast.current() + ", and there is " + titles + ".");
        return self();
    }

    // --- for a closer look ---

    /** What came of the variants of the sequence's splits. */
    public List<VariantResult> variants() {
        return machine.reports().variants(TestActor.ALL, sequence).orElseThrow();
    }

    /** What the report of the sequence says, as {@code GET /reports/sequences/{id}} does. */
    public SequenceReport report() {
        return machine.reports().sequence(TestActor.ALL, sequence).orElseThrow();
    }

    /** What people have to do for the lead, done or not, in order. */
    public List<Task> tasks() {
        return machine.tasks()
                .list(TestActor.ALL, new Tasks.Query(null, cast.contact().id(), null, null, 0, 1_000));
    }

    /** The lead's contact as it is now. */
    public Contact contact() {
        return cast.contact();
    }

    /** The lead's newest run through the sequence. */
    public Enrollment enrollment() {
        Enrollment run = run();
        if (run == null) {
            throw failure(cast.current() + " was never in " + sequence + ".");
        }
        return run;
    }

    /** The lead's messages, whatever their state, in the order of planning. */
    public List<Message> messages() {
        return machine.messages(cast.contact().id());
    }

    /** The newest message of a step. */
    public Message message(String step) {
        return messages().stream()
                .filter(message ->
                        message.step() != null && message.step().value().equals(step))
                .reduce((first, second) -> second)
                .orElseThrow(() -> failure("There is no message of step '" + step + "'."));
    }

    /** What happened to the lead, a line for each thing, in words. */
    public List<String> history() {
        return Story.of(machine, cast.contact(), cast.started());
    }

    public RecordingChannel channel(String type) {
        return machine.channel(type);
    }

    public SettableClock clock() {
        return machine.clock();
    }

    final long lastMessage() {
        return cast.isEmpty()
                ? 0
                : messages().stream().mapToLong(m -> m.id().value()).max().orElse(0);
    }

    private List<Message> sent() {
        return messages().stream()
                .filter(message -> message.state() == MessageState.ACCEPTED
                        || message.state() == MessageState.DELIVERED
                        || message.state() == MessageState.UNDELIVERED)
                .toList();
    }

    private boolean is(Message message, String channel, String step) {
        return message.channel().equals(channel)
                && message.step() != null
                && (message.step().value().equals(step)
                        || step.equals(machine.template(message.sequence(), message.step())));
    }

    private String name(Message message) {
        return message.channel() + ":" + message.step();
    }

    private @Nullable Enrollment run() {
        List<Enrollment> runs = machine.enrollments()
                .list(
                        TestActor.ALL,
                        new Enrollments.Query(
                                null, sequence, null, cast.contact().id(), 0, 1_000));
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            throw failure(otherwise);
        }
    }

    final AssertionError failure(String sentence) {
        Instant now = machine.clock().instant();
        return new AssertionError(sentence + "\nWhat happened to " + cast.current() + ":\n  "
                + String.join("\n  ", history()) + "\nNow it is " + Story.when(cast.started(), now) + ".");
    }
}
