package io.ripen.trigger.schedule.internal;

import io.ripen.crm.Contact;
import io.ripen.trigger.ContactFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a sequence is due for whom. Two sequences with the same options have the same rule, and share its events.
 *
 * @param type the event type: {@code schedule}, {@code date} or {@code anniversary}
 * @param id follows from the options alone, so it is the same on every node and after every restart
 * @param times when it is due, by the clock on the wall
 * @param date for whom it is due then; null for everybody
 * @param byTeamZone whether the team's clock counts for all its leads, and not each lead's own
 * @param filter what else is asked of the contact
 */
record Rule(
        String type, String id, LocalTimes times, @Nullable DateRule date, boolean byTeamZone, ContactFilter filter) {
    static final String SCHEDULE = "schedule";
    static final String DATE = "date";
    static final String ANNIVERSARY = "anniversary";

    private static final Pattern OFFSET =
            Pattern.compile("([+-]?)\\s*(\\d{1,4})\\s*(day|week|month)s?", Pattern.CASE_INSENSITIVE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

    /** @throws IllegalArgumentException when an option is missing or cannot be read, with the option and the cure */
    static Rule of(String on, Map<String, String> options) {
        boolean teams = zone(options.getOrDefault("zone", "lead"));
        ContactFilter filter = ContactFilter.of(options);
        String id = id(on, options);
        if (on.equals(SCHEDULE)) {
            refuse(on, options, "field", "offset", "at");
            return new Rule(on, id, CronTimes.of(required(on, "cron", "0 9 * * MON", options)), null, teams, filter);
        }
        refuse(on, options, "cron");
        String field = required(on, "field", "renewal_date", options).strip();
        if (field.isEmpty()) {
            throw new IllegalArgumentException(
                    "Option 'field' is empty: name the field with the date, such as field=renewal_date.");
        }
        Period offset = offset(options.getOrDefault("offset", "0 days"));
        LocalTimes at = LocalTimes.daily(at(options.getOrDefault("at", "09:00")));
        return new Rule(on, id, at, new DateRule(field, offset, on.equals(ANNIVERSARY)), teams, filter);
    }

    /** Whether a contact that is in this zone is due at this local time. */
    boolean isDue(Contact contact, ZoneId zone, LocalDateTime local) {
        if (!filter.matches(contact)) {
            return false;
        }
        if (date == null) {
            return true;
        }
        FieldDate found = FieldDate.of(contact, date.field(), zone);
        return found != null && date.isDue(found, local.toLocalDate());
    }

    private static String required(String on, String option, String example, Map<String, String> options) {
        String value = options.get(option);
        if (value == null) {
            throw new IllegalArgumentException(
                    "on=" + on + " needs the option '" + option + "': write " + option + "=" + example + ".");
        }
        return value;
    }

    private static void refuse(String on, Map<String, String> options, String... names) {
        for (String name : names) {
            if (options.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Option '" + name + "' does not go with on=" + on + ": leave it out, or change 'on'.");
            }
        }
    }

    private static boolean zone(String written) {
        return switch (written.strip()) {
            case "lead" -> false;
            case "team" -> true;
            default ->
                throw new IllegalArgumentException("Option 'zone' is '" + written
                        + "': write zone=lead for each lead's own clock, or zone=team for the team's.");
        };
    }

    static Period offset(String written) {
        Matcher matcher = OFFSET.matcher(written.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Option 'offset' is '" + written
                    + "': write days, weeks or months before or after the date, such as -7 days.");
        }
        int number = Integer.parseInt(matcher.group(2)) * (matcher.group(1).equals("-") ? -1 : 1);
        Period offset = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "day" -> Period.ofDays(number);
            case "week" -> Period.ofDays(7 * number);
            default -> Period.ofMonths(number);
        };
        if (Math.abs(offset.getDays()) > 366 || Math.abs(offset.getMonths()) > 12) {
            throw new IllegalArgumentException(
                    "Option 'offset' is '" + written + "': write at most a year before or after, such as -30 days.");
        }
        return offset;
    }

    private static LocalTime at(String written) {
        try {
            return LocalTime.parse(written.strip(), TIME);
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException(
                    "Option 'at' is '" + written + "', which is no time of day: write it as at=09:00.", unreadable);
        }
    }

    private static String id(String on, Map<String, String> options) {
        StringBuilder text = new StringBuilder(on);
        new TreeMap<>(options)
                .forEach((name, value) ->
                        text.append('\n').append(name).append('=').append(value.strip()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256, but this one does not.", e);
        }
    }
}
