package io.ripen.inbound.mail.internal.read;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dates in a text, in the forms in which people write them: {@code 3 December 2026}, {@code Dec 3rd}, {@code 03.12.},
 * {@code 12/3/2026}, {@code 2026-12-03}, {@code 12月3日}. A date without a year is the next one from the mail's own date on.
 */
final class FoundDates {
    /** A date and where it stands. */
    record Found(int start, int end, LocalDate date) {}

    private static final int MOST = 60;
    /** An absence that is over is still told of for some days. */
    private static final int PAST = 10;
    /** A date without a year is not further away than this; rather it is over. */
    private static final int SOON = 240;
    /** Nobody says that he is away for longer. */
    private static final int FUTURE = 400;

    private record Token(int start, int end, String text, boolean number) {}

    private final String text;
    private final LocalDate sent;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();

    private FoundDates(String plain, LocalDate sent) {
        this.text = plain;
        this.sent = sent;
    }

    /** @param plain text made plain; @param sent when the mail was sent */
    static List<Found> in(String plain, LocalDate sent) {
        FoundDates dates = new FoundDates(plain, sent);
        dates.tokens();
        dates.search();
        return dates.found;
    }

    private void tokens() {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int start = i;
            if (Character.isDigit(c)) {
                while (i < text.length() && Character.isDigit(text.charAt(i))) {
                    i++;
                }
                tokens.add(new Token(start, i, text.substring(start, i), true));
            } else if (c == '\u5E74'
                    || c == '\u6708'
                    || c == '\u65E5'
                    || c == '\u53F7'
                    || c == '\uC6D4'
                    || c == '\uC77C'
                    || c == '\uB144') {
                i++;
                tokens.add(new Token(start, i, String.valueOf(c), false));
            } else if (Character.isLetter(c)) {
                while (i < text.length() && (Character.isLetter(text.charAt(i)) || text.charAt(i) == '-')) {
                    i++;
                }
                tokens.add(new Token(start, i, text.substring(start, i), false));
            } else {
                i++;
            }
        }
    }

    private void search() {
        for (int i = 0; i < tokens.size() && found.size() < MOST; i++) {
            int last = found.size();
            if (tokens.get(i).number()) {
                int used = number(i);
                i += used > 0 ? used - 1 : 0;
            } else {
                int used = named(i);
                i += used > 0 ? used - 1 : 0;
            }
            if (found.size() > last + 1) {
                break;
            }
        }
    }

    private int value(int i) {
        String text =
                i < tokens.size() && tokens.get(i).number() ? tokens.get(i).text() : "";
        return text.isEmpty() || text.length() > 4 ? -1 : Integer.parseInt(text);
    }

    private String between(int i) {
        return i + 1 < tokens.size()
                ? text.substring(tokens.get(i).end(), tokens.get(i + 1).start())
                : "";
    }

    private boolean word(int i, String word) {
        return i < tokens.size() && tokens.get(i).text().equals(word);
    }

    /** A date that begins with a number; how many tokens it took. */
    private int number(int i) {
        int first = value(i);
        if (first < 0) {
            return 0;
        }
        boolean east = word(i + 1, "\u5E74") || word(i + 1, "\uB144");
        if (east && value(i + 2) > 0 && month(i + 3)) {
            return add(i, i + 5, first, value(i + 2), value(i + 4)) ? 5 : 0;
        }
        if (month(i + 1) && value(i + 2) > 0) {
            return add(i, i + 3, 0, first, value(i + 2)) ? 3 : 0;
        }
        String gap = between(i);
        boolean apart = gap.equals(".") || gap.equals("/") || gap.equals("-");
        int second = value(i + 1);
        if (apart && second >= 0) {
            String next = between(i + 1);
            int third = value(i + 2);
            if (tokens.get(i).text().length() == 4 && next.equals(gap) && third > 0) {
                return add(i, i + 3, first, second, third) ? 3 : 0;
            }
            int digits = third >= 0 ? tokens.get(i + 2).text().length() : 0;
            if (third >= 0 && (next.equals(gap) || next.equals(". ")) && (digits == 2 || digits == 4)) {
                int year = digits == 2 ? 2000 + third : third;
                return numeric(i, i + 3, gap, year, first, second) ? 3 : 0;
            }
            boolean pointed = gap.equals(".")
                    && tokens.get(i + 1).end() < text.length()
                    && text.charAt(tokens.get(i + 1).end()) == '.';
            boolean time = tokens.get(i + 1).end() < text.length()
                    && text.startsWith(" uhr", tokens.get(i + 1).end());
            if ((pointed || gap.equals("/")) && !time) {
                return numeric(i, i + 2, gap, 0, first, second) ? 2 : 0;
            }
            return 0;
        }
        // "3 December", "3. Dezember", "3rd of December", "3 de diciembre de 2026"
        int at = i + 1;
        for (int skip = 0; skip < 3 && at < tokens.size(); skip++) {
            String word = tokens.get(at).text();
            if (DateNames.month(word) > 0
                    && tokens.get(at).start() - tokens.get(i).end() <= 12) {
                int year = year(at + 1);
                return add(i, at + 1 + (year > 0 ? yearTokens(at + 1) : 0), year, DateNames.month(word), first)
                        ? at - i + 1
                        : 0;
            }
            if (!word.equals("st")
                    && !word.equals("nd")
                    && !word.equals("rd")
                    && !word.equals("th")
                    && !word.equals("of")
                    && !word.equals("de")
                    && !word.equals("di")
                    && !word.equals("er")
                    && !word.equals("ter")
                    && !word.equals("e")
                    && !word.equals("º")) {
                break;
            }
            at++;
        }
        return 0;
    }

    /** "December 3rd, 2026". */
    private int named(int i) {
        int month = DateNames.month(tokens.get(i).text());
        int day = value(i + 1);
        if (month == 0 || day < 1 || day > 31 || between(i).length() > 3) {
            return 0;
        }
        // "21 November 2026": the number behind the month is the year.
        int at = i + 2;
        if (word(at, "st") || word(at, "nd") || word(at, "rd") || word(at, "th")) {
            at++;
        }
        int year = year(at);
        return add(i, at + (year > 0 ? yearTokens(at) : 0), year, month, day) ? at - i : 0;
    }

    /** The year that follows; 0 when none does, -1 when it is not of our time. */
    private int year(int i) {
        int at = word(i, "de") || word(i, "del") ? i + 1 : i;
        int value = value(at);
        boolean near = value >= 1000
                && tokens.get(at).start() - tokens.get(Math.max(0, i - 1)).end() <= 6;
        if (!near) {
            return 0;
        }
        return value >= 2000 && value < 2100 ? value : -1;
    }

    private int yearTokens(int i) {
        return word(i, "de") || word(i, "del") ? 2 : 1;
    }

    private boolean month(int i) {
        return word(i, "\u6708") || word(i, "\uC6D4");
    }

    /** Day first or month first: what is possible, and of two the one that comes sooner after the mail. */
    private boolean numeric(int from, int to, String gap, int year, int first, int second) {
        LocalDate european = date(year, second, first);
        LocalDate american = gap.equals("/") ? date(year, first, second) : null;
        LocalDate chosen = european;
        if (american != null && (european == null || sooner(american, european))) {
            chosen = american;
        }
        return put(from, to, chosen);
    }

    private boolean sooner(LocalDate one, LocalDate other) {
        boolean past = other.isBefore(sent);
        return one.isBefore(sent) ? past && one.isAfter(other) : past || one.isBefore(other);
    }

    private boolean add(int from, int to, int year, int month, int day) {
        return put(from, to, date(year, month, day));
    }

    private boolean put(int from, int to, @Nullable LocalDate date) {
        if (date == null) {
            return false;
        }
        found.add(new Found(
                tokens.get(from).start(),
                tokens.get(Math.min(to, tokens.size()) - 1).end(),
                date));
        return true;
    }

    private @Nullable LocalDate date(int year, int month, int day) {
        if (year < 0) {
            return null;
        }
        try {
            if (year > 0) {
                LocalDate date = LocalDate.of(year, month, day);
                return date.isBefore(sent.minusYears(1)) || date.isAfter(sent.plusDays(FUTURE)) ? null : date;
            }
            LocalDate date = LocalDate.of(sent.getYear(), month, day);
            if (date.isBefore(sent.minusDays(PAST))) {
                LocalDate next = LocalDate.of(sent.getYear() + 1, month, day);
                return next.isAfter(sent.plusDays(SOON)) ? date : next;
            }
            return date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
