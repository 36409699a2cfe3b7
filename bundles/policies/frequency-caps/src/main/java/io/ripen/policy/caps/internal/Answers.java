package io.ripen.policy.caps.internal;

import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which answers went to leads in spite of the caps. Who writes to us is answered: one message for each of theirs, within a day
 * of it, and at most three in 24 hours to one address, so that two machines that answer each other come to an end. Belongs to
 * one transaction.
 */
final class Answers {
    /** How long after the lead's own text a message still answers it. */
    static final Duration WITHIN = Duration.ofHours(24);
    /** How many a day to one address. */
    static final int MOST = 3;

    private static final String NAME = "answers:";

    private final Map<String, RecentSends> known = new HashMap<>();
    private final Map<String, String> changed = new TreeMap<>();

    private Answers() {}

    /** The names in the policy's memory that these need; to be locked with its others. */
    static Set<String> names(List<Send> sends) {
        Set<String> names = new TreeSet<>();
        sends.stream().filter(Answers::isAnswer).forEach(send -> names.add(name(send)));
        return names;
    }

    /** @param texts what the policy's memory has, these names among others */
    static Answers read(Map<String, String> texts) {
        Answers answers = new Answers();
        texts.forEach((name, text) -> {
            if (name.startsWith(NAME)) {
                answers.known.put(name, RecentSends.read(text));
            }
        });
        return answers;
    }

    /** Whether it goes as the answer to a text that has none yet; then it is that answer. */
    boolean takes(Send send) {
        Instant written = send.answers();
        if (written == null || !isAnswer(send) || send.at().isAfter(written.plus(WITHIN))) {
            return false;
        }
        RecentSends recent = known.computeIfAbsent(name(send), name -> RecentSends.read(null));
        List<RecentSends.Sent> others = recent.all().stream()
                .filter(each -> each.message() != send.message().value())
                .toList();
        boolean answered = others.stream().anyMatch(each -> !each.at().isBefore(written));
        long today = others.stream()
                .filter(each -> each.at().isAfter(send.at().minus(WITHIN)))
                .count();
        if (answered || today >= MOST) {
            return false;
        }
        recent.put(send.message().value(), send.at(), WITHIN);
        changed.put(name(send), recent.write());
        return true;
    }

    /** It does not go after all. */
    void giveBack(Send send) {
        RecentSends recent = isAnswer(send) ? known.get(name(send)) : null;
        if (recent != null && recent.remove(send.message().value())) {
            changed.put(name(send), recent.write());
        }
    }

    Map<String, String> changed() {
        return changed;
    }

    private static boolean isAnswer(Send send) {
        return send.answers() != null && send.path() == SendPath.SEQUENCE;
    }

    private static String name(Send send) {
        return NAME + FrequencyCapsPolicy.name(send);
    }
}
