package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.check.ExpressionSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesFunctionResolver;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.PipelineDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.StopDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.reifier.ProcessorReifier;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.PropertiesFunction;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * The Camel context that sequences run in. It is the second line of defence: whatever the checker let through, this
 * context knows no component and no language that is not allowed, calls no Java method but those of a lead, and loads no
 * resource.
 */
public final class GuardedCamel implements AutoCloseable, ExpressionSyntax {
    /** Segments begin here; reachable from the context's own code only. */
    private static final String OWN_COMPONENT = "direct";

    private static final String SHARED = "ripen-segments";

    private final ModelCamelContext context;
    private final AllowList allowed;
    private final BoundedSimple simple;
    private final Route shared;

    /**
     * Dresses and starts a context.
     *
     * @param context new and not started; belongs to this object from now on
     */
    public GuardedCamel(ModelCamelContext context, AllowList allowed) {
        this.context = context;
        this.allowed = allowed;
        simple = BoundedSimple.of(context);
        context.disableJMX();
        ExtendedCamelContext extension = context.getCamelContextExtension();
        extension.setName("ripen-sequences");
        ComponentResolver components = PluginHelper.getComponentResolver(extension);
        LanguageResolver languages = PluginHelper.getLanguageResolver(extension);
        extension.addContextPlugin(
                ComponentResolver.class, (ComponentResolver) (name, camel) -> component(components, name));
        extension.addContextPlugin(
                LanguageResolver.class, (LanguageResolver) (name, camel) -> language(languages, name));
        extension.addContextPlugin(ResourceLoader.class, new NoResources());
        // What costs time on each exchange and tells nothing that the timeline does not tell better.
        context.setMessageHistory(false);
        context.setStreamCaching(false);
        context.setUseMDCLogging(false);
        context.setUseBreadcrumb(false);
        context.setAllowUseOriginalMessage(false);
        context.setSourceLocationEnabled(false);
        context.setTracing(false);
        context.setBacklogTracing(false);
        context.setLogMask(false);
        context.getInflightRepository().setInflightBrowseEnabled(false);
        context.getShutdownStrategy().setTimeout(5);
        if (context.getPropertiesComponent() instanceof PropertiesComponent placeholders) {
            placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
            placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
            placeholders.setPropertiesFunctionResolver(new NoFunctions());
        }
        NumberWords.in(context);
        context.start();
        shared = shared();
    }

    ModelCamelContext context() {
        return context;
    }

    /**
     * Makes steps ready to run, one after the other. Camel's routes would be looked through one by one whenever one of them
     * is removed, which takes minutes for some thousands; all that a segment needs of a route is one that they share.
     */
    Processor started(List<ProcessorDefinition<?>> steps) throws Exception {
        PipelineDefinition pipeline = new PipelineDefinition();
        steps.forEach(pipeline::addOutput);
        Processor processor = ProcessorReifier.reifier(shared, pipeline).createProcessor();
        try {
            ServiceHelper.startService(processor);
        } catch (RuntimeException failed) {
            stop(processor);
            throw failed;
        }
        return processor;
    }

    void stop(Processor processor) {
        ServiceHelper.stopAndShutdownService(processor);
    }

    private Route shared() {
        RouteDefinition route = new RouteDefinition(OWN_COMPONENT + ":" + SHARED);
        route.setId(SHARED);
        route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        route.addOutput(new StopDefinition());
        try {
            context.addRouteDefinition(route);
        } catch (Exception failed) {
            throw new RuntimeCamelException("The route that all segments share cannot be made.", failed);
        }
        return context.getRoute(SHARED);
    }

    private Component component(ComponentResolver camel, String name) throws Exception {
        if (name.equals(OWN_COMPONENT) || allowed.components().contains(name)) {
            return camel.resolveComponent(name, context);
        }
        throw new RuntimeCamelException("The component '" + name + "' is not allowed in a sequence.");
    }

    private Language language(LanguageResolver camel, String name) {
        if (name.equals("bean") && !allowed.languages().contains("method")) {
            return new LeadLanguage();
        }
        if (name.equals("simple")) {
            return simple;
        }
        if (name.equals("constant") || allowed.languages().contains(name)) {
            return camel.resolveLanguage(name, context);
        }
        throw new RuntimeCamelException("The language '" + name + "' is not allowed in a sequence.");
    }

    @Override
    public Optional<String> complaint(String language, String text, boolean condition) {
        try {
            Language camel = context.resolveLanguage(language);
            if (condition) {
                camel.createPredicate(text).init(context);
            } else {
                camel.createExpression(text).init(context);
            }
            return Optional.empty();
        } catch (RuntimeException unreadable) {
            return Optional.of(String.valueOf(unreadable.getMessage())
                    .lines()
                    .findFirst()
                    .orElse("")
                    .trim());
        }
    }

    @Override
    public void close() {
        context.stop();
    }

    /** Knows neither {@code {{env:…}}} nor {@code {{sys:…}}}. */
    private static final class NoFunctions implements PropertiesFunctionResolver {
        @Override
        public void addPropertiesFunction(PropertiesFunction function) {
            // stays unknown
        }

        @Override
        public Map<String, PropertiesFunction> getFunctions() {
            return Map.of();
        }

        @Override
        public boolean hasFunction(String name) {
            return false;
        }

        @Override
        public @Nullable PropertiesFunction resolvePropertiesFunction(String name) {
            return null;
        }
    }

    /** Refuses {@code resource:}, {@code file:} and {@code classpath:} alike. */
    private static final class NoResources extends ServiceSupport implements ResourceLoader {
        private @Nullable CamelContext camel;

        @Override
        public @Nullable CamelContext getCamelContext() {
            return camel;
        }

        @Override
        public void setCamelContext(CamelContext camelContext) {
            camel = camelContext;
        }

        @Override
        public Resource resolveResource(String uri) {
            return new ResourceSupport("none", uri) {
                @Override
                public boolean exists() {
                    return false;
                }

                @Override
                public InputStream getInputStream() throws IOException {
                    throw new IOException("A sequence may not read '" + uri + "'.");
                }
            };
        }
    }
}
