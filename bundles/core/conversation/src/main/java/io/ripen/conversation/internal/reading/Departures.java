package io.ripen.conversation.internal.reading;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds in an automatic answer that its person has left, has retired or has died, or that nobody reads the mailbox any more.
 * The wording is in {@code departures.txt}, where {@code a ... b} means b a few words behind a in the same sentence.
 */
public final class Departures {
    private static final int LONGEST = 3_000;
    /** A point within a date or a number ends no sentence. */
    private static final String GAP = "(?:[^.!?]|[.](?! )){1,60}?";

    private static final String BEGINS = "(?<![\\p{L}\\p{N}])";
    private static final String ENDS = "(?![\\p{L}\\p{N}])";
    private static final Map<String, Pattern> LISTS = load();

    private Departures() {}

    /**
     * The words by which it is known; null when nobody has left.
     *
     * @param back whether the answer names a day of return: then a mailbox that is not read is not read until that day
     */
    public static @Nullable String find(String text, boolean back) {
        String plain = plain(text);
        String left = find("left", plain);
        if (left != null || back || find("away", plain) != null) {
            return left;
        }
        return find("unread", plain);
    }

    /**
     * Whether somebody who has left comes back, as from a secondment or a long leave. Without such words a day in the text may as
     * well be the last one.
     */
    public static boolean comesBack(String text) {
        return find("back", plain(text)) != null;
    }

    private static String plain(String text) {
        String some = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return some.toLowerCase(Locale.ROOT)
                .replace('\u2019', '\'')
                .replace('\u2018', '\'')
                .replaceAll("[\\s\u00a0\u202f]+", " ");
    }

    private static @Nullable String find(String list, String plain) {
        Matcher matcher = Objects.requireNonNull(LISTS.get(list), list).matcher(plain);
        return matcher.find() ? matcher.group() : null;
    }

    private static Map<String, Pattern> load() {
        Map<String, StringJoiner> lists = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Departures.class.getResourceAsStream("departures.txt"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            StringJoiner current = new StringJoiner("|");
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String phrase = line.strip();
                if (phrase.startsWith("[")) {
                    current = lists.computeIfAbsent(
                            phrase.substring(1, phrase.length() - 1), name -> new StringJoiner("|"));
                } else if (!phrase.isEmpty() && !phrase.startsWith("#")) {
                    current.add(expression(phrase));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The list departures.txt of this bundle cannot be read.", e);
        }
        Map<String, Pattern> patterns = new HashMap<>();
        lists.forEach((name, phrases) -> patterns.put(name, Pattern.compile(BEGINS + "(?:" + phrases + ")" + ENDS)));
        return patterns;
    }

    private static String expression(String phrase) {
        StringJoiner pieces = new StringJoiner(GAP + BEGINS);
        for (String piece : phrase.split(" \\.\\.\\. ", -1)) {
            pieces.add(Pattern.quote(piece));
        }
        return pieces.toString();
    }
}
