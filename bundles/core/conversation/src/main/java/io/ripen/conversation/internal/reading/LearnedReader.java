package io.ripen.conversation.internal.reading;

import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.policy.ReplyReading.Kind;
import io.ripen.text.PhoneReaction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Reads by keywords and by what it has learned. A keyword counts when it is the whole message, as carriers have it; whatever
 * is freer is compared with phrases of people who asked to stop and of people who did not. Thread-safe.
 */
@Component
public final class LearnedReader implements ReplyReader {
    private static final ReplyReading NOTHING =
            new ReplyReading(Decision.NONE, "It says nothing about opting out.", "");
    private static final double SURE = 0.99;
    private static final int LONGEST_KEYWORD = 40;
    private static final int LONGEST_SLIP = 15;
    private static final int SHORT = 3;
    private static final int POLITE = 8;
    private static final int LONG_WORD = 6;

    private final Keywords keywords = Keywords.read();
    private final Map<Meaning, PhraseModel> models = new EnumMap<>(Meaning.class);

    @Activate
    public LearnedReader() {
        for (Meaning each : Meaning.values()) {
            models.put(each, PhraseModel.read(each));
        }
    }

    @Override
    public ReplyReading read(String text) {
        if (PhoneReaction.is(text)) {
            return new ReplyReading(Decision.NONE, "A reaction that repeats our own message.", "", Kind.REACTION, SURE);
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
        ReplyReading almost = almostKeyword(text, normal);
        return almost == null ? wording(normal) : almost;
    }

    private @Nullable ReplyReading keyword(List<String> words) {
        if (words.isEmpty()) {
            return null;
        }
        String together = NormalText.together(words);
        if (together.length() <= LONGEST_KEYWORD) {
            for (Decision each : List.of(Decision.OPT_OUT, Decision.OPT_IN, Decision.HELP)) {
                Set<String> known = keywords.list(each.word());
                if (known.contains(together) || known.containsAll(words)) {
                    return new ReplyReading(each, "The keyword '" + words.get(0) + "'.", String.join(" ", words));
                }
            }
            if (keywords.list("answer").contains(together)) {
                return new ReplyReading(Decision.NONE, "A yes or no, which answers what was asked.", together);
            }
        }
        return politely(words);
    }

    /** Such as "Stop please": what is left without the politeness is a keyword that means nothing else. */
    private @Nullable ReplyReading politely(List<String> words) {
        if (words.size() > POLITE) {
            return null;
        }
        List<String> bare = new ArrayList<>(words);
        bare.removeIf(keywords.list("polite")::contains);
        String together = NormalText.together(bare);
        Set<String> strong = keywords.list("strong");
        return strong.contains(together) || (!bare.isEmpty() && strong.containsAll(bare))
                ? new ReplyReading(Decision.OPT_OUT, "The keyword '" + together + "', politely.", together)
                : null;
    }

    private @Nullable ReplyReading almostKeyword(String text, NormalText normal) {
        String together = NormalText.together(normal.words());
        if (normal.words().size() <= SHORT && together.length() <= LONGEST_SLIP) {
            String letters = letters(together);
            if (keywords.list("almost-opt-out").contains(letters) || isSlip(letters)) {
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
        if (word.length() <= SHORT || keywords.list("no-slip").contains(word)) {
            return false;
        }
        for (String keyword : keywords.list("slip-of")) {
            if (Typos.near(word, keyword, keyword.length() > LONG_WORD ? 3 : 1)) {
                return true;
            }
        }
        return collapsed(word).equals("stop");
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

    private ReplyReading wording(NormalText normal) {
        double stop = score(Meaning.STOP, normal);
        if (stop >= Meaning.STOP.from && PhraseVector.hasEvidence(normal)) {
            return new ReplyReading(
                    Decision.HOLD,
                    says("It reads like a request to stop", stop),
                    model(Meaning.STOP).decisive(normal),
                    Kind.STOP,
                    stop);
        }
        double wrong = score(Meaning.WRONG_PERSON, normal);
        double elsewhere = score(Meaning.ELSEWHERE, normal);
        if (wrong >= Meaning.WRONG_PERSON.from && wrong >= elsewhere) {
            return new ReplyReading(
                    Decision.HOLD,
                    says("It reads as if somebody else had this number", wrong),
                    model(Meaning.WRONG_PERSON).decisive(normal),
                    Kind.WRONG_PERSON,
                    wrong);
        }
        if (elsewhere >= Meaning.ELSEWHERE.from) {
            return new ReplyReading(
                    Decision.NONE,
                    says("It reads as if the lead had bought elsewhere", elsewhere),
                    model(Meaning.ELSEWHERE).decisive(normal),
                    Kind.ELSEWHERE,
                    elsewhere);
        }
        return new ReplyReading(Decision.NONE, NOTHING.reason(), "", Kind.OTHER, stop);
    }

    private PhraseModel model(Meaning meaning) {
        return Objects.requireNonNull(models.get(meaning));
    }

    /** Cut off and not rounded: a reading is never sure, and "1.00 of 1" would say it were. */
    private double score(Meaning meaning, NormalText normal) {
        return Math.min(0.99, Math.floor(model(meaning).score(normal) * 100) / 100);
    }

    private static String says(String what, double score) {
        return String.format(Locale.ROOT, "%s (%.2f of 1).", what, score);
    }

    private static ReplyReading hold(String reason, String matched) {
        return new ReplyReading(Decision.HOLD, reason, matched);
    }
}
