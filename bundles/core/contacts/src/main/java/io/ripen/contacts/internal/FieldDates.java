package io.ripen.contacts.internal;

import io.ripen.crm.ContactDraft;
import io.ripen.crm.InvalidContactException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dates in the custom fields of a draft, as {@link DateReading} reads them: one rule for whichever door they came in by. */
final class FieldDates {
    private final DateReading reading;
    private final List<Problem> unread = new ArrayList<>();

    FieldDates(DateReading reading) {
        this.reading = reading;
    }

    /** @param before fields that are there already; what is still the same is left alone */
    ContactDraft read(ContactDraft draft, Map<String, Object> before) {
        Map<String, Object> fields = null;
        for (Map.Entry<String, Object> each : draft.fields().entrySet()) {
            if (each.getValue() instanceof String text && !text.equals(before.get(each.getKey()))) {
                String kept = reading.kept(each.getKey(), text, unread);
                if (!kept.equals(text)) {
                    fields = fields == null ? new LinkedHashMap<>(draft.fields()) : fields;
                    fields.put(each.getKey(), kept);
                }
            }
        }
        return fields == null ? draft : with(draft, fields);
    }

    /** What is named like a date and could not be read as one; it stays as it is. */
    List<Problem> unread() {
        return unread;
    }

    private static ContactDraft with(ContactDraft draft, Map<String, Object> fields) {
        return new ContactDraft(
                draft.team(),
                draft.externalId(),
                draft.firstName(),
                draft.lastName(),
                draft.email(),
                draft.phone(),
                draft.tags(),
                draft.owner(),
                draft.source(),
                draft.stage(),
                draft.timeZone(),
                draft.score(),
                draft.address(),
                draft.company(),
                draft.consent(),
                fields);
    }
}
