package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Receipt;
import io.ripen.report.SequenceReport;
import io.ripen.report.VariantResult;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.task.Task;
import io.ripen.task.Tasks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Plays a sequence with made-up leads over days or months of virtual time, and reads like a story:
 *
 * <pre>{@code
 * @Test
 * void a_reply_stops_the_sequence() {
 *     try (SequenceTester tester = SequenceTester.of(Path.of("sequences/new-lead-14-day"))) {
 *         TestLead ann = lead("Ann").tag("New Lead");
 *         tester.enroll(ann)
 *                 .assertSent("sms", "day-1-intro")
 *                 .advance(days(3))
 *                 .assertSent("email", "day-3-case-study")
 *                 .reply("Yes, tell me more")
 *                 .advance(days(30))
 *                 .assertNothingSent()
 *                 .assertStopped("reply");
 *     }
 * }
 * }</pre>
 *
 * <p>It is the engine, the gate and the database that run in production, with H2 in memory, a {@link SettableClock}, and
 * {@link RecordingChannel}s; no Karaf, no network, no waiting. Triggers, steps and policies that are on the test's class
 * path are installed, as they would be in the container. A story of months takes milliseconds.
 *
 * <p>What is done and asserted concerns the lead that was named last. A failed assertion tells what happened to the lead,
 * in words. Belongs to one thread; close it.
 */
public final class SequenceTester implements AutoCloseable {
    private final Machine machine;
    private final SequenceId sequence;
    private final SettableClock clock;
    private final Cast cast;
    private long nothingSince;
    private int events;

    SequenceTester(Machine machine, SequenceId sequence) {
        this.machine = machine;
        this.sequence = sequence;
        this.clock = machine.clock();
        this.cast = new Cast(machine);
    }

    /** A sequence from its folder ({@code <id>.xml} with the templates beside it) or from its XML file. */
    public static SequenceTester of(Path folderOrFile) {
        return setup().sequence(folderOrFile).open();
    }

    /**
     * A sequence from text.
     *
     * @param templates by file name, such as {@code hello.sms}
     */
    public static SequenceTester of(String xml, Map<String, String> templates) {
        return setup().sequence(xml, templates).open();
    }

    /** For more than one sequence, and for channels, steps, triggers and policies of one's own. */
    public static TesterSetup setup() {
        return new TesterSetup();
    }

    public static Duration days(long count) {
        return Duration.ofDays(count);
    }

    public static Duration hours(long count) {
        return Duration.ofHours(count);
    }

    public static Duration minutes(long count) {
        return Duration.ofMinutes(count);
    }

    // --- what happens ---

    /** The CRM gets a new contact; whatever its creation triggers, happens. */
    public SequenceTester create(TestLead lead) {
        act(() -> cast.create(lead));
        return this;
    }

    /** The lead is in the sequence: by the sequence's own trigger if that matches, else by hand. */
    public SequenceTester enroll(TestLead lead) {
        return enroll(lead, sequence.value());
    }

    /** The lead is in this sequence, one of several that were set up. */
    public SequenceTester enroll(TestLead lead, String sequenceId) {
        act(() -> {
            Contact contact = cast.isKnown(lead) ? cast.contact(lead) : cast.create(lead);
            SequenceId id = new SequenceId(sequenceId);
            boolean inside =
                    machine.enrollments().list(new Enrollments.Query(id, null, contact.id(), 0, 1_000)).stream()
                            .anyMatch(run -> !run.state().isFinal());
            Enrollments.Result result = inside ? null : machine.enrollments().enroll(id, contact.id(), "", Map.of());
            if (result instanceof Enrollments.Result.Refused refused) {
                throw new AssertionError(lead + " cannot be enrolled in " + sequenceId + ": " + refused.reason());
            }
            if (result instanceof Enrollments.Result.AlreadyEnrolled already) {
                throw new AssertionError(lead + " cannot be enrolled in " + sequenceId + " again: " + already.reason());
            }
        });
        return this;
    }

    /** From here on it is about this lead, whom the story knows already. */
    public SequenceTester about(TestLead lead) {
        cast.about(lead);
        return this;
    }

    /** Time passes; everything that is due meanwhile happens at its time. */
    public SequenceTester advance(Duration duration) {
        nothingSince = lastMessage();
        machine.playUntil(clock.instant().plus(duration));
        return this;
    }

    /** Lets time pass while everything stands still, such as in an outage; then what is due is done, late. */
    public SequenceTester outage(Duration duration) {
        nothingSince = lastMessage();
        machine.outageUntil(clock.instant().plus(duration));
        return this;
    }

    /** Somebody sets a block, such as {@code all} or {@code sequence:default/story}. */
    public SequenceTester block(String name, String reason) {
        machine.block(name, reason);
        return this;
    }

    /** Somebody lifts a block; what waited for it goes on. */
    public SequenceTester lift(String name) {
        machine.lift(name);
        machine.drain();
        return this;
    }

