package io.ripen.openid.internal;

import io.ripen.access.ExternalPerson;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a provider says of a person. */
final class Claims {
    private final Settings settings;

    Claims(Settings settings) {
        this.settings = settings;
    }

    /**
     * The person.
     *
     * @param claims of the ID token, and of the userinfo when that was asked
     */
    ExternalPerson person(String subject, Map<String, Object> claims) {
        return new ExternalPerson(
                settings.issuer().toString(),
                subject,
                text(claims, settings.loginClaim()),
                text(claims, "name"),
                text(claims, "email"),
                groups(claims));
    }

    /** Whether the groups are told in these claims, be it that there are too many. */
    boolean tellGroups(Map<String, Object> claims) {
        return value(claims) != null || isTooMany(claims);
    }

    /** Whole names; null when the provider says that there are more than it tells. */
    private @Nullable Set<String> groups(Map<String, Object> claims) {
        Object value = value(claims);
        if (value == null && isTooMany(claims)) {
            return null;
        }
        Set<String> groups = new HashSet<>();
        if (value instanceof Collection<?> many) {
            for (Object each : many) {
                if (each instanceof String name) {
                    groups.add(name);
                }
            }
        } else if (value instanceof String one) {
            // One name, whatever blanks and commas are in it.
            groups.add(one);
        }
        return groups;
    }

    /** Microsoft Entra names where the groups can be asked instead, or only that there are some. */
    private boolean isTooMany(Map<String, Object> claims) {
        boolean elsewhere =
                claims.get("_claim_names") instanceof Map<?, ?> names && names.containsKey(settings.groupsClaim());
        Object has = claims.get("hasgroups");
        return elsewhere || Boolean.TRUE.equals(has) || "true".equals(has);
    }

    private @Nullable Object value(Map<String, Object> claims) {
        Object whole = claims.get(settings.groupsClaim());
        if (whole != null) {
            return whole;
        }
        Object value = claims;
        for (String part : settings.groupsClaim().split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }

    private static @Nullable String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? text : null;
    }
}
