package io.ripen.rest.internal.http;

import io.ripen.text.NearestName;
import java.util.Collection;
import java.util.TreeSet;

/** Says what to write instead of a name that is not known. */
public final class NameCure {
    private NameCure() {}

    /** The nearest known name if there is one, and all that are known. */
    public static String of(String written, Collection<String> known) {
        return NearestName.didYouMean(written, known)
                + (known.isEmpty()
                        ? "Leave it out; none is known here."
                        : "Known here: " + String.join(", ", new TreeSet<>(known)) + ".");
    }
}