    /** The lead answers by text message. */
    public SequenceTester reply(String text) {
        return inbound(EventTypes.SMS_RECEIVED, "sms", cast.contact().phoneE164(), text);
    }

    /** The lead answers by mail. */
    public SequenceTester replyByMail(String text) {
        return inbound(EventTypes.EMAIL_RECEIVED, "email", cast.contact().email(), text);
    }

    /** The lead, as a person, clicks a link of this name. */
    public SequenceTester click(String link) {
        return event(EventTypes.LINK_CLICKED, Map.of("link", link, "engagement", "human"));
    }

    /** The lead, as a person, opens the e-mail of this step. */
    public SequenceTester open(String step) {
        return opened(step, "human");
    }

    /** A privacy proxy or a scanner opens the e-mail of this step. */
    public SequenceTester openByMachine(String step) {
        return opened(step, "machine");
    }

    private SequenceTester opened(String step, String engagement) {
        return event(
                EventTypes.MESSAGE_OPENED,
                Map.of("step", step, "message", message(step).id().toString(), "engagement", engagement));
    }

    /** The lead looks at a page of the web site. */
    public SequenceTester visit(String page) {
        return event(EventTypes.PAGE_VIEWED, Map.of("page", page, "engagement", "human"));
    }

    /** The lead books an appointment. */
    public SequenceTester book(Instant start) {
        return event(EventTypes.APPOINTMENT_BOOKED, Map.of("start", start.toString()));
    }

