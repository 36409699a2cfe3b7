package io.ripen.engine.internal.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One function of a Simple text, and what its answer is compared with.
 *
 * @param function what stands between <code>${</code> and <code>}</code>, such as {@code body.came('w')}
 * @param values the fixed texts that it is compared with for being the same; none when it is not
 */
record Asked(String function, List<String> values) {
    private static final Set<String> SAME = Set.of("==", "!=", "=~", "!=~");
    private static final Set<String> ONE_OF = Set.of("in", "!in");

    private record Token(boolean function, boolean literal, String text) {}

    /** All functions of a text, none of them compared. */
    static List<Asked> in(String text) {
        List<Asked> found = new ArrayList<>();
        String plain = text.replace("$simple{", "${");
        for (int at = plain.indexOf("${"); at >= 0; at = plain.indexOf("${", at + 2)) {
            int end = plain.indexOf('}', at);
            if (end > 0) {
                found.add(new Asked(plain.substring(at + 2, end).trim(), List.of()));
            }
        }
        return found;
    }

    /** The functions of a condition that was read before, with what they are compared with. */
    static List<Asked> inCondition(String condition) {
        List<Token> tokens = tokens(condition.replace("$simple{", "${"));
        List<Asked> found = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).function()) {
                List<String> values = new ArrayList<>(compared(tokens, i + 1, i + 2));
                values.addAll(compared(tokens, i - 1, i - 2));
                found.add(new Asked(tokens.get(i).text(), List.copyOf(values)));
            } else if (tokens.get(i).literal()) {
                found.addAll(in(tokens.get(i).text()));
            }
        }
        return found;
    }

    private static List<String> compared(List<Token> tokens, int operator, int value) {
        if (value < 0 || value >= tokens.size() || !tokens.get(value).literal()) {
            return List.of();
        }
        String how = tokens.get(operator).text();
        String written = tokens.get(value).text();
        if (ONE_OF.contains(how)) {
            return List.of(written.split(","));
        }
        return SAME.contains(how) && !written.contains("${") ? List.of(written) : List.of();
    }

    private static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end;
            if (c == '\'' || c == '"') {
                int close = text.indexOf(c, at + 1);
                end = close < 0 ? text.length() : close;
                tokens.add(new Token(false, true, text.substring(at + 1, end)));
                end++;
            } else if (text.startsWith("${", at) && text.indexOf('}', at) > 0) {
                end = text.indexOf('}', at);
                tokens.add(new Token(true, false, text.substring(at + 2, end).trim()));
                end++;
            } else {
                end = at;
                while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                    end++;
                }
                tokens.add(new Token(false, false, text.substring(at, end)));
            }
            at = end;
        }
        return tokens;
    }
}
