package io.ripen.testkit;

import io.ripen.event.EventListener;
import io.ripen.event.EventReaction;
import io.ripen.place.LeadZones;
import io.ripen.policy.Policy;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import io.ripen.step.Step;
import io.ripen.team.Team;
import io.ripen.trigger.Trigger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a story is played with. Ask {@link SequenceTester#setup()} for one; add, then {@link #open}.
 *
 * <pre>{@code
 * SequenceTester tester = SequenceTester.setup()
 *         .sequence(Path.of("sequences/welcome"))
 *         .channel(RecordingChannel.of("pigeon", AddressKind.NONE, TemplateFormat.TEXT))
 *         .open();
 * }</pre>
 */
public final class TesterSetup {
    final List<SequenceSource> sources = new ArrayList<>();
    final Map<String, RecordingChannel> channels = new LinkedHashMap<>();
    final Map<String, Step> steps = new LinkedHashMap<>();
    final Map<Trigger, String[]> triggers = new LinkedHashMap<>();
    final Map<String, Function<Services, Policy>> policies = new LinkedHashMap<>();
    final Map<String, Function<Services, EventListener>> listeners = new LinkedHashMap<>();

    @SuppressWarnings("deprecation")
    final List<EventReaction> reactions = new ArrayList<>();

    final Set<String> without = new HashSet<>();
    final Map<String, String> variants = new HashMap<>();
    Team team = Examples.TEAM;
    Instant start = SettableClock.START;

    @Nullable LeadZones zones;

    TesterSetup() {
        channel(RecordingChannel.sms());
        channel(RecordingChannel.email());
        channel(RecordingChannel.call());
    }

    /** A sequence's folder ({@code <id>.xml} with the templates beside it), or its XML file. The first is the tester's own. */
    public TesterSetup sequence(Path folderOrFile) {
        sources.add(SequenceFolder.read(folderOrFile));
        return this;
    }

    /** A sequence from text, with its templates by file name. */
    public TesterSetup sequence(String xml, Map<String, String> templates) {
        sources.add(SequenceFolder.of(xml, templates));
        return this;
    }

    /** A channel, besides {@code sms} and {@code email}, or in place of one. */
    public TesterSetup channel(RecordingChannel channel) {
        channels.put(channel.type(), channel);
        return this;
    }

    public TesterSetup step(String type, Step step) {
        steps.put(type, step);
        return this;
    }

    public TesterSetup trigger(Trigger trigger, String... on) {
        triggers.put(trigger, on.clone());
        return this;
    }

    public TesterSetup policy(String type, Policy policy) {
        return policy(type, services -> policy);
    }

    /** A policy that needs services of the story; made anew for each story. */
    public TesterSetup policy(String type, Function<Services, Policy> maker) {
        policies.put(type, maker);
        return this;
    }

    /** A listener that is told of events, besides those on the class path, or in place of one. */
    public TesterSetup listener(String name, EventListener listener) {
        return listener(name, services -> listener);
    }

    /** A listener that needs services of the story; made anew for each story. */
    public TesterSetup listener(String name, Function<Services, EventListener> maker) {
        listeners.put(name, maker);
        return this;
    }

    /**
     * A reaction of the older kind, besides those on the class path; told of events as a listener is.
     *
     * @deprecated as the kind itself; see {@link #listener(String, EventListener)}
     */
    @Deprecated(since = "0.2.0")
    public TesterSetup reaction(EventReaction reaction) {
        reactions.add(reaction);
        return this;
    }

    /**
     * Leaves policies out that are on the class path, such as {@code quiet-hours}: for a story that is about something else. The
     * clock is moved with {@link #startAt} and {@link SequenceTester#advance}.
     */
    public TesterSetup without(String... types) {
        without.addAll(List.of(types));
        return this;
    }

    /** Name, zone and settings of the team {@code default}; else it is called Harbor Homes. */
    public TesterSetup team(Team value) {
        team = value;
        return this;
    }

    /** Knows in which zone a lead is who has none of their own, as the policy of quiet hours does; else the team's counts. */
    public TesterSetup zones(LeadZones value) {
        zones = value;
        return this;
    }

    /** When the story begins; else on a Monday at 10:00 in New York. */
    public TesterSetup startAt(Instant value) {
        start = value;
        return this;
    }

    /**
     * Deploys the sequences.
     *
     * @throws AssertionError when one is refused, with file, line and cure of every problem
     */
    public SequenceTester open() {
        if (sources.isEmpty()) {
            throw new IllegalStateException("Say which sequence to test: setup().sequence(…).");
        }
        Machine machine = new Machine(this);
        for (SequenceSource source : sources) {
            List<Problem> problems = machine.deploy(source);
            if (!problems.isEmpty()) {
                machine.close();
                throw new AssertionError(source.name() + " is refused:\n" + Story.lines(problems));
            }
        }
        return new SequenceTester(machine, SequenceFolder.id(sources.get(0)), variants);
    }
}
