package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.wording.TouchUri;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A route as far as hints need it: its steps in the order of the file, and when each is reached at the latest.
 *
 * @param days from the enrollment to the last touch, on the longest way
 */
record ReadRoute(String id, List<ReadStep> steps, double days) {
    /** As deep as the check of a sequence reads, so that reading it cannot run out of stack. */
    private static final int MOST_DEPTH = 100;

    private static final Pattern TIME =
            Pattern.compile("(\\d{1,5}) *(minute|hour|day|week|month)s?( after enrollment)?", Pattern.CASE_INSENSITIVE);

    /**
     * One {@code to}.
     *
     * @param number of a touch, as reports count it; 0 for any other step
     * @param day at the latest, counted from the enrollment; whole ones and parts of them
     */
    record ReadStep(String id, TouchUri uri, int line, int number, double day) {
        boolean isTouch() {
            return number > 0;
        }
    }

    /** Null for what is no well-formed XML, which deployment refuses in better words. */
    static @Nullable ReadRoute of(String xml) {
        // The JDK's own, whatever other bundles bring; nothing outside of the text is ever read.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            try {
                return new Reading(reader).route();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException broken) { // the JDK's reader throws what it likes
            return null;
        }
    }

    /** The touches alone. */
    List<ReadStep> touches() {
        return steps.stream().filter(ReadStep::isTouch).toList();
    }

    int lastNumber() {
        return touches().stream().mapToInt(ReadStep::number).max().orElse(0);
    }

    private static final class Reading {
        private final XMLStreamReader reader;
        private final List<ReadStep> steps = new ArrayList<>();
        private String id = "";
        private int number;
        private double lastTouch;
        private int depth;

        Reading(XMLStreamReader reader) {
            this.reader = reader;
        }

        ReadRoute route() throws XMLStreamException {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT
                        && reader.getLocalName().equals("route")) {
                    id = attribute("id");
                    walk(0);
                }
            }
            return new ReadRoute(id, List.copyOf(steps), lastTouch);
        }

        /** Reads up to the end of the element and answers how late it is then. Branches begin at the same time. */
        private double walk(double from) throws XMLStreamException {
            if (++depth > MOST_DEPTH) {
                throw new XMLStreamException("The file has more than " + MOST_DEPTH + " levels.");
            }
            try {
                return inside(from);
            } finally {
                depth--;
            }
        }

        private double inside(double from) throws XMLStreamException {
            boolean choice = reader.getLocalName().equals("choice");
            double day = from;
            double latest = from;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return choice ? latest : day;
                }
                if (event != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (reader.getLocalName().equals("to")) {
                    day = step(day);
                    walk(day);
                } else {
                    double after = walk(day);
                    latest = Math.max(latest, after);
                    day = choice ? from : after;
                }
            }
            return day;
        }

        private double step(double day) {
            TouchUri uri = TouchUri.of(attribute("uri"));
            if (uri == null) {
                return day;
            }
            int touch = 0;
            if (uri.scheme().equals("sms")
                    || uri.scheme().equals("email")
                    || uri.scheme().equals("call")) {
                touch = number(uri.options().get("number"));
                lastTouch = Math.max(lastTouch, day);
            }
            steps.add(new ReadStep(attribute("id"), uri, reader.getLocation().getLineNumber(), touch, day));
            return uri.scheme().equals("wait") ? waited(uri, day) : day;
        }

        private int number(@Nullable String written) {
            number = written != null && written.matches("[0-9]{1,3}") ? Integer.parseInt(written) : number + 1;
            return number;
        }

        private static double waited(TouchUri wait, double day) {
            String time = wait.path().equals("for") ? wait.options().getOrDefault("timeout", "") : wait.path();
            Matcher read = TIME.matcher(time);
            if (!read.lookingAt()) {
                return day;
            }
            double unit = switch (read.group(2).toLowerCase(java.util.Locale.ROOT)) {
                case "minute" -> 1 / 1_440d;
                case "hour" -> 1 / 24d;
                case "week" -> 7;
                case "month" -> 30;
                default -> 1;
            };
            double days = Integer.parseInt(read.group(1)) * unit;
            return read.group(3) == null ? day + days : Math.max(day, days);
        }

        private String attribute(String name) {
            String value = reader.getAttributeValue(null, name);
            return value == null ? "" : value;
        }
    }
}
