package io.ripen.conversation.internal.reading;

import io.ripen.conversation.internal.reading.ReplyRules.Group;
import io.ripen.conversation.internal.reading.Rule.Found;
import io.ripen.conversation.internal.reading.Rule.Words;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads by lists of words. A keyword counts when it is the whole message, as carriers have it; everything freer is compared
 * with the rules, part of a sentence by part of a sentence. Thread-safe.
 */
@Component
public final class WordListReader implements ReplyReader {
    private static final ReplyReading NOTHING =
            new ReplyReading(Decision.NONE, "It says nothing about opting out.", "");
    /** Words that are one slip away from STOP and mean something else. */
    private static final Set<String> REAL_WORDS =
            Set.of("shop", "step", "top", "slop", "stomp", "strop", "crop", "stops", "soup", "spot", "stoop", "swop");
    /** A phone shows a reaction as a quotation of our own message, opt-out line and all. */
    private static final List<String> REACTIONS = List.of(
            "liked ", "loved ", "laughed at ", "emphasized ", "disliked ", "questioned ", "reacted ", "removed a ");

    private static final int SHORT = 3;
    private static final int SHORTEST_TYPO = 5;
    private static final int LONG_WORD = 10;
    private static final int CLOSE = 4;

    private final ReplyRules rules;

    @Activate
    public WordListReader() {
        rules = ReplyRules.read();
    }

    @Override
    public ReplyReading read(String text) {
        if (isReaction(text)) {
            return new ReplyReading(Decision.NONE, "A reaction that repeats our own message.", "");
        }
        NormalText normal = NormalText.of(text);
        if (normal.words().isEmpty()) {
            return NOTHING;
        }
        ReplyReading keyword = keyword(normal.words());
        if (keyword == null && normal.heading().size() < normal.words().size()) {
            keyword = keyword(normal.heading());
        }
        if (keyword != null) {
            return keyword;
        }
        ReplyReading near = almostKeyword(text, normal);
        return near == null ? phrase(normal) : near;
    }

    private @Nullable ReplyReading keyword(List<String> words) {
        if (words.isEmpty()) {
            return null;
        }
        String together = NormalText.together(words);
        if (together.length() <= 40) {
            for (Decision each : List.of(Decision.OPT_OUT, Decision.OPT_IN, Decision.HELP)) {
                Set<String> keywords = rules.keywords(each.word());
                if (keywords.contains(together) || keywords.containsAll(words)) {
                    return new ReplyReading(each, "The keyword '" + words.get(0) + "'.", String.join(" ", words));
                }
            }
            if (rules.keywords("yes").contains(together)) {
                return new ReplyReading(Decision.NONE, "A yes, which answers what was asked.", together);
            }
        }
        return politely(words);
    }

    /** Such as "Stop please": what is left without the politeness is a keyword that means nothing else. */
    private @Nullable ReplyReading politely(List<String> words) {
        if (words.size() > 8) {
            return null;
        }
        List<String> bare = new ArrayList<>(words);
        bare.removeIf(word -> rules.list("polite").contains(word));
        String together = NormalText.together(bare);
        Set<String> strong = rules.list("strong").whole();
        return strong.contains(together) || (!bare.isEmpty() && strong.containsAll(bare))
                ? new ReplyReading(Decision.OPT_OUT, "The keyword '" + together + "', politely.", together)
                : null;
    }

    private @Nullable ReplyReading almostKeyword(String text, NormalText normal) {
        List<String> words = normal.words();
        String together = NormalText.together(words);
        if (words.size() <= SHORT && together.length() <= 15) {
            String letters = letters(together);
            if (rules.keywords("near").contains(letters) || isSlip(letters)) {
                return hold("It is almost the keyword of an opt-out.", together);
            }
        }
        // In capitals among others that are not, it is the keyword with something added.
        String[] given = text.strip().split("[^\\p{L}\\p{N}]+", 3);
        boolean shouted = given.length > 1
                && (given[0].equals("STOP") || given[0].equals("UNSUBSCRIBE"))
                && !given[1].equalsIgnoreCase("by")
                && !given[1].equals(given[1].toUpperCase(Locale.ROOT));
        return shouted ? hold("It begins with the keyword of an opt-out.", given[0].toLowerCase(Locale.ROOT)) : null;
    }

