package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.Findings;
import io.ripen.engine.internal.check.Installed;
import io.ripen.engine.internal.check.Place;
import io.ripen.engine.internal.check.SequenceCheck;
import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.StepId;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
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

    private final GuardedCamel camel;
    private final Installed installed;
    private final SequenceCheck check;
    private final AtomicLong compiled = new AtomicLong();

    public Compiler(GuardedCamel camel, Installed installed, AllowList allowed) {
        this.camel = camel;
        this.installed = installed;
        this.check = new SequenceCheck(installed, allowed, camel);
    }

    public Compilation compile(SequenceSource source) {
        Findings findings = new Findings(source.name());
        SequencePlan plan;
        try {
            plan = check.check(source, findings);
        } catch (RuntimeException unforeseen) {
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
        List<String> routes = new ArrayList<>();
        try {
            SequenceSource used = used(plan, source);
            CompiledRevision revision = build(plan, used, routes);
            return new Compilation.Compiled(revision, used, () -> remove(routes));
        } catch (JumpException refused) {
            remove(routes);
            findings.add(plan.route().place(), String.valueOf(refused.getMessage()), refused.cure());
            return new Compilation.Refused(findings.problems());
        } catch (Exception refused) {
            remove(routes);
            LOG.debug("Camel refused {}", source.name(), refused);
            findings.add(
                    plan.route().place(),
                    "Camel refuses the route: " + innermost(refused),
                    "Change the step or the option that the message names.");
            return new Compilation.Refused(findings.problems());
        }
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

    private CompiledRevision build(SequencePlan plan, SequenceSource source, List<String> routes) throws Exception {
        String hash = RevisionHash.of(source);
        Cutter cutter = new Cutter(plan, installed);
        Map<Optional<StepId>, Segment> segments = cutter.cut(parse(plan));
        ModelCamelContext context = camel.context();
        String name = "ripen-" + compiled.incrementAndGet() + "-" + plan.id();
        Map<Optional<StepId>, String> routeIds = new HashMap<>();
        List<RouteDefinition> definitions = new ArrayList<>();
        segments.forEach((after, segment) -> {
            if (!segment.plain()) {
                String id = name + "/" + after.map(StepId::value).orElse("");
                routeIds.put(after, id);
                definitions.add(route(id, definitions.size(), segment));
            }
        });
        routes.addAll(routeIds.values());
        context.addRouteDefinitions(definitions);
        Map<Optional<StepId>, CompiledRevision.Runnable> runnables = new HashMap<>();
        for (Map.Entry<Optional<StepId>, Segment> each : segments.entrySet()) {
            String id = routeIds.get(each.getKey());
            Processor processor = id == null ? null : context.getRoute(id).getProcessor();
            runnables.put(each.getKey(), new CompiledRevision.Runnable(each.getValue(), processor));
        }
        return new CompiledRevision(context, plan, hash, source.templates(), cutter.points(), runnables, installed);
    }

    private RouteDefinition route(String id, int number, Segment segment) {
        RouteDefinition route = new RouteDefinition("direct:" + id.substring(0, id.indexOf('/')) + "-" + number);
        route.setId(id);
        NoErrorHandlerDefinition none = new NoErrorHandlerDefinition();
        route.setErrorHandlerFactory(none);
        for (ProcessorDefinition<?> output : segment.outputs()) {
            route.addOutput(output);
        }
        return route;
    }

    private static List<ProcessorDefinition<?>> parse(SequencePlan plan) throws IOException, XmlPullParserException {
        RoutesDefinition routes = new ModelParser(new StringReader(CheckedXml.of(plan)), CheckedXml.NAMESPACE)
                .parseRoutesDefinition()
                .orElseThrow(() -> new IOException("No <routes> was read."));
        return routes.getRoutes().get(0).getOutputs();
    }

    private void remove(List<String> routes) {
        ModelCamelContext context = camel.context();
        for (String id : routes) {
            try {
                if (context.getRoute(id) != null) {
                    context.getRouteController().stopRoute(id);
                    context.removeRoute(id);
                } else if (context.getRouteDefinition(id) != null) {
                    context.removeRouteDefinition(context.getRouteDefinition(id));
                }
            } catch (Exception failed) {
                LOG.warn("Route {} of an old revision could not be removed; it stays in memory, unused.", id, failed);
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
