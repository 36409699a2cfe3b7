package io.ripen.engine.internal.deploy;

import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.engine.internal.deploy.Catalogue.Entry;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What people see of the deployed sequences. */
final class Descriptions {
    private Descriptions() {}

    /** Those in service, and those whose file was refused, by id. */
    static List<SequenceDescription> all(
            Catalogue catalogue,
            Map<SequenceId, List<Problem>> problems,
            Predicate<String> available,
            ReadHints hints) {
        List<SequenceDescription> all = new ArrayList<>();
        for (Entry entry : catalogue.all()) {
            if (entry.inService() || problems.containsKey(entry.id())) {
                all.add(of(entry, catalogue, problems.getOrDefault(entry.id(), List.of()), available)
                        .withHints(hints.of(entry)));
            }
        }
        problems.forEach((id, found) -> {
            if (catalogue.find(id) == null) {
                all.add(new SequenceDescription(
                        id, "", null, 0, null, List.of(), Map.of(), Set.of(), Set.of(), found, Set.of()));
            }
        });
        all.sort(Comparator.comparing(each -> each.id().value()));
        return all;
    }

    private static SequenceDescription of(
            Entry entry, Catalogue catalogue, List<Problem> problems, Predicate<String> available) {
        CompiledSequence compiled = entry.compiled();
        if (compiled == null) {
            return new SequenceDescription(
                    entry.id(),
                    "",
                    entry.revision(),
                    entry.number(),
                    entry.deployedAt(),
                    List.of(),
                    Map.of(),
                    entry.ends().exitOn(),
                    Set.of(),
                    problems,
                    catalogue.teams(entry.id()));
        }
        SequenceDescription file = compiled.description();
        Set<String> missing = new TreeSet<>(compiled.needs());
        missing.removeIf(available);
        return new SequenceDescription(
                entry.id(),
                file.description(),
                entry.revision(),
                entry.number(),
                entry.deployedAt(),
                file.steps(),
                file.trigger(),
                file.exitOn(),
                missing,
                problems,
                catalogue.teams(entry.id()));
    }
}
