package io.ripen.inbound.mail.internal.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names of months and weekdays in the languages we know, from {@code dates.txt}. */
final class DateNames {
    static final WordLists LISTS = WordLists.load("dates.txt");

    private static final int MONTHS = 12;
    private static final int DAYS = 7;
    private static final Map<String, Integer> MONTH = new HashMap<>();
    private static final Map<String, Integer> WEEKDAY = new HashMap<>();
    private static final Set<String> SHORT = new HashSet<>(LISTS.get("weekday-short"));

    static {
        for (int i = 1; i <= MONTHS; i++) {
            for (String name : LISTS.get("month-" + i)) {
                MONTH.putIfAbsent(name, i);
            }
        }
        for (int i = 1; i <= DAYS; i++) {
            for (String name : LISTS.get("weekday-" + i)) {
                WEEKDAY.putIfAbsent(name, i);
            }
        }
    }

    private DateNames() {}

    /** 1 to 12, or 0 when {@code word} is no month. */
    static int month(String word) {
        Integer found = MONTH.get(word);
        if (found == null && word.endsWith(".")) {
            found = MONTH.get(word.substring(0, word.length() - 1));
        }
        return found == null ? 0 : found;
    }

    /** 1 for Monday to 7, or 0 when {@code word} is no weekday. */
    static int weekday(String word) {
        return WEEKDAY.getOrDefault(word, 0);
    }

    static boolean beginsWithWeekday(String plain) {
        int end = 0;
        while (end < plain.length() && (Character.isLetter(plain.charAt(end)) || plain.charAt(end) == '-')) {
            end++;
        }
        String word = plain.substring(0, end);
        boolean dot = end < plain.length() && plain.charAt(end) == '.';
        return weekday(word) > 0 || SHORT.contains(word) || dot && SHORT.contains(word + ".");
    }

    /** Whether the text names a month and has a number. */
    static boolean named(String plain) {
        boolean digit = false;
        boolean month = false;
        StringBuilder word = new StringBuilder();
        for (int i = 0; i <= plain.length(); i++) {
            char c = i < plain.length() ? plain.charAt(i) : ' ';
            if (Character.isLetter(c)) {
                word.append(c);
                continue;
            }
            if (Character.isDigit(c)) {
                digit = true;
            }
            if (word.length() > 0) {
                month = month || month(word.toString()) > 0;
                word.setLength(0);
            }
        }
        return digit && (month || plain.indexOf('\u6708') >= 0);
    }
}
