package io.ripen.channel.email.internal;

import io.ripen.route.Plumbing;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.xml.in.ModelParser;

/** Runs the shipped plumbing files, as they are, in a Camel context of the test. */
final class FilePlumbing implements Plumbing, AutoCloseable {
    private static final Path FOLDER = Path.of("../../../camel-routes/plumbing");

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    FilePlumbing(Map<String, Component> components, String... files) throws Exception {
        context.disableJMX();
        components.forEach(context::addComponent);
        for (String file : files) {
            try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
                RoutesDefinition routes = new ModelParser(in, "http://camel.apache.org/schema/xml-io")
                        .parseRoutesDefinition()
                        .orElseThrow();
                context.addRouteDefinitions(routes.getRoutes());
            }
        }
        context.start();
        template = context.createProducerTemplate();
    }

    CamelContext context() {
        return context;
    }

    @Override
    public boolean has(String name) {
        return context.hasEndpoint("direct:" + name) != null;
    }

    @Override
    public Reply request(String name, Object body, Map<String, Object> headers) {
        Exchange exchange = template.request("direct:" + name, filled -> {
            filled.getIn().setBody(body);
            filled.getIn().setHeaders(headers);
        });
        return new Reply(exchange.getMessage().getBody(), exchange.getMessage().getHeaders(), exchange.getException());
    }

    @Override
    public void close() {
        context.stop();
    }
}
