package io.ripen.trigger.schedule.internal;

import java.time.LocalDate;
import java.time.Period;

/**
 * On which day a date in a contact's field is due.
 *
 * @param field name of the field, or {@value FieldDate#CREATED}
 * @param offset days, weeks or months before (negative) or after the date
 * @param yearly true for every anniversary of the date, false for the date itself
 */
record DateRule(String field, Period offset, boolean yearly) {

    /** Whether the date is due on this day. Who was born on 29 February has the 28th in other years. */
    boolean isDue(FieldDate date, LocalDate today) {
        LocalDate whole = date.date();
        if (!yearly) {
            return whole != null && whole.plus(offset).equals(today);
        }
        // The offset may lead into another year, two at most.
        for (int year = today.getYear() - 2; year <= today.getYear() + 2; year++) {
            if ((whole == null || year > whole.getYear())
                    && date.day().atYear(year).plus(offset).equals(today)) {
                return true;
            }
        }
        return false;
    }
}
