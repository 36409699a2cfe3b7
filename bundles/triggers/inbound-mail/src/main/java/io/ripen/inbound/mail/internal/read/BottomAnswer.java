package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;

/** Parts an answer from the text above it that is quoted without marks. */
final class BottomAnswer {
    private static final int MOST_WORDS_OF_NAME = 5;

    private BottomAnswer() {}

    /**
     * What follows the last link, or the signature of the original; else the last paragraph.
     *
     * @param lines all that stands below the headers of the original
     */
    static String in(List<String> lines) {
        List<List<String>> paragraphs = paragraphs(lines);
        int last = paragraphs.size() - 1;
        int from = last;
        int link = lastLink(paragraphs);
        if (link == last && last >= 0) {
            // A line with a link is ours; what stands below it in one paragraph is not.
            return belowLink(paragraphs.get(last));
        }
        if (link >= 0) {
            from = link + 1;
        } else {
            int signed = firstClosing(paragraphs);
            if (signed >= 0 && signed < last) {
                from = signed + 1;
                if (paragraphs.get(signed).size() == 1 && from < last && name(paragraphs.get(from))) {
                    from++;
                }
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = Math.max(0, from); i <= last; i++) {
            text.append(String.join("\n", paragraphs.get(i))).append("\n\n");
        }
        return text.toString();
    }

    private static List<List<String>> paragraphs(List<String> lines) {
        List<List<String>> all = new ArrayList<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (!Words.plain(line).isEmpty()) {
                current.add(line);
            } else if (!current.isEmpty()) {
                all.add(current);
                current = new ArrayList<>();
            }
        }
        if (!current.isEmpty()) {
            all.add(current);
        }
        return all;
    }

    private static int lastLink(List<List<String>> paragraphs) {
        for (int i = paragraphs.size() - 1; i >= 0; i--) {
            if (paragraphs.get(i).stream().anyMatch(BottomAnswer::link)) {
                return i;
            }
        }
        return -1;
    }

    private static String belowLink(List<String> paragraph) {
        int from = paragraph.size();
        while (!link(paragraph.get(from - 1))) {
            from--;
        }
        return String.join("\n", paragraph.subList(from, paragraph.size()));
    }

    private static boolean link(String line) {
        return line.contains("://") || line.contains("mailto:");
    }

    private static int firstClosing(List<List<String>> paragraphs) {
        for (int i = 0; i < paragraphs.size(); i++) {
            if (Signature.closing(Words.plain(paragraphs.get(i).get(0)))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean name(List<String> paragraph) {
        String line = paragraph.get(0).strip();
        return paragraph.size() == 1
                && line.split(" ", MOST_WORDS_OF_NAME + 2).length <= MOST_WORDS_OF_NAME
                && ".?!".indexOf(line.charAt(line.length() - 1)) < 0;
    }
}