    private boolean isSlip(String word) {
        if (word.length() < 4 || REAL_WORDS.contains(word)) {
            return false;
        }
        for (String keyword : rules.list("near").whole()) {
            if (Typos.near(word, keyword, keyword.length() > 6 ? 3 : 1)) {
                return true;
            }
        }
        return Typos.near(collapsed(word), "stop", 0);
    }

    /** {@code stoooppp} is {@code stop}. */
    private static String collapsed(String word) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (i == 0 || word.charAt(i) != word.charAt(i - 1)) {
                kept.append(word.charAt(i));
            }
        }
        return kept.toString();
    }

    private static String letters(String word) {
        return word.replace('0', 'o').replace('1', 'i').replace('5', 's').replace('3', 'e');
    }

    private ReplyReading phrase(NormalText normal) {
        // A word that was taken for a slip may be right in another language: so first as it is written.
        ReplyReading asWritten = phrase(normal.parts());
        return asWritten.decision() != Decision.NONE
                ? asWritten
                : phrase(normal.parts().stream()
                        .map(part -> withoutTypos(
                                part.stream().map(WordListReader::withoutDigits).toList()))
                        .toList());
    }

    /** {@code t3xts} is {@code texts}; but {@code 3pm}, {@code 2nd} and {@code 500k} stay. */
    private static String withoutDigits(String word) {
        boolean disguised = word.length() > 1
                && word.chars().anyMatch(Character::isDigit)
                && (Character.isLetter(word.charAt(0)) || word.length() > SHORTEST_TYPO)
                && word.chars().filter(Character::isLetter).count() * 2 >= word.length();
        return disguised ? letters(word) : word;
    }

    private ReplyReading phrase(List<List<String>> parts) {
        for (Group group : rules.groups()) {
            if (group.notAtAll.stream().anyMatch(rule -> parts.stream().anyMatch(part -> rule.find(part) != null))) {
                continue;
            }
            for (List<String> part : parts) {
                String matched = matched(group, part);
                if (matched != null) {
                    return hold("It may ask us to stop (" + group.name + ").", matched);
                }
            }
        }
        return NOTHING;
    }

    /** Only words that say nothing by themselves and are long enough to be told from others. */
    private List<String> withoutTypos(List<String> words) {
        Words fuzzy = rules.list("fuzzy");
        List<String> read = new ArrayList<>(words.size());
        for (String word : words) {
            String meant = word;
            if (word.length() >= SHORTEST_TYPO
                    && !fuzzy.contains(word)
                    && !rules.list("known").contains(word)) {
                for (String each : fuzzy.whole()) {
                    if (Typos.near(word, each, each.length() >= LONG_WORD ? 2 : 1)) {
                        meant = each;
                        break;
                    }
                }
            }
            read.add(meant);
        }
        return read;
    }

    private static @Nullable String matched(Group group, List<String> part) {
        for (Rule rule : group.holds) {
            for (Found found = rule.find(part); found != null; found = rule.find(part, found.from() + 1)) {
                if (!isMeantOtherwise(group, part, found)) {
                    return String.join(" ", part.subList(found.from(), found.to()));
                }
            }
        }
        return null;
    }

    /** Whether words close by give it another meaning. Who dictates makes no full stops, so far words may belong elsewhere. */
    private static boolean isMeantOtherwise(Group group, List<String> part, Found found) {
        for (Rule not : group.notHere) {
            for (Found other = not.find(part); other != null; other = not.find(part, other.from() + 1)) {
                if (other.to() >= found.from() - CLOSE && other.from() <= found.to() + CLOSE) {
                    return true;
                }
            }
        }
        return false;
    }

    private static ReplyReading hold(String reason, String matched) {
        return new ReplyReading(Decision.HOLD, reason, matched);
    }

    private static boolean isReaction(String text) {
        String begin = text.stripLeading();
        String lower = begin.substring(0, Math.min(40, begin.length())).toLowerCase(Locale.ROOT);
        return REACTIONS.stream().anyMatch(lower::startsWith)
                && (lower.indexOf('“') > 0 || lower.indexOf('"') > 0 || lower.indexOf('«') > 0);
    }
}
