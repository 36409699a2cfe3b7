package io.ripen.engine.internal.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of a folder that have another text than what runs, told in the log once and in health for as long. Thread-safe. */
final class Differences {
    private static final Logger LOG = LoggerFactory.getLogger(Differences.class);
    private static final int MOST = 10;

    private final String place;
    private volatile List<Difference> now = List.of();
    private volatile Set<Difference> told = Set.of();

    /** @param place the folder and its node, for people */
    Differences(String place) {
        this.place = place;
    }

    /** Says what differs at this look. Not to be called by two threads at a time. */
    void are(List<Difference> differences) {
        for (Difference each : differences) {
            if (!told.contains(each)) {
                LOG.warn("{}", sentence(kindOf(each), each.words()));
            }
        }
        told = new HashSet<>(differences);
        now = List.copyOf(differences);
    }

    /** A sentence for each kind of difference, with the cure. */
    List<String> words() {
        List<Difference> all = now;
        List<String> words = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Difference> some = all.stream().filter(kind.is).toList();
            if (!some.isEmpty()) {
                String names = some.stream().limit(MOST).map(Difference::words).collect(Collectors.joining(", "));
                words.add(
                        sentence(kind, some.size() > MOST ? names + " and " + (some.size() - MOST) + " more" : names));
            }
        }
        return words;
    }

    private String sentence(Kind kind, String names) {
        return Character.toUpperCase(place.charAt(0)) + place.substring(1) + " " + kind.what + ": " + names + ". "
                + kind.cure;
    }

    private static Kind kindOf(Difference difference) {
        for (Kind kind : Kind.values()) {
            if (kind.is.test(difference)) {
                return kind;
            }
        }
        throw new IllegalStateException("A difference of no kind: " + difference);
    }

    private enum Kind {
        OUT(
                each -> !each.inService(),
                "has files of sequences that were removed",
                "They do not run. Remove the file here too. Or save it again while this node runs, and the sequence runs on all"
                        + " nodes."),
        OLDER(
                each -> each.inService() && each.number() > 0,
                "has older texts than what runs",
                "The newer text runs on. Copy the newer file here. Or, to bring the older text back on all nodes, save"
                        + " the file again while this node runs (touch is enough)."),
        NEW(
                each -> each.inService() && each.number() == 0,
                "has new texts that do not run, since another node was at work when this one started",
                "To run them on all nodes, save the file again while this node runs (touch is enough). Or copy the"
                        + " running text here.");

        private final Predicate<Difference> is;
        private final String what;
        private final String cure;

        Kind(Predicate<Difference> is, String what, String cure) {
            this.is = is;
            this.what = what;
            this.cure = cure;
        }
    }
}
