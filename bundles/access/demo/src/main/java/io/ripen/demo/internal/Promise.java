package io.ripen.demo.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What a sequence promises a lead that lets it run to its end. Read from the author's file by a few lines of its own, and
 * not asked of the engine: a judge who asks the accused is none.
 *
 * @param touches in the order in which they are due
 * @param tags tags that the lead gets on the way
 */
record Promise(List<Touch> touches, Set<String> tags) {

    /** @param pause how long after the touch before it, or after the enrollment */
    record Touch(String step, String channel, Duration pause) {}

    private static final Pattern CLICKED = Pattern.compile("\\$\\{body\\.clicked\\('([^']+)'\\)}");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{variable\\.(\\w+)} == '([^']*)'");
    private static final Pattern SPLIT = Pattern.compile("split:(\\w+)\\?.*");
    private static final Pattern WAIT = Pattern.compile("wait:(\\d+) (second|minute|hour|day|week)s?");
    private static final Pattern ADD_TAG = Pattern.compile("contact:tag\\?add=([^&]+)");

    /** To a lead that fell into no arm of a split that a {@code choice} asks for. */
    static Promise of(Path file, Set<String> clicks) {
        return of(file, clicks, Map.of());
    }

    /**
     * Reads the promise to a lead that clicks these links.
     *
     * @param arms the arm that the lead fell into, by the name of the split
     * @throws IllegalStateException when the file holds what the demo cannot foretell
     */
    static Promise of(Path file, Set<String> clicks, Map<String, String> arms) {
        Reading reading = new Reading(file, clicks, arms);
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            reading.children((Element) factory.newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagName("route")
                    .item(0));
        } catch (IOException | SAXException | ParserConfigurationException failed) {
            throw new IllegalStateException("The demo cannot read " + file + ": " + failed.getMessage(), failed);
        }
        return new Promise(List.copyOf(reading.touches), Set.copyOf(reading.tags));
    }

    private static final class Reading {
        private final Path file;
        private final Set<String> clicks;
        private final Map<String, String> arms;
        private final List<Touch> touches = new ArrayList<>();
        private final Set<String> tags = new LinkedHashSet<>();
        private Duration wait = Duration.ZERO;

        Reading(Path file, Set<String> clicks, Map<String, String> arms) {
            this.file = file;
            this.clicks = clicks;
            this.arms = arms;
        }

        void children(Element parent) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element element) {
                    element(element);
                }
            }
        }

        private void element(Element element) {
            switch (element.getTagName()) {
                case "from", "simple" -> {}
                case "to" -> to(element.getAttribute("id"), element.getAttribute("uri"));
                case "choice" -> choice(element);
                default -> throw cannot("<" + element.getTagName() + ">");
            }
        }

        private void choice(Element choice) {
            for (Node node = choice.getFirstChild(); node != null; node = node.getNextSibling()) {
                if (node instanceof Element branch && (branch.getTagName().equals("otherwise") || holds(branch))) {
                    children(branch);
                    return;
                }
            }
        }

        private boolean holds(Element when) {
            String condition =
                    when.getElementsByTagName("simple").item(0).getTextContent().strip();
            Matcher variable = VARIABLE.matcher(condition);
            if (variable.matches()) {
                return variable.group(2).equals(arms.get(variable.group(1)));
            }
            boolean holds = false;
            for (String part : condition.split(" \\|\\| ")) {
                Matcher clicked = CLICKED.matcher(part.strip());
                if (!clicked.matches()) {
                    throw cannot("the condition " + condition);
                }
                holds |= clicks.contains(clicked.group(1));
            }
            return holds;
        }

        private void to(String step, String uri) {
            Matcher pause = WAIT.matcher(uri);
            Matcher tag = ADD_TAG.matcher(uri);
            if (pause.matches()) {
                wait = wait.plus(duration(Long.parseLong(pause.group(1)), pause.group(2)));
            } else if (tag.matches()) {
                tags.addAll(List.of(tag.group(1).split(",")));
            } else if (uri.startsWith("sms:") || uri.startsWith("email:")) {
                touches.add(new Touch(step, uri.substring(0, uri.indexOf(':')), wait));
                wait = Duration.ZERO;
            } else if (!SPLIT.matcher(uri).matches()) {
                throw cannot(uri);
            }
        }

        private static Duration duration(long count, String unit) {
            return switch (unit.toLowerCase(Locale.ROOT)) {
                case "second" -> Duration.ofSeconds(count);
                case "minute" -> Duration.ofMinutes(count);
                case "hour" -> Duration.ofHours(count);
                case "day" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
            };
        }

        private IllegalStateException cannot(String what) {
            return new IllegalStateException("The demo cannot foretell what " + what + " in " + file
                    + " does. Play the demo with the sequences as they ship.");
        }
    }
}
