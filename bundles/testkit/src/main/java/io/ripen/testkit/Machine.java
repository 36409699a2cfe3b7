package io.ripen.testkit;

import io.ripen.crm.ContactId;
import io.ripen.crm.Projection;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.delivery.internal.render.ReadTemplates;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.Events;
import io.ripen.message.Hint;
import io.ripen.report.Reports;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import io.ripen.task.Tasks;
import io.ripen.timeline.Timeline;
import io.ripen.transaction.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The product without a container, on a clock that is set and a database that is lent. */
final class Machine implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final int CIRCLES = 10_000;
    private static final Set<MessageState> WENT_OUT =
            Set.of(MessageState.ACCEPTED, MessageState.DELIVERED, MessageState.UNDELIVERED);
    /** Longer than the gap between two things that are due, shorter than a lease. */
    private static final RunSettings SETTINGS = new RunSettings(
            "story",
            500,
            Duration.ofDays(3_650),
            Duration.ofSeconds(5),
            RunSettings.DEFAULTS.grace(),
            1,
            1_000,
            RunSettings.DEFAULTS.segment());

    private final SettableClock clock;
    private final StoryDatabase database;
    private final Assembly parts;
    private final Map<SequenceId, SequenceSource> sources = new HashMap<>();
    private final Map<String, RecordingChannel> channels;

    Machine(TesterSetup setup) {
        clock = new SettableClock(setup.start);
        database = StoryDatabase.lend(clock);
        channels = Map.copyOf(setup.channels);
        parts = new Assembly(setup, database.stores(), SETTINGS);
        parts.listen();
        // Listeners are told of what happens from here on.
        parts.outbox.drain();
    }

    /** Does everything that is due now, and tells the listeners, who may cause more. */
    void drain() {
        do {
            parts.engine.drain();
        } while (parts.outbox.drain());
    }

    void block(String name, String reason) {
        transactions().call(work -> parts.blocks.set(work, name, reason, "story"));
    }

    void lift(String name) {
        transactions().call(work -> parts.blocks.lift(work, name, "story"));
    }

    /** Lets time pass while nothing works; then does what is due. */
    void outageUntil(Instant target) {
        clock.advanceTo(target);
        drain();
    }

    /** Lets time pass up to {@code target}, from one due time to the next. */
    void playUntil(Instant target) {
        drain();
        Instant last = clock.instant();
        int still = 0;
        for (Instant due = next(); due != null && !due.isAfter(target); due = next()) {
            clock.advanceTo(due);
            still = clock.instant().equals(last) ? still + 1 : 0;
            last = clock.instant();
            if (still > CIRCLES) {
                throw new IllegalStateException("Something is due at " + due + " and is never done.");
            }
            drain();
        }
        clock.advanceTo(target);
        drain();
    }

    private @Nullable Instant next() {
        return parts.engine.nextDue().orElse(null);
    }

    List<Problem> deploy(SequenceSource source) {
        List<Problem> problems = parts.deployments.deploy(source);
        if (problems.isEmpty()) {
            sources.put(SequenceFolder.id(source), source);
        }
        return problems;
    }

    List<Hint> unknownNames(SequenceId id) {
        return parts.deployments.unknownNames(source(id));
    }

    void takeAway(SequenceId id) {
        parts.deployments.undeploy(id, "Taken away by a test.");
        drain();
    }

    /** What was deployed last under this id. */
    SequenceSource source(SequenceId id) {
        SequenceSource source = sources.get(id);
        if (source == null) {
            throw new IllegalStateException("Sequence " + id + " was not set up.");
        }
        return source;
    }

    /** Name of the template of a step, or null. */
    @Nullable String template(@Nullable SequenceId sequence, StepId step) {
        return Optional.ofNullable(sequence)
                .flatMap(parts.deployments::current)
                .map(compiled -> compiled.point(step))
                .map(point -> point instanceof DurablePoint.Touch touch ? touch.template() : null)
                .orElse(null);
    }

    /** The names of the links in those of the messages that went out. */
    Set<String> links(List<Message> messages) {
        ReadTemplates reader = new ReadTemplates();
        Set<String> links = new TreeSet<>();
        for (Message message : messages) {
            SequenceSource source = message.sequence() == null ? null : sources.get(message.sequence());
            String template = message.step() == null ? null : template(message.sequence(), message.step());
            RecordingChannel channel = channels.get(message.channel());
            String file = template + "." + message.channel();
            if (source != null && channel != null && WENT_OUT.contains(message.state())) {
                String text = source.templates().get(file);
                if (text != null) {
                    links.addAll(reader.links(file, text, channel.templateFormat()));
                }
            }
        }
        return links;
    }

    /** The variants of a split; none when the sequence has no such split. */
    Set<String> variants(SequenceId id, String split) {
        Matcher step = Pattern.compile("[\"']split:" + Pattern.quote(split) + "\\?([^\"']*)[\"']")
                .matcher(source(id).xml());
        Set<String> variants = new TreeSet<>();
        while (step.find()) {
            for (String option : step.group(1).replace("&amp;", "&").split("&", -1)) {
                variants.add(option.replaceFirst("=.*", "").strip());
            }
        }
        return variants;
    }

    Reports reports() {
        return parts.reports;
    }

    Tasks tasks() {
        return parts.tasks;
    }

    RecordingChannel channel(String type) {
        RecordingChannel channel = channels.get(type);
        if (channel == null) {
            throw new IllegalStateException("There is no channel '" + type + "'; there are " + channels.keySet() + ".");
        }
        return channel;
    }

    List<Message> messages(ContactId contact) {
        return parts.messages.list(TestActor.ALL, new Messages.Query(null, contact, null, null, 0, PAGE));
    }

    Timeline timeline() {
        return parts.timeline;
    }

    SettableClock clock() {
        return clock;
    }

    Transactions transactions() {
        return parts.stores.transactions();
    }

    Projection contacts() {
        return parts.contacts;
    }

    Events events() {
        return parts.events;
    }

    Enrollments enrollments() {
        return parts.enrollments;
    }

    @Override
    public void close() {
        parts.close();
        database.close();
    }
}
