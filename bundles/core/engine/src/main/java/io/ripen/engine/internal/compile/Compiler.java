package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.Findings;
import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.Place;
import io.ripen.engine.internal.check.SequenceCheck;
import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.message.Hint;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.xml.in.ModelParser;
import org.apache.camel.xml.io.XmlPullParserException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From XML and templates to a sequence that runs, or to all that is wrong with it. Thread-safe. */
public final class Compiler {

    /** What came of it. */
    public sealed interface Compilation {
        /**
         * Everything in order. Whoever asked closes it when it is no longer needed.
         *
         * @param source what the revision is made of: the route and those templates that it uses, so that a template of
         *     a neighbour in the same folder makes no new revision of this sequence
         */
        record Compiled(CompiledSequence sequence, SequenceSource source, Runnable close) implements Compilation {}

        /** At least one problem. */
        record Refused(List<Problem> problems) implements Compilation {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(Compiler.class);

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Duration limit;
    private final GuardedCamel camel;
    private final Installed installed;
    private final SequenceCheck check;

    public Compiler(GuardedCamel camel, Installed installed, AllowList allowed) {
        this(camel, installed, allowed, LIMIT);
    }

    /** @param limit how long one compilation may take */
    Compiler(GuardedCamel camel, Installed installed, AllowList allowed, Duration limit) {
        this.limit = limit;
        this.camel = camel;
        this.installed = installed;
        this.check = new SequenceCheck(installed, allowed, camel);
    }

    /** Compiles, or says within half a minute that the file is too much. */
    public Compilation compile(SequenceSource source) {
        return compile(source, new Findings(source.name()));
    }

    /** The same for a revision that is in service: names that an author would be told of today stop none of its leads. */
    public Compilation compileKept(SequenceSource source) {
        return compile(source, Findings.ofKept(source.name()));
    }

    /** Names that may be right and are known from nowhere in the file; none for a file that is too much. */
    public List<Hint> unknownNames(SequenceSource source) {
        Findings findings = new Findings(source.name());
        try {
            return Deadline.within(limit, () -> {
                check.check(source, findings);
                return findings.hints();
            });
        } catch (OverdueException | StackOverflowError | LinkageError toldWhenItIsDeployed) {
            return List.of();
        }
    }

    private Compilation compile(SequenceSource source, Findings findings) {
        try {
            return Deadline.within(limit, () -> compileNow(source, findings));
        } catch (OverdueException overdue) {
            LOG.warn("The check of {} was ended after {}: the file asks for too much.", source.name(), limit);
            return new Compilation.Refused(List.of(new Problem(
                    source.name(),
                    0,
                    0,
                    "The check of this file was ended after " + limit.toSeconds() + " seconds.",
                    "Split it into several sequences, and shorten its templates.")));
        }
    }

    private Compilation compileNow(SequenceSource source, Findings findings) {
        SequencePlan plan;
        try {
            plan = check.check(source, findings);
        } catch (OverdueException overdue) {
            throw overdue;
        } catch (RuntimeException | StackOverflowError | LinkageError unforeseen) {
            LOG.error("The check of {} failed; the file is refused and nothing changed.", source.name(), unforeseen);
            findings.add(
                    Place.FILE,
                    "The check of this file failed: " + unforeseen,
                    "Tell the operator; the log says more.");
            plan = null;
        }
        if (plan == null) {
            return new Compilation.Refused(findings.problems());
        }
        List<Processor> started = new ArrayList<>();
        try {
            SequenceSource used = used(plan, source);
            CompiledRevision revision = build(plan, used, started);
            return new Compilation.Compiled(revision, used, () -> stop(started));
        } catch (JumpException refused) {
            stop(started);
            findings.add(place(plan, refused.step()), String.valueOf(refused.getMessage()), refused.cure());
            return new Compilation.Refused(findings.problems());
        } catch (OverdueException overdue) {
            stop(started);
            throw overdue;
        } catch (Exception | StackOverflowError | LinkageError refused) {
            stop(started);
            LOG.debug("Camel refused {}", source.name(), refused);
            findings.add(
                    plan.route().place(),
                    "Camel refuses the route: " + innermost(refused),
                    "Change the step or the option that the message names.");
            return new Compilation.Refused(findings.problems());
        }
    }

    /** Where the step with this id stands in the file. */
    private static Place place(SequencePlan plan, String step) {
        return plan.keys().entrySet().stream()
                .filter(each -> each.getValue().equals(step))
                .map(each -> each.getKey().place())
                .findFirst()
                .orElse(plan.route().place());
    }

    private static SequenceSource used(SequencePlan plan, SequenceSource source) {
        Map<String, String> templates = new HashMap<>(source.templates());
        templates
                .keySet()
                .retainAll(plan.steps().values().stream()
                        .filter(step -> step instanceof SequencePlan.Durable)
                        .map(step -> ((SequencePlan.Durable) step).point())
                        .filter(point -> point instanceof DurablePoint.Touch)
                        .flatMap(point -> files((DurablePoint.Touch) point))
                        .toList());
        return new SequenceSource(source.name(), source.xml(), templates);
    }

    private static Stream<String> files(DurablePoint.Touch touch) {
        DurablePoint.Touch instead = touch.instead();
        return instead == null
                ? Stream.of(touch.templateFile())
                : Stream.of(touch.templateFile(), instead.templateFile());
    }

    private CompiledRevision build(SequencePlan plan, SequenceSource source, List<Processor> started) throws Exception {
        String hash = RevisionHash.of(source);
        Cutter.Cut cut = Cutter.cut(plan, installed, parse(plan));
        Ways ways = new Ways(cut);
        Map<String, CompiledRevision.Runnable> runnables = new HashMap<>();
        for (Map.Entry<String, Segment> each : cut.segments().entrySet()) {
            String key = each.getKey();
            Segment segment = each.getValue();
            OverdueException.check();
            Processor processor = null;
            if (!segment.plain()) {
                processor = camel.started(segment.outputs());
                started.add(processor);
            }
            List<ImmediateStep> needed = new ArrayList<>();
            ways.steps(key).forEach(needed::add);
            runnables.put(key, new CompiledRevision.Runnable(segment, processor, needed, ways.foreign(key)));
        }
        return new CompiledRevision(
                camel.context(), plan, hash, source.templates(), cut.points(), cut.begins(), runnables, installed);
    }

    private static List<ProcessorDefinition<?>> parse(SequencePlan plan) throws IOException, XmlPullParserException {
        RoutesDefinition routes = new ModelParser(new StringReader(CheckedXml.of(plan)), CheckedXml.NAMESPACE)
                .parseRoutesDefinition()
                .orElseThrow(() -> new IOException("No <routes> was read."));
        return routes.getRoutes().get(0).getOutputs();
    }

    private void stop(List<Processor> started) {
        for (Processor each : started) {
            try {
                camel.stop(each);
            } catch (RuntimeException failed) {
                LOG.warn("A segment of an old revision could not be stopped; it stays in memory, unused.", failed);
            }
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage() == null ? cause : cause.getMessage());
    }
}
