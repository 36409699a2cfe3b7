package io.ripen.contacts.internal;

import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.Leads.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What somebody who is known already says anew, as a change of the contact. */
final class LeadMerge {
    private final Known known;
    private final Map<String, @Nullable Object> set = new LinkedHashMap<>();

    private LeadMerge(Known known) {
        this.known = known;
    }

    static ContactChange of(Contact before, ContactDraft said, Known known) {
        LeadMerge merge = new LeadMerge(known);
        if (known == Known.LEAVE) {
            return ContactChange.tags(java.util.Set.of(), java.util.Set.of());
        }
        merge.parts(before, said);
        return new ContactChange(merge.set, said.tags(), java.util.Set.of());
    }

    private void parts(Contact before, ContactDraft said) {
        value(set, "externalId", before.externalId(), said.externalId());
        value(set, "firstName", before.firstName(), said.firstName());
        value(set, "lastName", before.lastName(), said.lastName());
        value(set, "email", before.email(), said.email());
        value(set, "phone", before.phoneE164() == null ? null : before.phone(), said.phone());
        value(set, "owner", before.owner(), said.owner());
        value(set, "source", before.source(), said.source());
        value(set, "stage", before.stage(), said.stage());
        value(set, "timeZone", before.timeZone(), said.timeZone());
        value(set, "score", before.score() == 0 ? null : before.score(), said.score());
        if (said.address() != null) {
            Map<String, @Nullable Object> address = new LinkedHashMap<>();
            var old = before.address();
            value(
                    address,
                    "street",
                    old == null ? null : old.street(),
                    said.address().street());
            value(
                    address,
                    "city",
                    old == null ? null : old.city(),
                    said.address().city());
            value(
                    address,
                    "region",
                    old == null ? null : old.region(),
                    said.address().region());
            value(
                    address,
                    "postalCode",
                    old == null ? null : old.postalCode(),
                    said.address().postalCode());
            value(
                    address,
                    "country",
                    old == null ? null : old.country(),
                    said.address().country());
            put("address", address);
        }
        if (said.company() != null) {
            Map<String, @Nullable Object> company = new LinkedHashMap<>();
            var old = before.company();
            value(
                    company,
                    "name",
                    old == null ? null : old.name(),
                    said.company().name());
            value(
                    company,
                    "size",
                    old == null ? null : old.size(),
                    said.company().size());
            value(
                    company,
                    "industry",
                    old == null ? null : old.industry(),
                    said.company().industry());
            put("company", company);
        }
        if (said.consent() != null) {
            Map<String, @Nullable Object> consent = new LinkedHashMap<>();
            value(consent, "sms", before.consent().sms(), said.consent().sms());
            value(consent, "email", before.consent().email(), said.consent().email());
            put("consent", consent);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        said.fields()
                .forEach((name, value) -> value(fields, name, before.fields().get(name), value));
        put("fields", fields);
    }

    private void put(String name, Map<String, @Nullable Object> parts) {
        if (!parts.isEmpty()) {
            set.put(name, parts);
        }
    }

    private void value(
            Map<String, @Nullable Object> into, String name, @Nullable Object before, @Nullable Object said) {
        if (said != null && !said.toString().isBlank() && (before == null || known == Known.UPDATE)) {
            into.put(name, said);
        }
    }
}
