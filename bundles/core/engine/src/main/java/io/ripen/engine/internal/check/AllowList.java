package io.ripen.engine.internal.check;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of Camel the routes of one kind may use. What our own bundles bring (channels, steps, {@code wait:}) is always
 * allowed and not listed here.
 *
 * @param components schemes
 * @param languages element names of expressions
 * @param eips element names
 */
public record AllowList(Set<String> components, Set<String> languages, Set<String> eips) {
    public AllowList {
        components = Set.copyOf(components);
        languages = Set.copyOf(languages);
        eips = Set.copyOf(eips);
    }

    /** For sequences: nothing that leaves our own data. Each argument is what the operator adds. */
    public static AllowList forSequences(
            Collection<String> components, Collection<String> languages, Collection<String> eips) {
        return new AllowList(
                new TreeSet<>(components),
                with(Set.of("simple", "constant"), languages),
                with(Grammar.DEFAULT_EIPS, eips));
    }

    /** For sequences when the operator added nothing. */
    public static AllowList forSequences() {
        return forSequences(Set.of(), Set.of(), Set.of());
    }

    private static Set<String> with(Set<String> own, Collection<String> added) {
        Set<String> all = new HashSet<>(own);
        all.addAll(added);
        return all;
    }
}
