package io.ripen.engine.internal.plumbing;

import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.BoundedSimple;
import io.ripen.engine.internal.compile.NumberWords;
import org.apache.camel.Component;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.LanguageResolver;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/** Makes a Camel context the plumbing's: what it may resolve, and what is stripped from what comes in. */
final class PlumbingCamel {
    private PlumbingCamel() {}

    /** Sets a new context up and starts it. */
    static void start(ModelCamelContext context, AllowList allowed) {
        context.disableJMX();
        context.getCamelContextExtension().setName("ripen-plumbing");
        context.setMessageHistory(false);
        context.setUseBreadcrumb(false);
        context.getShutdownStrategy().setTimeout(10);
        context.addComponent(ChannelEntrance.SCHEME, new ChannelEntrance());
        ComponentResolver components = PluginHelper.getComponentResolver(context);
        BoundedSimple simple = BoundedSimple.of(context);
        LanguageResolver languages = PluginHelper.getLanguageResolver(context);
        context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, (ComponentResolver)
                (name, camel) -> {
                    // Simple needs "bean" for ${body.method}; as an endpoint the files' check refuses it.
                    if (!allowed.components().contains(name) && !name.startsWith("ripen-") && !name.equals("bean")) {
                        throw new IllegalArgumentException("The component '" + name
                                + ":' is not allowed in the plumbing; see plumbing.components in"
                                + " etc/io.ripen.engine.cfg.");
                    }
                    if (name.equals("direct")) {
                        return new CalledRoutes();
                    }
                    Component found = components.resolveComponent(name, context);
                    return found == null ? null : CarefulComponents.set(context, name, found);
                });
        context.getCamelContextExtension().addContextPlugin(LanguageResolver.class, (LanguageResolver)
                (name, camel) -> {
                    // Simple hands ${body.method} to "bean": the plumbing is the operator's, and may ask its own
                    // objects.
                    if (!allowed.languages().contains(name) && !name.equals("bean")) {
                        throw new IllegalArgumentException("The language '" + name
                                + "' is not allowed in the plumbing; see plumbing.languages in"
                                + " etc/io.ripen.engine.cfg.");
                    }
                    // What a stranger texts must not meet one of Java's own patterns.
                    return name.equals("simple") ? simple : languages.resolveLanguage(name, context);
                });
        context.addRoutePolicyFactory(new RoutePolicyFactory() {
            @Override
            public @Nullable HeaderGuard createRoutePolicy(
                    org.apache.camel.CamelContext camel, String routeId, NamedNode route) {
                String uri = ((RouteDefinition) route).getInput().getEndpointUri();
                String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : uri;
                return HeaderGuard.isNeeded(scheme) ? new HeaderGuard(scheme) : null;
            }
        });
        NumberWords.in(context);
        context.start();
    }
}
