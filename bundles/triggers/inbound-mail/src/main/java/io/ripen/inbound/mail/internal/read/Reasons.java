package io.ripen.inbound.mail.internal.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why mail was not delivered: by the words of the servers first, since their codes often say nothing, then by the code. */
final class Reasons {
    /**
     * @param hard whether the address can never be reached
     * @param kind last two numbers of the status that the words stand for
     */
    record Reason(String name, boolean hard, String kind) {}

    private record Rule(Reason reason, Phrases phrases) {}

    private static final int LONGEST = 20_000;
    private static final List<Rule> RULES = rules();
    private static final Set<String> HARD_KINDS = Set.of("1.1", "1.2", "1.3", "1.6", "1.10");

    /** No nested repetition: time is linear. */
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\d.])([245])\\.(\\d{1,3})\\.(\\d{1,3})(?![\\d]|\\.\\d)");

    private static final Pattern REPLY = Pattern.compile("(?<![\\d.])([45]\\d\\d)(?=[ -]|$)");

    private Reasons() {}

    private static List<Rule> rules() {
        WordLists lists = WordLists.load("bounce-reasons.txt");
        List<Rule> rules = new ArrayList<>();
        for (String head : lists.names()) {
            String[] words = head.split(" ", -1);
            rules.add(new Rule(new Reason(words[0], words[1].equals("hard"), words[2]), new Phrases(lists.get(head))));
        }
        return rules;
    }

    /** What the words say; null when they say nothing known. */
    static @Nullable Reason of(String text) {
        String plain = Words.plain(bare(text.length() > LONGEST ? text.substring(0, LONGEST) : text));
        for (Rule rule : RULES) {
            if (rule.phrases().in(plain)) {
                return rule.reason();
            }
        }
        return null;
    }

    /** Without addresses and links, whose words say nothing about the reason. */
    private static String bare(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int end = i;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            String word = text.substring(i, end);
            int at = word.indexOf('@');
            int link = word.indexOf("://");
            if (at > 0 && at < word.length() - 1 || link > 0) {
                // What follows the closing bracket or colon belongs to the sentence.
                int tail = Math.max(word.lastIndexOf('>'), word.endsWith(":") ? word.length() - 2 : -1);
                out.append("@@").append(tail >= 0 ? word.substring(tail + 1) : "");
            } else {
                out.append(word);
            }
            if (end < text.length()) {
                out.append(text.charAt(end));
            }
            i = end + 1;
        }
        return out.toString();
    }

    /** The first enhanced status code in a text that says more than "failed"; else the first; else null. */
    static @Nullable String status(String text) {
        Matcher matcher = STATUS.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        String first = null;
        while (matcher.find()) {
            String status = matcher.group();
            if (!status.startsWith("2") && !vague(status)) {
                return status;
            }
            first = first == null ? status : first;
        }
        return first;
    }

    /** The first SMTP reply code of 400 to 599 in a text, or 0. */
    static int reply(String text) {
        Matcher matcher = REPLY.matcher(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    static boolean vague(String status) {
        return status.endsWith(".0.0");
    }

    static boolean hard(@Nullable Reason reason, @Nullable String status) {
        if (reason != null) {
            // A host that cannot be found or does not accept mail just now may do so later.
            boolean later = status != null && status.startsWith("4");
            return reason.hard() && !(later && !reason.name().equals("user-unknown"));
        }
        return status != null && status.startsWith("5.") && HARD_KINDS.contains(status.substring(2));
    }
}
