package io.ripen.crm;

import io.ripen.team.TeamId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a new contact, before it is checked. Every part but the team may be missing, but a contact
 * needs an e-mail address or a phone number.
 *
 * @param timeZone an IANA zone name such as {@code Europe/Berlin}
 */
public record ContactDraft(
        TeamId team,
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        Set<String> tags,
        @Nullable String owner,
        @Nullable String source,
        @Nullable String stage,
        @Nullable String timeZone,
        @Nullable Integer score,
        @Nullable PostalAddress address,
        @Nullable Company company,
        @Nullable Consent consent,
        Map<String, Object> fields) {

    public ContactDraft {
        tags = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
    }
}
