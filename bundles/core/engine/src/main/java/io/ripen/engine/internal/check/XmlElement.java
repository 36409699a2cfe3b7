package io.ripen.engine.internal.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An element with the places of everything in it. Built by {@link StrictXml}; read-only afterwards. */
public final class XmlElement {

    /** An attribute, its value decoded. */
    public record Attribute(String name, String value, Place place) {}

    private final String name;
    private final Place place;
    private final @Nullable XmlElement parent;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Place textPlace;

    XmlElement(String name, Place place, @Nullable XmlElement parent) {
        this.name = name;
        this.place = place;
        this.parent = parent;
        this.textPlace = place;
    }

    void attribute(Attribute attribute) {
        attributes.put(attribute.name(), attribute);
    }

    void child(XmlElement child) {
        children.add(child);
    }

    void text(String more, Place at) {
        if (text.toString().isBlank()) {
            textPlace = at;
        }
        text.append(more);
    }

    public String name() {
        return name;
    }

    /** Where its start tag begins. */
    public Place place() {
        return place;
    }

    public @Nullable XmlElement parent() {
        return parent;
    }

    public Map<String, Attribute> attributes() {
        return attributes;
    }

    public Optional<Attribute> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName));
    }

    public String value(String attributeName) {
        Attribute attribute = attributes.get(attributeName);
        return attribute == null ? "" : attribute.value();
    }

    public List<XmlElement> children() {
        return children;
    }

    /** Its own text, without that of its children, trimmed. */
    public String text() {
        return text.toString().trim();
    }

    public Place textPlace() {
        return textPlace;
    }

    @Override
    public String toString() {
        return "<" + name + ">";
    }
}
