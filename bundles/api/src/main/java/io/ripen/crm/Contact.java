package io.ripen.crm;

import io.ripen.team.TeamId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person in the CRM, as the local projection knows them. Immutable.
 *
 * @param id the contact's id
 * @param team the team that the contact belongs to
 * @param externalId the id in the CRM behind a connector, unique in the team
 * @param email as it was given
 * @param phone as it was given
 * @param phoneE164 the phone number in E.164 ({@code +14155550100}), or null when it cannot be read as a number
 * @param tags compared without regard to case, shown as first written
 * @param owner the sales person's user name or e-mail
 * @param source where the lead came from ({@code web-form}, {@code facebook}, …)
 * @param stage pipeline stage
 * @param timeZone the lead's zone as the CRM knows it, or null
 * @param score lead score
 * @param fields custom fields, plain JSON values
 * @param createdAt business time
 * @param version grows by one with each change
 */
public record Contact(
        ContactId id,
        TeamId team,
        @Nullable String externalId,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String phoneE164,
        Set<String> tags,
        @Nullable String owner,
        @Nullable String source,
        @Nullable String stage,
        @Nullable ZoneId timeZone,
        int score,
        @Nullable PostalAddress address,
        @Nullable Company company,
        Consent consent,
        Map<String, Object> fields,
        Instant createdAt,
        int version) {

    /** Whether the contact has this tag, without regard to case. */
    public boolean hasTag(String tag) {
        if (tags.contains(tag)) {
            return true;
        }
        for (String each : tags) {
            if (each.equalsIgnoreCase(tag)) {
                return true;
            }
        }
        return false;
    }
}
