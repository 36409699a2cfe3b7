package io.ripen.rest.internal.resource;

import io.ripen.sequence.SequenceId;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds in a route what says which files belong to it, as far as it can be read. Judges nothing: a route that is no XML
 * simply has no names, and the engine's check says what is wrong with it.
 */
final class RouteNames {
    private static final String SEQUENCE = "sequence:";

    private RouteNames() {}

    /** The ID in {@code <from uri="sequence:ID?…"/>}. */
    static Optional<SequenceId> id(String xml) {
        for (String uri : uris(xml)) {
            if (uri.startsWith(SEQUENCE)) {
                try {
                    return Optional.of(new SequenceId(path(uri)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Names of the files that its steps could need as templates: {@code day-1.sms} for {@code sms:day-1}. */
    static Set<String> templates(String xml) {
        Set<String> files = new LinkedHashSet<>();
        for (String uri : uris(xml)) {
            int colon = uri.indexOf(':');
            if (colon > 0) {
                files.add(path(uri) + "." + uri.substring(0, colon).strip());
            }
        }
        return files;
    }

    private static String path(String uri) {
        String rest = uri.substring(uri.indexOf(':') + 1);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        return path.replaceFirst("^/+", "").strip();
    }

    private static List<String> uris(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<String> uris = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    String uri = reader.getAttributeValue(null, "uri");
                    if (uri != null) {
                        uris.add(uri);
                    }
                }
            }
        } catch (XMLStreamException | RuntimeException e) { // the JDK's reader throws what it likes
            // What was found up to the mistake is enough; the check names the mistake.
            return uris;
        }
        return uris;
    }
}
