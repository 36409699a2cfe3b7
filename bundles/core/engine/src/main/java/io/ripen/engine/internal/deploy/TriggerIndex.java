package io.ripen.engine.internal.deploy;

import io.ripen.crm.Contact;
import io.ripen.engine.internal.compile.CompiledSequence;
import io.ripen.event.Event;
import io.ripen.trigger.EventKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sequences that events of one type may enroll into, by the keys of their triggers. */
final class TriggerIndex {
    private final List<CompiledSequence> all = new ArrayList<>();
    private final List<CompiledSequence> always = new ArrayList<>();
    private final Map<String, Map<String, List<CompiledSequence>>> byData = new HashMap<>();

    void add(CompiledSequence sequence) {
        all.add(sequence);
        EventKey key = sequence.condition().key();
        if (key == null) {
            always.add(sequence);
            return;
        }
        Map<String, List<CompiledSequence>> byValue = byData.computeIfAbsent(key.data(), data -> new HashMap<>());
        key.values()
                .forEach(value ->
                        byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(sequence));
    }

    /** In order of id. */
    List<CompiledSequence> all() {
        return all;
    }

    /** Those whose filter is worth asking, in order of id. */
    List<CompiledSequence> candidates(Event event, Contact contact) {
        if (byData.isEmpty()) {
            return always;
        }
        Set<CompiledSequence> found = new LinkedHashSet<>(always);
        byData.forEach((data, byValue) -> {
            if (data.isEmpty()) {
                contact.tags().forEach(tag -> found.addAll(byValue.getOrDefault(EventKey.folded(tag), List.of())));
            } else if (event.data().get(data) instanceof String value) {
                found.addAll(byValue.getOrDefault(EventKey.folded(value), List.of()));
            }
        });
        return found.stream()
                .sorted(Comparator.comparing(sequence -> sequence.id().value()))
                .toList();
    }
}
