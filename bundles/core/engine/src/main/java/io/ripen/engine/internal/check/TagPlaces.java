package io.ripen.engine.internal.check;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the start tags of well-formed XML one after the other, with the places of their attributes: StAX tells only where
 * a tag ends, and a message must point at the attribute that is wrong. Moves along with the StAX reader.
 */
final class TagPlaces {

    /** A start tag. */
    record Tag(Place place, Map<String, Place> attributes) {}

    private final String xml;
    private int offset;
    private int counted;
    private int line = 1;
    private int lineStart;

    TagPlaces(String xml) {
        this.xml = xml;
    }

    /** The next start tag; an empty one at the file's end when there is none. */
    Tag next() {
        while (offset < xml.length()) {
            int open = xml.indexOf('<', offset);
            if (open < 0) {
                break;
            }
            if (xml.startsWith("<!--", open)) {
                skipPast("-->", open + 4);
            } else if (xml.startsWith("<![CDATA[", open)) {
                skipPast("]]>", open + 9);
            } else if (xml.startsWith("<?", open)) {
                skipPast("?>", open + 2);
            } else if (xml.startsWith("</", open) || xml.startsWith("<!", open)) {
                skipPast(">", open + 2);
            } else {
                return tag(open);
            }
        }
        return new Tag(Place.FILE, Map.of());
    }

    /** Where the text after the tag that was read last begins, white space left out. */
    Place textAfterLastTag() {
        int start = offset;
        while (start < xml.length() && Character.isWhitespace(xml.charAt(start))) {
            start++;
        }
        if (xml.startsWith("<![CDATA[", start)) {
            start += "<![CDATA[".length();
        }
        int keptCounted = counted;
        int keptLine = line;
        int keptLineStart = lineStart;
        Place place = place(start);
        counted = keptCounted;
        line = keptLine;
        lineStart = keptLineStart;
        return place;
    }

    private Tag tag(int open) {
        Place start = place(open);
        Map<String, Place> attributes = new LinkedHashMap<>();
        int at = open + 1;
        while (at < xml.length() && !isSpace(at) && xml.charAt(at) != '>' && xml.charAt(at) != '/') {
            at++;
        }
        while (at < xml.length() && xml.charAt(at) != '>') {
            if (isSpace(at) || xml.charAt(at) == '/') {
                at++;
                continue;
            }
            int nameStart = at;
            while (at < xml.length() && xml.charAt(at) != '=' && xml.charAt(at) != '>' && !isSpace(at)) {
                at++;
            }
            attributes.put(xml.substring(nameStart, at), place(nameStart));
            while (at < xml.length() && xml.charAt(at) != '"' && xml.charAt(at) != '\'' && xml.charAt(at) != '>') {
                at++;
            }
            if (at < xml.length() && xml.charAt(at) != '>') {
                int end = xml.indexOf(xml.charAt(at), at + 1);
                at = end < 0 ? xml.length() : end + 1;
            }
        }
        offset = Math.min(xml.length(), at + 1);
        return new Tag(start, attributes);
    }

    private boolean isSpace(int at) {
        return Character.isWhitespace(xml.charAt(at));
    }

    private void skipPast(String end, int from) {
        int found = xml.indexOf(end, from);
        offset = found < 0 ? xml.length() : found + end.length();
    }

    /** Offsets are asked for in rising order, so each line is counted once. */
    private Place place(int at) {
        for (int i = xml.indexOf('\n', counted); i >= 0 && i < at; i = xml.indexOf('\n', i + 1)) {
            line++;
            lineStart = i + 1;
        }
        counted = Math.max(counted, at);
        return new Place(line, at - lineStart + 1);
    }
}
