package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.time.CalendarSpan;
import io.ripen.trigger.Trigger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A revision whose segments are routes of the sequences' Camel context. Thread-safe. */
final class CompiledRevision implements CompiledSequence {
    private static final Logger LOG = LoggerFactory.getLogger(CompiledRevision.class);

    /**
     * A segment ready to run.
     *
     * @param processor the segment's route; null for a plain one, whose steps are called one after the other
     * @param needed one step of each kind that is run from here on, up to the next durable point
     * @param leaves whether a foreign endpoint may be called from here on, up to the next durable point
     */
    record Runnable(Segment segment, @Nullable Processor processor, List<ImmediateStep> needed, boolean leaves) {}

    private record Prepared(Trigger by, Trigger.Condition condition) {}

    private static final Trigger.Condition NEVER = (event, contact) -> false;

    private final CamelContext context;
    private final SequencePlan plan;
    private final String revision;
    private final Map<String, String> templates;
    private final Map<StepId, DurablePoint> points;
    private final Map<Optional<StepId>, Optional<String>> begins;
    private final Map<String, Runnable> segments;
    private final Installed installed;
    private final Set<String> needs;
    private final boolean jumps;
    private volatile @Nullable Prepared condition;

    CompiledRevision(
            CamelContext context,
            SequencePlan plan,
            String revision,
            Map<String, String> templates,
            Map<StepId, DurablePoint> points,
            Map<Optional<StepId>, Optional<String>> begins,
            Map<String, Runnable> segments,
            Installed installed) {
        this.context = context;
        this.plan = plan;
        this.revision = revision;
        this.templates = templates;
        this.points = Map.copyOf(points);
        this.begins = Map.copyOf(begins);
        this.segments = Map.copyOf(segments);
        this.installed = installed;
        this.needs = needs(plan);
        this.jumps = plan.steps().values().stream().anyMatch(SequencePlan.Jump.class::isInstance);
    }

    private static Set<String> needs(SequencePlan plan) {
        Set<String> needs = new TreeSet<>();
        for (SequencePlan.PlannedStep step : plan.steps().values()) {
            if (step instanceof SequencePlan.Durable durable && durable.point() instanceof DurablePoint.Touch touch) {
                needs.add("channel:" + touch.channel());
                if (touch.instead() != null) {
                    needs.add("channel:" + touch.instead().channel());
                }
            } else if (step instanceof SequencePlan.Immediate immediate) {
                needs.add("step:" + immediate.kind());
            } else if (step instanceof SequencePlan.Foreign foreign) {
                needs.add("component:" + foreign.scheme());
            }
        }
        return Set.copyOf(needs);
    }

    @Override
    public SequenceId id() {
        return plan.id();
    }

    @Override
    public String revision() {
        return revision;
    }

    @Override
    public SequenceDescription description() {
        Map<String, String> trigger = new java.util.TreeMap<>(triggerOptions());
        if (!on().isEmpty()) {
            trigger.put("on", on());
        }
        return new SequenceDescription(
                id(),
                plan.description(),
                revision,
                0,
                null,
                plan.described(),
                trigger,
                exitOn(),
                Set.of(),
                List.of(),
                Set.of());
    }

    @Override
    public String on() {
        return plan.from().on();
    }

    @Override
    public Map<String, String> triggerOptions() {
        return plan.from().triggerOptions();
    }

    @Override
    public Trigger.Condition condition() {
        Optional<Trigger> now = on().isEmpty() ? Optional.empty() : installed.trigger(on());
        if (now.isEmpty()) {
            return NEVER;
        }
        Prepared known = condition;
        if (known == null || known.by() != now.get()) {
            known = new Prepared(now.get(), prepared(now.get()));
            condition = known;
        }
        return known.condition();
    }

    /** Another trigger than the one that it was compiled with may refuse it, such as when that one's bundle has gone. */
    private Trigger.Condition prepared(Trigger trigger) {
        try {
            return trigger.condition(on(), triggerOptions());
        } catch (IllegalArgumentException refused) {
            LOG.info("Sequence {} enrolls nobody by {} now: {}", id(), on(), refused.getMessage());
            return NEVER;
        }
    }

    @Override
    public Set<String> exitOn() {
        return plan.from().exitOn();
    }

