package io.ripen.delivery.internal.lint;

import io.ripen.delivery.internal.lint.ReadRoute.ReadStep;
import io.ripen.delivery.internal.render.MergeNames;
import io.ripen.message.Hint;
import java.util.List;

/** Rules about the fields that a template names. */
final class FieldRules {
    private FieldRules() {}

    static void check(ReadStep step, String file, String content, List<Hint> found) {
        for (MergeNames.Slip slip : MergeNames.slips(content)) {
            add("merge-field", step, file, slip, found);
        }
    }

    private static void add(String rule, ReadStep step, String file, MergeNames.Slip slip, List<Hint> found) {
        found.add(new Hint(
                rule,
                file,
                slip.line(),
                step.id(),
                "{{" + slip.name() + "}} is no part of a contact, a company or a team, and is taken for a field of the"
                        + " lead's own.",
                "If it is a slip, every lead reads the fallback. Did you mean {{" + slip.meant() + "}}?"));
    }
}
