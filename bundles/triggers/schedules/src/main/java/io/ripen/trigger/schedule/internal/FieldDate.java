package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Contact;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.regex.Pattern;
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

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern YEARLESS = Pattern.compile("(?:--)?(\\d{2}-\\d{2})");
    private static final Pattern OFFSET = Pattern.compile(".*(?:Z|[+-]\\d{2}:?\\d{2})");

    /**
     * Reads {@code 2026-12-01}, {@code 2026-12-01T10:00}, {@code 2026-12-01T10:00:00Z} (the day that it is in the zone),
     * {@code --12-01} or {@code 12-01}; null when there is nothing or nothing of the kind.
     */
    static @Nullable FieldDate of(Contact contact, String field, ZoneId zone) {
        if (field.equals(CREATED)) {
            return whole(contact.createdAt().atZone(zone).toLocalDate());
        }
        if (!(contact.fields().get(field) instanceof String written)) {
            return null;
        }
        String text = written.strip();
        try {
            if (YEARLESS.matcher(text).matches()) {
                return new FieldDate(MonthDay.parse("--" + text.substring(text.length() - 5)), null);
            }
            if (DATE.matcher(text).matches()) {
                return whole(LocalDate.parse(text));
            }
            if (text.length() > 10 && DATE.matcher(text.substring(0, 10)).matches()) {
                String time = text.replace(' ', 'T');
                return whole(
                        OFFSET.matcher(time.substring(10)).matches()
                                ? OffsetDateTime.parse(time)
                                        .atZoneSameInstant(zone)
                                        .toLocalDate()
                                : LocalDateTime.parse(time).toLocalDate());
            }
        } catch (DateTimeException notADate) {
            return null;
        }
        return null;
    }

    private static FieldDate whole(LocalDate date) {
        return new FieldDate(MonthDay.from(date), date);
    }
}
