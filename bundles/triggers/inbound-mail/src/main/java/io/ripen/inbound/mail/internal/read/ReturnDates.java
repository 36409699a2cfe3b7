package io.ripen.inbound.mail.internal.read;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When somebody who is away is back: the date beside "back on", else the one beside "until", else the end of a span, else
 * the only date that lies ahead. Of a weekday the next one is meant.
 */
final class ReturnDates {
    private static final List<String> RETURN = DateNames.LISTS.get("return");
    /** "From" a day somebody is back, or away: this counts only where nothing else says which. */
    private static final List<String> BEGINNING = RETURN.stream()
            .filter(Set.of(
                    "ab",
                    "ab dem",
                    "à partir du",
                    "à compter du",
                    "a partir del",
                    "a partir de",
                    "a partire dal",
                    "vanaf")::contains)
            .toList();

    private static final List<String> SURE =
            RETURN.stream().filter(cue -> !BEGINNING.contains(cue)).toList();
    private static final List<String> UNTIL = DateNames.LISTS.get("until");
    private static final List<String> TOMORROW = DateNames.LISTS.get("tomorrow");
    private static final int LONGEST = 3_000;
    private static final int NEAR = 45;
    private static final int CLOSE = 22;

    private ReturnDates() {}

    /** @param sent the mail's own date, or null when it has none; then only dates with a year count */
    static @Nullable LocalDate of(String subject, String text, @Nullable LocalDate sent) {
        if (sent == null) {
            return null;
        }
        String body = Words.plain(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        String plain = body + " . " + subject;
        List<FoundDates.Found> dates = FoundDates.in(plain, sent);
        LocalDate back = beside(plain, dates, SURE, NEAR, sent);
        if (back == null) {
            back = beside(plain, dates, UNTIL, CLOSE, sent);
        }
        if (back == null) {
            back = beside(plain, dates, BEGINNING, NEAR, sent);
        }
        if (back == null) {
            back = weekday(plain, sent);
        }
        if (back == null && dates.size() == 1 && dates.get(0).date().isAfter(sent)) {
            back = dates.get(0).date();
        }
        return back;
    }

    /** The date nearest behind one of the cues; for languages that put the cue behind it, the one nearest before. */
    private static @Nullable LocalDate beside(
            String plain, List<FoundDates.Found> dates, List<String> cues, int within, LocalDate sent) {
        int best = Integer.MAX_VALUE;
        LocalDate chosen = null;
        for (FoundDates.Found each : dates) {
            // On the first day of an absence its own beginning is among the dates: nobody is back on the day they
            // write.
            if (!each.date().isAfter(sent)) {
                continue;
            }
            String before = plain.substring(Math.max(0, each.start() - within), each.start());
            String after = plain.substring(each.end(), Math.min(plain.length(), each.end() + CLOSE));
            for (String cue : cues) {
                int at = last(before, cue);
                if (at >= 0 && !ends(before.substring(at))) {
                    int distance = before.length() - at - cue.length();
                    // Of "from 1 to 5 May" the later one counts, of "until 5 May, back on 6 May" the nearer one.
                    if (distance < best
                            || distance == best && chosen != null && each.date().isAfter(chosen)) {
                        best = distance;
                        chosen = each.date();
                    }
                }
                int behind = behind(cue) ? after.indexOf(cue) : -1;
                if (behind >= 0 && behind < 12 && behind < best) {
                    best = behind;
                    chosen = each.date();
                }
            }
        }
        return chosen;
    }

    /** Cues that stand behind the date: of languages that write so, and "I will be back". */
    private static boolean behind(String cue) {
        return Words.ideographic(cue)
                || cue.equals("saakka")
                || cue.equals("asti")
                || cue.equals("wieder")
                || cue.equals("zurück")
                || cue.equals("terug")
                || cue.equals("takaisin")
                || cue.equals("tillbaka")
                || cue.equals("tilbage")
                || cue.equals("tilbake");
    }

    /** Whether a sentence ends between the cue and the date. */
    private static boolean ends(String text) {
        return text.contains("! ")
                || text.contains("? ")
                || text.contains(". ") && !text.contains(" . ") && wordBeforePoint(text);
    }

    /** A point behind a long word ends a sentence; behind a short one it stands for the rest of the word. */
    private static boolean wordBeforePoint(String text) {
        int point = text.indexOf(". ");
        int start = point;
        while (start > 0 && Character.isLetter(text.charAt(start - 1))) {
            start--;
        }
        return point - start > 4;
    }

    private static int last(String text, String cue) {
        int found = -1;
        for (int at = Words.find(text, cue, 0); at >= 0; at = Words.find(text, cue, at + 1)) {
            found = at;
        }
        return found;
    }

    private static @Nullable LocalDate weekday(String plain, LocalDate sent) {
        for (String cue : RETURN) {
            for (int at = Words.find(plain, cue, 0), tries = 0; at >= 0 && tries < 20; tries++) {
                int from = at + cue.length();
                String near = plain.substring(from, Math.min(plain.length(), from + CLOSE));
                for (String tomorrow : TOMORROW) {
                    if (Words.find(near, tomorrow, 0) >= 0) {
                        return sent.plusDays(1);
                    }
                }
                for (String word : near.split("[ ,.;:!]", 6)) {
                    int day = DateNames.weekday(word);
                    if (day > 0) {
                        return sent.with(TemporalAdjusters.next(DayOfWeek.of(day)));
                    }
                }
                at = Words.find(plain, cue, at + 1);
            }
        }
        return null;
    }
}
