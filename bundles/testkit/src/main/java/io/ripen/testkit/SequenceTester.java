package io.ripen.testkit;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.delivery.Message;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Receipt;
import io.ripen.message.Hint;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.text.NearestName;
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
 *                 .assertStopped("replied by text");
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
public final class SequenceTester extends StoryAssertions implements AutoCloseable {
    private final SettableClock clock;
    private final Map<String, String> variants;
    private int events;

    /** @param variants by the names of their splits; what the story chooses is put into it */
    SequenceTester(Machine machine, SequenceId sequence, Map<String, String> variants) {
        super(machine, sequence);
        this.variants = variants;
        this.clock = machine.clock();
    }

    @Override
    SequenceTester self() {
        return this;
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
            boolean inside = machine
                    .enrollments()
                    .list(TestActor.ALL, new Enrollments.Query(null, id, null, contact.id(), 0, 1_000))
                    .stream()
                    .anyMatch(run -> !run.state().isFinal());
            Enrollments.Result result =
                    inside ? null : machine.enrollments().enroll(TestActor.ALL, id, contact.id(), "", Map.of());
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

    /**
     * Leads who come to this split from now on get this variant; else it follows from the contact.
     *
     * @throws AssertionError when no split of the sequence has that variant
     */
    public SequenceTester variant(String split, String name) {
        Set<String> known = machine.variants(sequence, split);
        if (!known.contains(name)) {
            throw new AssertionError(
                    "split:" + split + " of " + sequence + " has no variant '" + name + "', but " + known + ".");
        }
        variants.put(split, name);
        return this;
    }

    /**
     * The lead, as a person, clicks a link of this name in a message of the story.
     *
     * @throws AssertionError when no message that went out to the lead has such a link
     */
    public SequenceTester click(String link) {
        Set<String> links = machine.links(messages());
        if (!links.contains(link)) {
            throw failure("No message to " + cast.current() + " has a link '" + link + "' to click at. "
                    + NearestName.didYouMean(link, links) + "Links so far: " + links
                    + ". For a link of another sequence's message say clickElsewhere.");
        }
        return clickElsewhere(link);
    }

    /** The lead, as a person, clicks a link of this name in a message that is none of this story's. */
    public SequenceTester clickElsewhere(String link) {
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
        act(() -> machine.enrollments().stop(TestActor.ALL, enrollment().id(), reason));
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

    /**
     * Names in the sequence that are known from nowhere in it, such as a variable that no step sets: a test that wants none
     * asserts that this is empty.
     */
    public List<Hint> unknownNames() {
        return machine.unknownNames(sequence);
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
}
