package io.ripen.engine.internal.run;

import io.ripen.channel.LaterOutcome;
import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.Awaited;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.compile.DurablePoint;
import io.ripen.engine.internal.compile.LeadOnRoute;
import io.ripen.engine.internal.compile.MissingKindException;
import io.ripen.engine.internal.compile.Passage;
import io.ripen.event.Event;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** A sequence that is written down in Java, one step after the other. */
final class FakeSequence implements CompiledSequence {

    /** What happens between two durable steps. */
    interface Between {
        void run(LeadOnRoute lead) throws Exception;
    }

    private final SequenceId id;
    private final String revision;
    private final Map<StepId, DurablePoint> points = new LinkedHashMap<>();
    private final List<StepId> order = new ArrayList<>();
    private final Map<Integer, Between> between = new HashMap<>();
    private final Map<String, String> templates = new HashMap<>();
    private final Set<Integer> foreign = new HashSet<>();
    private final Set<String> needs = new HashSet<>();
    private Set<String> exitOn = Set.of("reply", "opt-out");
    private String on = "contact.created";
    private String reentry = "after-finish";
    private String group = "";
    private String key = "";
    private Set<String> goal = Set.of();
    private @Nullable StepId back;
    private BiPredicate<Event, Contact> condition = (event, contact) -> true;

    FakeSequence(String id) {
        this(id, id + "-r1");
    }

    FakeSequence(String id, String revision) {
        this.id = new SequenceId(id);
        this.revision = revision;
    }

    FakeSequence sms(String step) {
        return sms(step, Map.of());
    }

    /** A touch of another channel. */
    FakeSequence touch(String channel, String step) {
        templates.put(step + "." + channel, "Hello {{contact.first_name|there}}, this is " + step + ".");
        needs.add("channel:" + channel);
        return add(new DurablePoint.Touch(new StepId(step), channel, step, Map.of()));
    }

    FakeSequence sms(String step, Map<String, String> options) {
        templates.put(step + ".sms", "Hello {{contact.first_name|there}}, this is " + step + ".");
        needs.add("channel:sms");
        return add(new DurablePoint.Touch(new StepId(step), "sms", step, options));
    }

    /** A touch whose outcome comes later, as an event of this type. */
    FakeSequence smsAndOutcome(String step, String event, Duration timeout) {
        templates.put(step + ".sms", "Hello, this is " + step + ".");
        needs.add("channel:sms");
        return add(new DurablePoint.Touch(
                new StepId(step), "sms", step, Map.of(), new LaterOutcome(event, timeout), null));
    }

    FakeSequence wait(String step, Duration duration) {
        return add(new DurablePoint.Wait(new StepId(step), duration));
    }

    /** A wait for the outcome of {@code message}, as an event of this type. */
    FakeSequence waitFor(String step, String event, String message, Duration timeout) {
        return add(new DurablePoint.Await(
                new StepId(step), List.of(new Awaited(event, Map.of(), message)), CalendarSpan.ofClock(timeout)));
    }

    /** Something that happens at once. */
    FakeSequence then(Between step) {
        between.put(order.size(), step);
        return this;
    }

    /** Something that calls an endpoint outside. */
    FakeSequence thenOutside(Between step) {
        foreign.add(order.size());
        return then(step);
    }

    /** After the last step it begins at this one again. */
    FakeSequence goTo(String step) {
        back = new StepId(step);
        return this;
    }

    @Override
    public boolean jumps() {
        return back != null;
    }

    FakeSequence needs(String need) {
        needs.add(need);
        return this;
    }

    FakeSequence exitOn(String... types) {
        exitOn = Set.of(types);
        return this;
    }

    FakeSequence on(String type, BiPredicate<Event, Contact> filter) {
        on = type;
        condition = filter;
        return this;
    }

    FakeSequence reentry(String rule) {
        reentry = rule;
        return this;
    }

    /** Several runs of a lead at once, told apart by the value of this name. */
    FakeSequence key(String name) {
        key = name;
        return this;
    }

    FakeSequence goal(String... types) {
        goal = Set.of(types);
        return this;
    }

    FakeSequence group(String name) {
        group = name;
        return this;
    }

    FakeSequence template(String file, String text) {
        templates.put(file, text);
        return this;
    }

    private FakeSequence add(DurablePoint point) {
        points.put(point.id(), point);
        order.add(point.id());
        return this;
    }

    @Override
    public SequenceId id() {
        return id;
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public SequenceDescription description() {
        return new SequenceDescription(
                id, "", revision, 1, null, List.of(), Map.of("on", on), exitOn, Set.of(), List.of(), Set.of());
    }

    @Override
    public String on() {
        return on;
    }

    @Override
    public Map<String, String> triggerOptions() {
        return Map.of();
    }

    @Override
    public Trigger.Condition condition() {
        return condition::test;
    }

    @Override
    public Set<String> exitOn() {
        return exitOn;
    }

    @Override
    public String reentry() {
        return reentry;
    }

    @Override
    public Set<String> goal() {
        return goal;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public String group() {
        return group;
    }

    @Override
    public @Nullable DurablePoint point(StepId step) {
        return points.get(step);
    }

    @Override
    public boolean callsForeignEndpoint(@Nullable StepId after) {
        return foreign.contains(next(after));
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public Passage run(LeadOnRoute lead, @Nullable StepId after) throws Exception {
        int next = next(after);
        Between step = between.get(next);
        if (step != null) {
            step.run(lead);
        }
        if (next < order.size()) {
            return new Passage.Reached(
                    points.get(order.get(next)),
                    back == null ? Map.of() : lead.getEnrollment().variables());
        }
        return back == null
                ? new Passage.Completed(Map.of())
                : new Passage.Reached(points.get(back), lead.getEnrollment().variables());
    }

    /** For a step of {@link #then} that misses what it needs. */
    static Between missing(String need) {
        return lead -> {
            throw new MissingKindException(need);
        };
    }

    private int next(@Nullable StepId after) {
        return after == null ? 0 : order.indexOf(after) + 1;
    }

    @Override
    public Optional<String> template(String fileName) {
        return Optional.ofNullable(templates.get(fileName));
    }
}
