package io.ripen.rest.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.PostalAddress;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.team.TeamId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contact as a client writes it; also the form that a PATCH is checked against. */
public record ContactBody(
        @JsonDeserialize(using = TextOrNumber.class) @Nullable String externalId,

        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable List<@Nullable String> tags,
        @Nullable String team,
        @Nullable String owner,
        @Nullable String source,
        @Nullable String stage,
        @Nullable String timeZone,
        @Nullable Integer score,
        @Nullable PostalAddress address,
        @Nullable Company company,
        @Nullable Consent consent,
        @Nullable Map<String, @Nullable Object> fields) {

    /** What a contact carries and Ripen alone sets. */
    private static final Set<String> READ_ONLY = Set.of("id", "phoneE164", "createdAt", "version");

    /** Says that a field is Ripen's own before it is called unknown: clients send back what they got. */
    public static void refuseReadOnly(JsonNode tree) {
        for (String name : READ_ONLY) {
            if (tree.has(name)) {
                throw ProblemException.invalid(
                        name, "The field '" + name + "' is set by Ripen and cannot be written.", "Leave it out.");
            }
        }
    }

    /** @param own the team of a contact that names none */
    public ContactDraft draft(TeamId own) {
        return new ContactDraft(
                team == null ? own : Ids.team("team", team),
                externalId,
                firstName,
                lastName,
                email,
                phone,
                tagSet(),
                owner,
                source,
                stage,
                timeZone,
                score,
                address,
                company,
                consent,
                withoutNulls(fields));
    }

    /** The tags, none of them blank. */
    public Set<String> tagSet() {
        return tags("tags", tags);
    }

    /**
     * Reads a list of tags.
     *
     * @throws ProblemException when one of them is blank or null
     */
    public static Set<String> tags(String field, @Nullable List<@Nullable String> written) {
        Set<String> tags = new LinkedHashSet<>();
        int index = 0;
        for (String tag : written == null ? List.<@Nullable String>of() : written) {
            if (tag == null || tag.isBlank()) {
                throw ProblemException.invalid(
                        field + "[" + index + "]", "A tag is empty.", "Give each tag a name, or leave it out.");
            }
            tags.add(tag.strip());
            index++;
        }
        return tags;
    }

    private static Map<String, Object> withoutNulls(@Nullable Map<String, @Nullable Object> fields) {
        Map<String, Object> kept = new java.util.LinkedHashMap<>();
        if (fields != null) {
            fields.forEach((name, value) -> {
                if (value != null) {
                    kept.put(name, value);
                }
            });
        }
        return kept;
    }
}
