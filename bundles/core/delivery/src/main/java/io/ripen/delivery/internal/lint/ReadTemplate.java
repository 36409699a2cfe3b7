package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.lint.ReadRoute.ReadStep;
import io.ripen.delivery.internal.render.PlainPart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template as its reader will see it.
 *
 * @param text the text part, without subject and HTML
 * @param firstLine which line of the file the text begins with
 */
record ReadTemplate(ReadStep step, String file, String text, int firstLine) {
    private static final int MOST_READ = 20_000;

    private static final Pattern LINK =
            Pattern.compile("\\{\\{#\\s*link\\.[^}]*\\}\\}.*?\\{\\{/\\s*link\\.[^}]*\\}\\}", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("\\{\\{([^#^/!{}|]+)(?:\\|([^{}]*))?\\}\\}");
    private static final Pattern TAG = Pattern.compile("\\{\\{[^{}]*\\}\\}");
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");
    /** As long as a tracked link is with a host of usual length. */
    private static final String A_LINK = "https://go.acme-services.example/t/c/" + "x".repeat(28);

    static ReadTemplate text(ReadStep step, String file, String content) {
        return new ReadTemplate(step, file, shortened(content).strip(), 1);
    }

    /** The text part of a mail; null when it has no head. */
    static @Nullable ReadTemplate mail(ReadStep step, String file, String content) {
        String plain = content.replace("\r\n", "\n");
        int body = plain.indexOf("\n\n");
        if (body < 0) {
            return null;
        }
        int html = plain.indexOf("\n--- html", body);
        String text = plain.substring(body, html < 0 ? plain.length() : html);
        int line = 1 + (int) plain.substring(0, body).lines().count();
        if (html >= 0 && text.isBlank()) {
            text = PlainPart.of(shortened(plain.substring(plain.indexOf('\n', html + 1) + 1)));
            line += 2;
        }
        return new ReadTemplate(step, file, shortened(text).strip(), line);
    }

    /** Hints are about what a person reads; what is longer than a book's chapter is no message. */
    private static String shortened(String text) {
        return text.length() > MOST_READ ? text.substring(0, MOST_READ) : text;
    }

    /** Filled in with a long name of team and lead. */
    String sample() {
        String linked = LINK.matcher(text).replaceAll(Matcher.quoteReplacement(A_LINK));
        Matcher field = FIELD.matcher(linked);
        StringBuilder filled = new StringBuilder();
        while (field.find()) {
            field.appendReplacement(
                    filled, Matcher.quoteReplacement(sample(field.group(1).strip(), field.group(2))));
        }
        return TAG.matcher(field.appendTail(filled)).replaceAll("");
    }

    private static String sample(String name, @Nullable String fallback) {
        return switch (name) {
            case "team.name", "team.business_name", "team.businessName" -> "T".repeat(20);
            case "contact.first_name", "contact.firstName" -> "N".repeat(12);
            case "contact.last_name", "contact.lastName", "contact.owner" -> "N".repeat(14);
            case "contact.name", "contact.full_name" -> "N".repeat(24);
            case "unsubscribe" -> A_LINK;
            default -> fallback != null && !fallback.isBlank() ? fallback : "N".repeat(12);
        };
    }

    /** Links that the reader is to follow; the one to unsubscribe with is none. */
    int links() {
        int links = 0;
        Matcher named = LINK.matcher(text);
        while (named.find()) {
            links++;
        }
        Matcher written = ADDRESS.matcher(LINK.matcher(text).replaceAll(""));
        while (written.find()) {
            links++;
        }
        return links;
    }

    int questions() {
        String said = ADDRESS.matcher(LINK.matcher(text).replaceAll("")).replaceAll("");
        return (int) said.chars().filter(c -> c == '?').count();
    }

    /** Different fields that are the lead's. */
    TreeSet<String> personalFields() {
        TreeSet<String> fields = new TreeSet<>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            String name = field.group(1).strip();
            if (name.startsWith("contact.") || name.startsWith("company.")) {
                fields.add(name);
            }
        }
        return fields;
    }

    /** Whether the business is named within the first words. */
    boolean namesTheBusinessFirst() {
        String start = text.substring(0, Math.min(text.length(), 60));
        return start.contains("{{team.name")
                || start.contains("{{team.business_name")
                || start.contains("{{team.businessName");
    }

    String firstSentence() {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    /** Paragraphs between greeting and closing. */
    List<String> paragraphs() {
        List<String> paragraphs = new ArrayList<>();
        for (String each : text.split("\\n\\s*\\n")) {
            boolean closing = each.contains("{{unsubscribe}}")
                    || (each.contains("{{team.") && each.strip().lines().count() > 1 && words(each) < 12);
            boolean greeting =
                    paragraphs.isEmpty() && words(each) <= 5 && each.strip().endsWith(",");
            if (!each.isBlank() && !closing && !greeting) {
                paragraphs.add(each.strip());
            }
        }
        return paragraphs;
    }

    static int words(String text) {
        String plain = TAG.matcher(LINK.matcher(text).replaceAll("link")).replaceAll("word");
        return plain.isBlank() ? 0 : plain.strip().split("\\s+").length;
    }

    /** What stands under {@code Voicemail:}; the empty string when there is nothing. */
    String voicemail() {
        Matcher begin = Pattern.compile("(?mi)^voicemail:\\s*").matcher(text);
        return begin.find() ? text.substring(begin.end()).strip() : "";
    }
}
