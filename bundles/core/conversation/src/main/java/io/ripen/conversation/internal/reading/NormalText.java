package io.ripen.conversation.internal.reading;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A text as it is compared: lower case, without accents, apostrophes and emoji, in sentences.
 *
 * @param words all words in order
 * @param sentences the words of each sentence
 * @param heading the words of what stands before the first empty line
 */
record NormalText(List<String> words, List<List<String>> sentences, List<String> heading) {
    /** What an answer to this length says is said at its beginning or at its end. */
    private static final int LONGEST = 4_000;

    private static final int SPELLED = 4;

    private static final String SENTENCE_ENDS = ",.!?;:\n\r()…¡¿\"“”«»|";
    private static final String APOSTROPHES = "'’‘`´ʼ";
    /** The signs for stop, forbidden and no entry say it without a word. */
    private static final String STOP_SIGNS = "\uD83D\uDED1\uD83D\uDEAB\u26D4";

    private static final List<String> SIGNATURES = List.of(
            "sent from my ", "get outlook for ", "enviado desde mi ", "enviado do meu ", "envoye de mon ", "-- ", ">");

    static NormalText of(String given) {
        String text = given.length() <= LONGEST
                ? given
                : given.substring(0, LONGEST / 2) + "\n" + given.substring(given.length() - LONGEST / 2);
        String plain = withoutSignature(plain(text));
        List<String> words = new ArrayList<>();
        List<List<String>> sentences = new ArrayList<>();
        for (String sentence : split(plain, SENTENCE_ENDS)) {
            List<String> some = words(sentence);
            if (!some.isEmpty()) {
                sentences.add(some);
                words.addAll(some);
            }
        }
        int empty = plain.indexOf("\n\n");
        return new NormalText(words, sentences, empty < 0 ? words : words(plain.substring(0, empty)));
    }

    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed.codePoints().forEach(c -> {
            if (STOP_SIGNS.indexOf(c) >= 0) {
                plain.append(" stop ");
            }
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
            if (!mark && type != Character.FORMAT && APOSTROPHES.indexOf(c) < 0 && c != '\r') {
                plain.appendCodePoint(Character.toLowerCase(c));
            }
        });
        return plain.toString().strip().replace("e-mail", "email").replace("ß", "ss");
    }

    /** Without what mail programs and quotations add after the text. */
    private static String withoutSignature(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        for (String line : text.split("\n", -1)) {
            String bare = line.strip().toLowerCase(Locale.ROOT);
            if (kept.length() > 0 && SIGNATURES.stream().anyMatch(bare::startsWith)) {
                break;
            }
            kept.append(bare).append('\n');
        }
        return kept.toString().strip();
    }

    private static List<String> split(String text, String ends) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || ends.indexOf(text.charAt(i)) >= 0) {
                if (i > from) {
                    pieces.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return pieces;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                word.appendCodePoint(c);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
            }
        });
        if (word.length() > 0) {
            words.add(word.toString());
        }
        return spelledOut(words);
    }

    /** {@code s t o p} within other words is {@code stop} as well. */
    private static List<String> spelledOut(List<String> words) {
        List<String> joined = new ArrayList<>(words.size());
        for (int from = 0; from < words.size(); ) {
            int to = from;
            while (to < words.size() && words.get(to).length() == 1) {
                to++;
            }
            if (to - from >= SPELLED) {
                joined.add(together(words.subList(from, to)));
                from = to;
            } else {
                joined.add(words.get(from++));
            }
        }
        return joined;
    }

    /** The words without spaces: {@code s t o p} is {@code stop}. */
    static String together(List<String> words) {
        return String.join("", words);
    }
}
