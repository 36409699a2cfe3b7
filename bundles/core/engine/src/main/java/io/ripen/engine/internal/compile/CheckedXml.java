package io.ripen.engine.internal.compile;

import io.ripen.engine.internal.check.SequencePlan;
import io.ripen.engine.internal.check.XmlElement;

/**
 * Writes a checked route anew for Camel's parser, so that Camel reads exactly what was checked: no comments, entities or
 * foreign namespaces that two parsers might see differently. Every element carries its key as its id.
 */
final class CheckedXml {
    static final String NAMESPACE = "http://camel.apache.org/schema/xml-io";

    private final SequencePlan plan;
    private final StringBuilder xml = new StringBuilder();

    private CheckedXml(SequencePlan plan) {
        this.plan = plan;
    }

    static String of(SequencePlan plan) {
        CheckedXml writer = new CheckedXml(plan);
        writer.xml.append("<routes xmlns=\"").append(NAMESPACE).append("\">");
        writer.element(plan.route());
        return writer.xml.append("</routes>").toString();
    }

    private void element(XmlElement element) {
        xml.append('<').append(element.name());
        String key = plan.keys().get(element);
        if (key != null) {
            attribute("id", key);
        }
        element.attributes().values().stream()
                .filter(attribute -> key == null || !attribute.name().equals("id"))
                .forEach(attribute -> attribute(attribute.name(), attribute.value()));
        xml.append('>');
        escaped(element.text());
        element.children().forEach(this::element);
        xml.append("</").append(element.name()).append('>');
    }

    private void attribute(String name, String value) {
        xml.append(' ').append(name).append("=\"");
        escaped(value);
        xml.append('"');
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.append(c);
            }
        }
    }
}
