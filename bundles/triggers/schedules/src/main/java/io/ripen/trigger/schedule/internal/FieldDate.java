package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Contact;
import io.ripen.time.WrittenDate;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The date in a contact's field.
 *
 * @param day its month and day
 * @param date the whole date; null for a birthday of which nobody knows the year
 */
record FieldDate(MonthDay day, @Nullable LocalDate date) {
    /** When the contact came into the CRM. */
    static final String CREATED = "createdAt";

    /**
     * Reads what a field holds, as {@link WrittenDate#ofField} does: a date, midnight that is meant as one, a time (the day that it
     * is in the zone), or a day without a year. Null when there is nothing or nothing of the kind.
     */
    static @Nullable FieldDate of(Contact contact, String field, ZoneId zone) {
        if (field.equals(CREATED)) {
            return whole(contact.createdAt().atZone(zone).toLocalDate());
        }
        WrittenDate written = WrittenDate.ofField(contact.fields().get(field));
        if (written instanceof WrittenDate.Yearly yearly) {
            return new FieldDate(yearly.day(), null);
        }
        LocalDate day = written == null ? null : written.day(zone);
        return day == null ? null : whole(day);
    }

    private static FieldDate whole(LocalDate date) {
        return new FieldDate(MonthDay.from(date), date);
    }
}
