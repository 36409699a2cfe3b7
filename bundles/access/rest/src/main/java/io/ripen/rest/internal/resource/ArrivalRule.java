package io.ripen.rest.internal.resource;

import io.ripen.crm.Leads.Key;
import io.ripen.crm.Leads.Known;
import io.ripen.crm.Leads.Rule;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a contact that is sent is made or found, by the parameters of the call. */
final class ArrivalRule {
    private ArrivalRule() {}

    /** Null when nothing is asked but to create it. */
    static @Nullable Rule of(@Nullable String match, @Nullable String known, @Nullable String lenient) {
        boolean notes = yes("lenient", lenient);
        if (match == null && !notes && known == null) {
            return null;
        }
        return new Rule(keys(match), true, known(known), notes);
    }

    private static Set<Key> keys(@Nullable String match) {
        Set<Key> keys = EnumSet.noneOf(Key.class);
        for (String each : match == null ? new String[0] : match.split(",", -1)) {
            keys.add(
                    switch (each.strip()) {
                        case "externalId" -> Key.EXTERNAL_ID;
                        case "email" -> Key.EMAIL;
                        case "phone" -> Key.PHONE;
                        default ->
                            throw ProblemException.invalid(
                                    "match",
                                    Quoted.of(each) + " is nothing that a contact is found by.",
                                    "Use externalId, email and phone, separated by commas.");
                    });
        }
        return keys;
    }

    private static Known known(@Nullable String known) {
        for (Known each : Known.values()) {
            if (known == null
                    ? each == Known.FILL
                    : each.name().toLowerCase(Locale.ROOT).equals(known.strip())) {
                return each;
            }
        }
        throw ProblemException.invalid(
                "known",
                Quoted.of(String.valueOf(known)) + " is no rule for somebody who is known.",
                "Use leave, fill or update.");
    }

    /** @throws ProblemException when it is neither true nor false */
    static boolean yes(String name, @Nullable String value) {
        if (value == null || value.equals("false")) {
            return false;
        }
        if (value.equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name, Quoted.of(value) + " is neither true nor false.", "Use true or false.");
    }
}