    @Override
    public String reentry() {
        return plan.from().reentry();
    }

    @Override
    public String key() {
        return plan.from().key();
    }

    @Override
    public String group() {
        return plan.from().group();
    }

    @Override
    public Set<String> goal() {
        return plan.from().goal();
    }

    @Override
    public int priority() {
        return plan.from().priority();
    }

    @Override
    public CalendarSpan after() {
        return plan.from().after();
    }

    @Override
    public boolean jumps() {
        return jumps;
    }

    @Override
    public @Nullable DurablePoint point(StepId id) {
        return points.get(id);
    }

    @Override
    public boolean callsForeignEndpoint(@Nullable StepId after) {
        Runnable segment = first(begins.getOrDefault(Optional.ofNullable(after), Optional.empty()));
        return segment != null && segment.leaves();
    }

    private @Nullable Runnable first(Optional<String> key) {
        return key.map(segments::get).orElse(null);
    }

    @Override
    public Set<String> needs() {
        return needs;
    }

    @Override
    public Optional<String> template(String fileName) {
        return Optional.ofNullable(templates.get(fileName));
    }

    @Override
    public Passage run(LeadOnRoute lead, @Nullable StepId after) throws Exception {
        Optional<String> begin = begins.get(Optional.ofNullable(after));
        if (begin == null) {
            throw new UnknownStepException(id(), revision, after == null ? new StepId("start") : after);
        }
        Runnable first = first(begin);
        if (first == null) {
            return passage(null, lead.variables());
        }
        for (ImmediateStep step : first.needed()) {
            if (!step.isInstalled()) {
                throw new MissingKindException(step.need());
            }
        }
        return new Running(lead).from(first);
    }

    /** One lead's way through segments, up to the next durable point. */
    private final class Running {
        private final LeadOnRoute lead;
        private Map<String, Object> variables;
        private @Nullable Exchange exchange;

        Running(LeadOnRoute lead) {
            this.lead = lead;
            this.variables = lead.variables();
        }

        Passage from(Runnable first) throws Exception {
            Runnable segment = first;
            while (segment != null) {
                OverdueException.check();
                DurablePoint reached;
                String next;
                Processor processor = segment.processor();
                if (processor == null) {
                    plain(segment.segment());
                    reached = segment.segment().end();
                    next = segment.segment().next();
                } else {
                    SegmentRun run = new SegmentRun(lead);
                    throughCamel(processor, run);
                    reached = run.reached;
                    next = run.next;
                }
                if (lead.ended() != null || reached != null || next == null) {
                    return passage(lead.ended() == null ? reached : null, kept());
                }
                segment = segments.get(next);
            }
            return passage(null, kept());
        }

        private void plain(Segment segment) throws Exception {
            for (ImmediateStep step : segment.steps()) {
                step.run(lead);
                keep(lead.takeKept());
                if (lead.ended() != null) {
                    return;
                }
            }
        }

        private void keep(Map<String, Object> kept) {
            if (kept.isEmpty()) {
                return;
            }
            if (exchange != null) {
                kept.forEach(exchange::setVariable);
            } else {
                variables = new java.util.LinkedHashMap<>(variables);
                variables.putAll(kept);
            }
        }

        private void throughCamel(Processor processor, SegmentRun run) throws Exception {
            Exchange on = exchange;
            if (on == null) {
                on = new DefaultExchange(context);
                on.getMessage().setBody(lead);
                if (!variables.isEmpty()) {
                    variables.forEach(on::setVariable);
                }
                exchange = on;
            }
            on.setRouteStop(false);
            run.on(on);
            processor.process(on);
            Exception failure = on.getException();
            if (failure != null) {
                throw failure;
            }
        }

        private Map<String, Object> kept() {
            Exchange on = exchange;
            return on == null ? variables : on.hasVariables() ? on.getVariables() : Map.of();
        }
    }

    private static Passage passage(@Nullable DurablePoint reached, Map<String, Object> variables)
            throws VariableNotJsonException {
        Map<String, Object> kept = JsonValues.of(
                variables, reached == null ? "the end" : reached.id().value());
        return reached == null ? new Passage.Completed(kept) : new Passage.Reached(reached, kept);
    }

    @Override
    public String toString() {
        return id() + "@" + revision.substring(0, Math.min(8, revision.length()));
    }
}
