package io.ripen.engine.internal.deploy;

import io.ripen.core.store.SequenceTeamRow;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.sequence.SequenceId;
import io.ripen.team.TeamId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The catalogue of this moment, and whoever is told when it changes. Changed by one thread at a time, read by any. */
final class InService {
    private static final Logger LOG = LoggerFactory.getLogger(InService.class);

    private final Revisions revisions;
    private final Listeners listeners;
    private volatile Catalogue catalogue = Catalogue.EMPTY;

    InService(Revisions revisions, Listeners listeners) {
        this.revisions = revisions;
        this.listeners = listeners;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Puts an entry in the place of the one with its id. */
    void publish(Entry entry) {
        Entry before = catalogue.find(entry.id());
        catalogue = catalogue.with(entry);
        Set<String> current = new HashSet<>();
        catalogue.all().forEach(each -> current.add(each.revision()));
        revisions.current(current);
        if (entry.inService() && entry.compiled() != null) {
            LOG.info(
                    "Sequence {} runs revision {} ({}){}",
                    entry.id(),
                    entry.number(),
                    entry.revision(),
                    entry.by().isEmpty() ? "" : ", from " + entry.by());
            listeners.tell(listener -> listener.deployed(entry.id()));
        } else if (before != null && before.inService() && !entry.inService()) {
            LOG.warn(
                    "Sequence {} does not run any more on any node, and its leads are parked{}",
                    entry.id(),
                    entry.by().isEmpty() ? "." : ": " + entry.by() + ".");
            listeners.tell(listener -> listener.removed(entry.id()));
        }
    }

    /** Says anew for which teams which sequences are enabled. */
    void teams(List<SequenceTeamRow> rows) {
        Map<SequenceId, Set<TeamId>> teams = new HashMap<>();
        rows.stream()
                .filter(SequenceTeamRow::enabled)
                .forEach(row -> teams.computeIfAbsent(new SequenceId(row.sequence()), unused -> new HashSet<>())
                        .add(new TeamId(row.team())));
        catalogue = catalogue.enabled(teams);
    }

    /** A trigger came or went, and with it the keys by which its sequences are found. */
    void indexAnew() {
        catalogue = catalogue.indexedAnew();
    }
}