    /** The sales person says what came of the newest call: {@code reached}, {@code voicemail}, {@code no-answer}. */
    public SequenceTester callOutcome(String outcome) {
        Message call = messages().stream()
                .filter(message -> message.channel().equals("call"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> failure("There was no call yet."));
        return event(EventTypes.CALL_COMPLETED, Map.of("message", call.id().toString(), "outcome", outcome));
    }

    public SequenceTester event(String type) {
        return event(type, Map.of());
    }

    public SequenceTester event(String type, Map<String, Object> data) {
        return event("story-" + ++events, type, data);
    }

    /**
     * Something happens to the lead.
     *
     * @param id the sender's id of the event; the same id twice is the same event
     */
    public SequenceTester event(String id, String type, Map<String, Object> data) {
        receive(id, type, data);
        return this;
    }

    /** Like {@link #event(String, String, Map)}, with what the intake answers. */
    public Receipt receive(String id, String type, Map<String, Object> data) {
        Contact contact = cast.contact();
        Receipt[] receipt = new Receipt[1];
        act(() -> receipt[0] = machine.events()
                .receive(new Event(
                        id, type, contact.team(), contact.id(), null, clock.instant(), EventSource.API, data)));
        return receipt[0];
    }

    public SequenceTester tag(String... tags) {
        return change(ContactChange.tags(Set.of(tags), Set.of()));
    }

    public SequenceTester untag(String... tags) {
        return change(ContactChange.tags(Set.of(), Set.of(tags)));
    }

    /** The contact changes in the CRM. */
    public SequenceTester change(ContactChange change) {
        act(() -> machine.transactions()
                .call(work -> machine.contacts().change(work, cast.contact().id(), change, EventSource.CRM)));
        return this;
    }

    /** Somebody takes the lead out of the sequence. */
    public SequenceTester stop(String reason) {
        act(() -> machine.enrollments().stop(enrollment().id(), reason));
        return this;
    }

    /** The author edits the XML; leads inside go on with it. Fails when the edit is refused. */
    public SequenceTester edit(UnaryOperator<String> xml) {
        List<Problem> problems = tryEdit(xml);
        if (!problems.isEmpty()) {
            throw new AssertionError("The edit is refused:\n" + Story.lines(problems));
        }
        return this;
    }

    /** The operator takes the sequence's file away; leads who would go on park. */
    public SequenceTester takeAway() {
        machine.takeAway(sequence);
        return this;
    }

    /** The operator puts the file back as it was. */
    public SequenceTester putBack() {
        return edit(xml -> xml);
    }

    /** The author edits the XML; what deploying it says. When there is a problem, the revision before it runs on. */
    public List<Problem> tryEdit(UnaryOperator<String> xml) {
        SequenceSource before = machine.source(sequence);
        SequenceSource after = new SequenceSource(before.name(), xml.apply(before.xml()), before.templates());
        List<Problem> problems = machine.deploy(after);
        machine.drain();
        return problems;
    }

    // --- what must be so ---

    /**
     * A message went out, at any time so far.
     *
     * @param step the step's id, or the name of its template
     */
    public SequenceTester assertSent(String channel, String step) {
        return check(
                sent().stream().anyMatch(message -> is(message, channel, step)),
                "Expected " + channel + " '" + step + "' to " + cast.current() + ", and there is none.");
    }

    /** No such message went out so far. */
    public SequenceTester assertNotSent(String channel, String step) {
        return check(
                sent().stream().noneMatch(message -> is(message, channel, step)),
                "Expected no " + channel + " '" + step + "' to " + cast.current() + ", and there is one.");
    }

    /** Nothing went out to the lead in what happened last. */
    public SequenceTester assertNothingSent() {
        List<String> since = sent().stream()
                .filter(message -> message.id().value() > nothingSince)
                .map(this::name)
                .toList();
        return check(
                since.isEmpty(), "Expected nothing to go out to " + cast.current() + ", but there is " + since + ".");
    }

    /** These and no others went out to the lead, in this order: {@code "sms:day-1-intro", "email:day-3-case-study"}. */
    public SequenceTester assertMessages(String... channelAndStep) {
        List<String> names = sent().stream().map(this::name).toList();
        return check(
                names.equals(List.of(channelAndStep)),
                "Expected the messages " + List.of(channelAndStep) + " to " + cast.current() + ", and there are "
                        + names + ".");
    }

    public SequenceTester assertEnrolled() {
        return check(
                run() != null && !enrollment().state().isFinal(),
                "Expected " + cast.current() + " to be in " + sequence + ".");
    }

    public SequenceTester assertNotEnrolled() {
        return check(run() == null, "Expected " + cast.current() + " never to have been in " + sequence + ".");
    }

    /** Stopped, with this word in the reason or in the event that did it. */
    public SequenceTester assertStopped(String why) {
        Enrollment run = enrollment();
        return check(
                run.state() == EnrollmentState.STOPPED
                        && run.reason() != null
                        && run.reason()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains(why.toLowerCase(java.util.Locale.ROOT)),
                "Expected " + cast.current() + " to be stopped by '" + why + "', but the run is " + run.state()
                        + (run.reason() == null ? "." : ": " + run.reason()));
    }

    public SequenceTester assertCompleted() {
        return assertState(EnrollmentState.COMPLETED);
    }

    public SequenceTester assertState(EnrollmentState state) {
        Enrollment run = enrollment();
        return check(
                run.state() == state,
                "Expected the run of " + cast.current() + " to be " + state + ", but it is " + run.state()
                        + (run.reason() == null ? "." : ": " + run.reason()));
    }

    /** The lead stands at this durable step. */
    public SequenceTester assertAt(String step) {
        Enrollment run = enrollment();
        return check(
                run.step() != null
                        && run.step().value().equals(step)
                        && !run.state().isFinal(),
                "Expected " + cast.current() + " to stand at '" + step + "', but it is "
                        + (run.state().isFinal() ? run.state() : "at '" + run.step() + "'") + ".");
    }

    public SequenceTester assertTagged(String tag) {
        return check(cast.contact().hasTag(tag), "Expected " + cast.current() + " to have the tag '" + tag + "'.");
    }

    public SequenceTester assertNotTagged(String tag) {
        return check(!cast.contact().hasTag(tag), "Expected " + cast.current() + " not to have the tag '" + tag + "'.");
    }

    /** Somebody has this to do for the lead. */
    public SequenceTester assertTask(String title) {
        List<String> titles = tasks().stream().map(Task::title).toList();
        return check(
                titles.contains(title),
                "Expected a task '" + title + "' for " + cast.current() + ", and there is " + titles + ".");
    }

    // --- for a closer look ---

    /** What came of the variants of the sequence's splits. */
    public List<VariantResult> variants() {
        return machine.reports().variants(sequence).orElseThrow();
    }

    /** What the report of the sequence says, as {@code GET /reports/sequences/{id}} does. */
    public SequenceReport report() {
        return machine.reports().sequence(sequence).orElseThrow();
    }

    /** What people have to do for the lead, done or not, in order. */
    public List<Task> tasks() {
        return machine.tasks().list(new Tasks.Query(null, cast.contact().id(), null, null, 0, 1_000));
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
        return clock;
    }

    @Override
    public void close() {
        machine.close();
    }

    private SequenceTester inbound(String type, String channel, @Nullable String from, String text) {
        if (from == null) {
            throw failure(cast.current() + " has no address to answer from by " + channel + ".");
        }
        act(() -> machine.events()
                .receive(new Event(
                        "story-" + ++events,
                        type,
                        null,
                        null,
                        from,
                        clock.instant(),
                        EventSource.PROVIDER,
                        Map.of("channel", channel, "text", text))));
        return this;
    }

    private void act(Runnable action) {
        nothingSince = lastMessage();
        action.run();
        machine.drain();
    }

    private long lastMessage() {
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
                .list(new Enrollments.Query(sequence, null, cast.contact().id(), 0, 1_000));
        return runs.isEmpty() ? null : runs.get(runs.size() - 1);
    }

    private SequenceTester check(boolean holds, String otherwise) {
        if (!holds) {
            throw failure(otherwise);
        }
        return this;
    }

    private AssertionError failure(String sentence) {
        Instant now = clock.instant();
        return new AssertionError(sentence + "\nWhat happened to " + cast.current() + ":\n  "
                + String.join("\n  ", history()) + "\nNow it is " + Story.when(cast.started(), now) + ".");
    }
}
