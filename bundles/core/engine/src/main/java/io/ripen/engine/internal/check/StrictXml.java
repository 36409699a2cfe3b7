package io.ripen.engine.internal.check;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML into elements that know their places: no DOCTYPE, no entities but XML's own five, limited in size, depth and
 * number of elements. What Camel parses later is written anew from these elements, so that nothing reaches it that was
 * not seen here.
 */
public final class StrictXml {
    static final int MOST_CHARACTERS = 1 << 20;
    static final int MOST_DEPTH = 64;
    static final int MOST_ELEMENTS = 5_000;

    /** Camel's two namespaces and none; elements of any other are refused. */
    static final Set<String> NAMESPACES =
            Set.of("http://camel.apache.org/schema/xml-io", "http://camel.apache.org/schema/spring", "");

    private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final Findings findings;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private @Nullable XmlElement root;
    private int elements;

    private StrictXml(Findings findings) {
        this.findings = findings;
    }

    /** The root element, or null when the text cannot be read; then the findings say why. */
    public static @Nullable XmlElement read(String xml, Findings findings) {
        if (xml.length() > MOST_CHARACTERS) {
            findings.add(
                    Place.FILE,
                    "The file has " + xml.length() + " characters; at most " + MOST_CHARACTERS + " are read.",
                    "Split it into several sequences.");
            return null;
        }
        if (xml.isBlank()) {
            findings.add(
                    Place.FILE,
                    "The file is empty.",
                    "Write a <route> into it, such as <route><from uri=\"sequence:NAME\"/>…</route>.");
            return null;
        }
        return new StrictXml(findings).parse(xml.startsWith("\uFEFF") ? xml.substring(1) : xml);
    }

    private @Nullable XmlElement parse(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("External entities are not read.");
        });
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            TagPlaces places = new TagPlaces(xml);
            while (reader.hasNext()) {
                if (!event(reader, next(reader), places)) {
                    return null;
                }
            }
            return root;
        } catch (XMLStreamException malformed) {
            Location at = malformed.getLocation();
            Place place = at == null ? Place.FILE : new Place(at.getLineNumber(), at.getColumnNumber());
            Malformed.tell(xml, place, plain(malformed), findings);
            return null;
        }
    }

    /** The JDK's reader throws what it likes when it has no words for a mistake. */
    private static int next(XMLStreamReader reader) throws XMLStreamException {
        try {
            return reader.next();
        } catch (RuntimeException wordless) {
            throw new XMLStreamException("It cannot be read from here on.", reader.getLocation(), wordless);
        }
    }

    /** False when reading must end. */
    private boolean event(XMLStreamReader reader, int event, TagPlaces places) {
        switch (event) {
            case XMLStreamConstants.DTD -> {
                findings.add(
                        here(reader),
                        "'<!DOCTYPE' is not allowed: it could make the server read files and other hosts.",
                        "Remove the DOCTYPE and everything that is declared in it.");
                return false;
            }
            case XMLStreamConstants.ENTITY_REFERENCE -> {
                findings.add(
                        here(reader),
                        "The entity '&" + reader.getLocalName() + ";' is not allowed.",
                        "Write the character itself; only &amp;, &lt;, &gt;, &quot; and &apos; are known.");
                return false;
            }
            case XMLStreamConstants.START_ELEMENT -> {
                return start(reader, places);
            }
            case XMLStreamConstants.END_ELEMENT -> open.pop();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader, places);
            default -> {
                // comments and processing instructions mean nothing to us, and never reach Camel
            }
        }
        return true;
    }

    private boolean start(XMLStreamReader reader, TagPlaces places) {
        TagPlaces.Tag tag = places.next();
        if (++elements > MOST_ELEMENTS || open.size() >= MOST_DEPTH) {
            findings.add(
                    tag.place(),
                    "The file is too large: at most " + MOST_ELEMENTS + " elements and " + MOST_DEPTH
                            + " levels are read.",
                    "Split it into several sequences.");
            return false;
        }
        XmlElement parent = open.peek();
        XmlElement element = new XmlElement(reader.getLocalName(), tag.place(), parent);
        String namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
        if (!NAMESPACES.contains(namespace)) {
            findings.add(
                    tag.place(),
                    "The element '" + element.name() + "' is in the namespace " + Findings.quote(namespace)
                            + ", which means nothing here.",
                    "Use http://camel.apache.org/schema/xml-io, or no namespace.");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attribute(reader, i, tag, element);
        }
        if (parent == null) {
            root = element;
        } else {
            parent.child(element);
        }
        open.push(element);
        return true;
    }

    private void attribute(XMLStreamReader reader, int i, TagPlaces.Tag tag, XmlElement element) {
        String namespace = reader.getAttributeNamespace(i);
        String name = reader.getAttributeLocalName(i);
        if (namespace != null && !namespace.isEmpty()) {
            if (!INSTANCE.equals(namespace)) {
                findings.add(
                        tag.place(),
                        "The attribute " + Findings.quote(name) + " is in a namespace of its own.",
                        "Remove it, or write it without a prefix.");
            }
            return;
        }
        Place place = tag.attributes().getOrDefault(name, tag.place());
        element.attribute(new XmlElement.Attribute(name, reader.getAttributeValue(i), place));
    }

    private void text(XMLStreamReader reader, TagPlaces places) {
        XmlElement parent = open.peek();
        if (parent != null) {
            parent.text(reader.getText(), places.textAfterLastTag());
        }
    }

    private static Place here(XMLStreamReader reader) {
        return new Place(
                reader.getLocation().getLineNumber(), reader.getLocation().getColumnNumber());
    }

    private static String plain(XMLStreamException malformed) {
        String message = String.valueOf(malformed.getMessage());
        int start = message.indexOf("Message: ");
        String plain = start < 0 ? message : message.substring(start + "Message: ".length());
        return List.of(".", "!", "?").contains(plain.substring(Math.max(0, plain.length() - 1))) ? plain : plain + ".";
    }
}
