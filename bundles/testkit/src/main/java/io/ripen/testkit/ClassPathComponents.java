package io.ripen.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.jar.Manifest;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What would be installed in Karaf if every bundle on the class path were: reads the same component descriptions that the
 * container reads, so a test uses the kinds under the very names that their annotations give them.
 *
 * <p>A component is made by its constructor: services that the testkit knows are handed in, an optional one that it does not
 * know is null, a configuration has its defaults. One that needs more is left out, and the log says so.
 */
final class ClassPathComponents {
    private static final Logger LOG = LoggerFactory.getLogger(ClassPathComponents.class);

    /** A component and the values of the property that was asked for. */
    record Found<T>(T service, List<String> values) {}

    /** @param optional which parameters of its constructor may be null */
    private record Description(
            String implementation,
            List<String> interfaces,
            Map<String, List<String>> properties,
            Set<Integer> optional) {}

    /** A class path does not change while tests run. */
    private static final Map<ClassLoader, List<Description>> DESCRIBED =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final ClassLoader loader;
    private final List<Description> descriptions;
    private final Map<Class<?>, Object> services;
    /** Components that others ask for, each made once for a story, as the container does. */
    private final Map<String, Object> made = new HashMap<>();

    /** @param services what a constructor may ask for, by interface */
    ClassPathComponents(ClassLoader loader, Map<Class<?>, Object> services) {
        this.loader = loader;
        this.services = new HashMap<>(services);
        this.descriptions = DESCRIBED.computeIfAbsent(loader, ClassPathComponents::describe);
    }

    /** Every component that provides {@code type} and has {@code property}. */
    <T> List<Found<T>> find(Class<T> type, String property) {
        List<Found<T>> found = new ArrayList<>();
        for (Description each : descriptions) {
            List<String> values = each.properties().get(property);
            if (values == null || !each.interfaces().contains(type.getName())) {
                continue;
            }
            T service = make(each, type);
            if (service != null) {
                found.add(new Found<>(service, values));
            }
        }
        return found;
    }

    /** Every component that provides {@code type}. */
    <T> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (Description each : descriptions) {
            T service = each.interfaces().contains(type.getName()) ? make(each, type) : null;
            if (service != null) {
                found.add(service);
            }
        }
        return found;
    }

    private <T> @Nullable T make(Description description, Class<T> type) {
        try {
            Class<?> implementation = Class.forName(description.implementation(), true, loader);
            for (Constructor<?> constructor : implementation.getDeclaredConstructors()) {
                @Nullable Object[] arguments = arguments(constructor, description.optional());
                if (arguments != null) {
                    constructor.setAccessible(true);
                    return type.cast(constructor.newInstance(arguments));
                }
            }
            LOG.info(
                    "{} is left out: its constructor asks for services that the testkit does not have."
                            + " Hand it to the SequenceTester yourself.",
                    description.implementation());
        } catch (ClassNotFoundException | InstantiationException | IllegalAccessException | LinkageError failed) {
            LOG.info("{} is left out: {}", description.implementation(), failed.toString());
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(
                    description.implementation() + " cannot be made: " + failed.getCause(), failed.getCause());
        }
        return null;
    }

    private @Nullable Object @Nullable [] arguments(Constructor<?> constructor, Set<Integer> optional) {
        Class<?>[] types = constructor.getParameterTypes();
        @Nullable Object[] arguments = new @Nullable Object[types.length];
        for (int i = 0; i < types.length; i++) {
            Object argument = types[i].isAnnotation() ? Examples.configuration(types[i], Map.of()) : service(types[i]);
            if (argument == null && !optional.contains(i)) {
                return null;
            }
            arguments[i] = argument;
        }
        return arguments;
    }

    /** One that the testkit has, or a component of the class path that provides it. */
    private @Nullable Object service(Class<?> type) {
        Object known = services.get(type);
        if (known != null) {
            return known;
        }
        for (Description each : descriptions) {
            if (each.interfaces().contains(type.getName())) {
                Object one = made.get(each.implementation());
                if (one == null) {
                    one = make(each, Object.class);
                    if (one != null) {
                        made.put(each.implementation(), one);
                    }
                }
                return one;
            }
        }
        return null;
    }

    private static List<Description> describe(ClassLoader loader) {
        List<Description> descriptions = new ArrayList<>();
        try {
            for (URL url : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                try (InputStream in = url.openStream()) {
                    String components = new Manifest(in).getMainAttributes().getValue("Service-Component");
                    if (components != null) {
                        String root =
                                url.toString().substring(0, url.toString().length() - "META-INF/MANIFEST.MF".length());
                        for (String path : components.split(",")) {
                            descriptions.add(
                                    read(URI.create(root + path.strip()).toURL()));
                        }
                    }
                }
            }
        } catch (IOException failed) {
            throw new IllegalStateException("The components on the class path cannot be read: " + failed, failed);
        }
        return descriptions;
    }

    private static Description read(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(in);
            List<String> interfaces = new ArrayList<>();
            for (Element provide : elements(document, "provide")) {
                interfaces.add(provide.getAttribute("interface"));
            }
            Map<String, List<String>> properties = new LinkedHashMap<>();
            for (Element property : elements(document, "property")) {
                properties.put(
                        property.getAttribute("name"),
                        property.hasAttribute("value")
                                ? List.of(property.getAttribute("value"))
                                : property.getTextContent()
                                        .strip()
                                        .lines()
                                        .map(String::strip)
                                        .toList());
            }
            Set<Integer> optional = new HashSet<>();
            for (Element reference : elements(document, "reference")) {
                String parameter = reference.getAttribute("parameter");
                if (!parameter.isEmpty()
                        && reference.getAttribute("cardinality").startsWith("0")) {
                    optional.add(Integer.valueOf(parameter));
                }
            }
            List<Element> implementation = elements(document, "implementation");
            return new Description(
                    implementation.isEmpty() ? "" : implementation.get(0).getAttribute("class"),
                    interfaces,
                    properties,
                    optional);
        } catch (ParserConfigurationException | SAXException broken) {
            throw new IOException("Component description " + url + " cannot be read: " + broken.getMessage(), broken);
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
