package io.ripen.testkit;

import io.ripen.route.Plumbing;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Component;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.xml.in.ModelParser;
import org.jspecify.annotations.Nullable;

/**
 * Runs plumbing files, as they are, in a Camel context of the test:
 *
 * <pre>{@code
 * Path folder = Path.of("camel-routes/plumbing");
 * try (FilePlumbing plumbing = new FilePlumbing(folder, Map.of("ripen-smtp", component), "smtp-out.xml")) {
 *     …
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class FilePlumbing implements Plumbing, AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    /**
     * Starts the routes.
     *
     * @param components what the routes need beside Camel's own, by scheme
     * @param files names of files in {@code folder}; none for a plumbing without routes
     * @throws Exception when a file cannot be read or Camel does not start its routes
     */
    public FilePlumbing(Path folder, Map<String, ? extends Component> components, String... files) throws Exception {
        context.disableJMX();
        components.forEach(context::addComponent);
        for (String file : files) {
            try (InputStream in = Files.newInputStream(folder.resolve(file))) {
                RoutesDefinition routes = new ModelParser(in, "http://camel.apache.org/schema/xml-io")
                        .parseRoutesDefinition()
                        .orElseThrow();
                context.addRouteDefinitions(routes.getRoutes());
            }
        }
        context.start();
        template = context.createProducerTemplate();
    }

    @Override
    public boolean has(String name) {
        return context.hasEndpoint("direct:" + name) != null;
    }

    @Override
    public Reply request(String name, @Nullable Object body, Map<String, Object> headers) {
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
