package io.ripen.engine.internal.plumbing;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.xml.in.ModelParser;
import org.apache.camel.xml.io.XmlPullParserException;

/** From the text of a plumbing file to Camel's model of its routes. */
final class PlumbingModel {
    private static final String XML_IO = "http://camel.apache.org/schema/xml-io";
    private static final String SPRING = "http://camel.apache.org/schema/spring";

    private PlumbingModel() {}

    /**
     * @param suffix the empty string, or what is put behind the ids, so that the routes can stand beside others of the same
     *     ids; their steps have no ids of their own then
     */
    static List<RouteDefinition> read(String xml, String suffix) throws IOException, XmlPullParserException {
        List<RouteDefinition> routes = new ModelParser(new StringReader(xml), xml.contains(SPRING) ? SPRING : XML_IO)
                .parseRoutesDefinition()
                .orElseThrow(() -> new IllegalArgumentException("No <routes> was read."))
                .getRoutes();
        for (RouteDefinition route : routes) {
            if (answersItsCaller(route)) {
                // The caller gets the failure and decides; Camel's handler would only log the message with the lead's
                // data.
                route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
            }
            if (!suffix.isEmpty()) {
                route.setId(route.getId() + suffix);
                withoutIds(route);
            }
        }
        return routes;
    }

    private static boolean answersItsCaller(RouteDefinition route) {
        String from = route.getInput().getUri();
        return (from.startsWith("direct:") || from.startsWith(ChannelEntrance.SCHEME + ":"))
                && route.getErrorHandlerRef() == null
                && route.getErrorHandler() == null
                && route.getOutputs().stream().noneMatch(output -> output instanceof OnExceptionDefinition);
    }

    /** The ids of steps are unique in a context, and the routes that run have them. */
    private static void withoutIds(ProcessorDefinition<?> definition) {
        for (ProcessorDefinition<?> output : definition.getOutputs()) {
            output.setId(null);
            withoutIds(output);
        }
        if (definition instanceof ChoiceDefinition choice) {
            choice.getWhenClauses().forEach(when -> when.setId(null));
            if (choice.getOtherwise() != null) {
                choice.getOtherwise().setId(null);
            }
        }
    }
}
