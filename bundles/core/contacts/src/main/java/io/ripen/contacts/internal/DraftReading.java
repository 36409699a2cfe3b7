package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a draft what can be kept: what cannot be read becomes a note, a custom field such as {@code phone_note}, with a
 * warning that says so. One good address is enough; a lead without any is refused by {@link ContactCheck} as before.
 */
final class DraftReading {
    private static final int LINE = 200;
    private static final int MOST_FIELDS = 100;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 2_000;

    /** What people and programs write where they have nothing to say. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "n/a",
            "na",
            "n.a.",
            "#n/a",
            "none",
            "null",
            "nil",
            "undefined",
            "unknown",
            "tbd",
            "tba",
            "-",
            "--",
            "---",
            ".",
            "?",
            "0",
            "x",
            "no phone",
            "no email",
            "not provided",
            "not available",
            "keine",
            "kein",
            "unbekannt",
            "inconnu",
            "desconocido",
            "ninguno");

    private final String region;
    private final @Nullable DateReading dates;
    private final List<Problem> warnings = new ArrayList<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** What can be kept, and what is to be said about it. */
    record Readable(ContactDraft draft, List<Problem> warnings) {}

    private DraftReading(String region, @Nullable DateReading dates) {
        this.region = region;
        this.dates = dates;
    }

    /**
     * @param region two-letter country of the team
     * @param dates how dates in custom fields are read; null where that was done
     */
    static Readable of(ContactDraft draft, String region, @Nullable DateReading dates) {
        DraftReading reading = new DraftReading(region, dates);
        return new Readable(reading.read(draft), reading.warnings);
    }

    static boolean isPlaceholder(String value) {
        return value.length() <= 15 && PLACEHOLDERS.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    /** The custom field that keeps what a part could not be read from, such as {@code time_zone_note}. */
    static String note(String part) {
        return part.replaceFirst("^address\\.", "")
                        .replace('.', '_')
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT)
                + "_note";
    }

    private ContactDraft read(ContactDraft draft) {
        fields(draft.fields());
        PostalAddress address = address(draft.address());
        String numbersOf = ContactCheck.region(address, region);
        String email = address("email", draft.email(), EmailReading::of, EmailReading.SEPARATORS);
        String phone = address(
                "phone",
                draft.phone(),
                each -> PhoneNumbers.e164(each, numbersOf) == null ? null : each,
                "\\s*(?:/|\\||:::|;(?!ext=)|,|\\n| or | oder )\\s*");
        if (email == null && phone == null) {
            // The check says what is wrong with them.
            email = draft.email();
            phone = draft.phone();
        }
        return new ContactDraft(
                draft.team(),
                line("externalId", draft.externalId()),
                line("firstName", draft.firstName()),
                line("lastName", draft.lastName()),
                email,
                phone,
                tags(draft.tags()),
                line("owner", draft.owner()),
                line("source", draft.source()),
                line("stage", draft.stage()),
                zone(draft.timeZone()),
                number("score", draft.score(), -1_000_000, 1_000_000),
                address,
                company(draft.company()),
                draft.consent(),
                fields);
    }

    /** Of several in one field the first good one counts; all of them are the note then. */
    private @Nullable String address(
            String part, @Nullable String written, Function<String, @Nullable String> reader, String separators) {
        String text = Texts.trimmed(written == null ? null : Texts.cleaned(written));
        if (text == null || isPlaceholder(text)) {
            return null;
        }
        String whole = reader.apply(text);
        if (whole != null) {
            return whole;
        }
        for (String each : text.split(separators)) {
            String good = each.isBlank() ? null : reader.apply(each.strip());
            if (good != null) {
                keep(part, text);
                return good;
            }
        }
        boolean number = part.equals("phone");
        warn(
                part,
                text,
                number
                        ? "is no number that can be dialled (read as one of " + region + ")"
                        : "is no e-mail address that can be written to");
        return null;
    }

    private @Nullable String line(String part, @Nullable String written) {
        String text = Texts.trimmed(written == null ? null : Texts.cleaned(written));
        if (text == null || text.length() <= LINE) {
            return text;
        }
        warn(part, text, "is longer than " + LINE + " characters, and its beginning is kept");
        return text.substring(0, Character.isHighSurrogate(text.charAt(LINE - 1)) ? LINE - 1 : LINE)
                .strip();
    }

    private @Nullable String zone(@Nullable String written) {
        String text = Texts.trimmed(written == null ? null : Texts.cleaned(written));
        String zone = text == null || isPlaceholder(text) ? null : Zones.named(text);
        if (zone == null && text != null && !isPlaceholder(text)) {
            warn("timeZone", text, "is no time zone such as Europe/Berlin");
        }
        return zone;
    }

    private @Nullable PostalAddress address(@Nullable PostalAddress address) {
        if (address == null) {
            return null;
        }
        String country = Texts.trimmed(address.country() == null ? null : Texts.cleaned(address.country()));
        if (country != null && isPlaceholder(country)) {
            country = null;
        }
        String code = country == null ? null : Countries.code(country);
        if (country != null && code == null) {
            warn("address.country", country, "is no country that is known");
        }
        return new PostalAddress(
                line("address.street", address.street()),
                line("address.city", address.city()),
                line("address.region", address.region()),
                line("address.postalCode", address.postalCode()),
                code);
    }

    private @Nullable Company company(@Nullable Company company) {
        return company == null
                ? null
                : new Company(
                        line("company.name", company.name()),
                        number("company.size", company.size(), 1, 100_000_000),
                        line("company.industry", company.industry()));
    }

    private @Nullable Integer number(String part, @Nullable Integer number, int least, int most) {
        if (number == null || number >= least && number <= most) {
            return number;
        }
        if (number != 0) {
            warn(part, number.toString(), "is not between " + least + " and " + most);
        }
        return null;
    }

    private Set<String> tags(Set<String> tags) {
        Set<String> kept = new LinkedHashSet<>();
        for (String tag : tags) {
            String text = tag == null ? "" : Texts.cleaned(tag).strip();
            if (text.length() > LONGEST_NAME || kept.size() >= MOST_FIELDS) {
                warnings.add(new Problem(
                        "tags",
                        "The tag '" + shortened(text)
                                + "' was left out: at most 100 tags of 100 characters are kept."));
            } else if (!text.isEmpty()) {
                kept.add(text);
            }
        }
        return kept;
    }

    /** Room is left for the notes. */
    private void fields(Map<String, Object> given) {
        int left = 0;
        for (Map.Entry<String, Object> each : given.entrySet()) {
            String name = Texts.cleaned(each.getKey()).strip();
            if (fields.size() >= MOST_FIELDS - 10 || name.isEmpty() || name.length() > LONGEST_NAME) {
                left++;
            } else {
                fields.put(
                        name,
                        dates != null && each.getValue() instanceof String text
                                ? dates.kept(name, text, warnings)
                                : each.getValue());
            }
        }
        if (left > 0) {
            warnings.add(new Problem(
                    "fields",
                    left + " custom fields were left out: at most " + (MOST_FIELDS - 10)
                            + " with names of at most 100 characters are kept."));
        }
    }

    private void warn(String part, String text, String flaw) {
        keep(part, text);
        warnings.add(new Problem(
                part, "'" + shortened(text) + "' " + flaw + "; it is kept as the field '" + note(part) + "'."));
    }

    private void keep(String part, String text) {
        fields.put(note(part), text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "…" : text);
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /** An e-mail address in the clothes that programs put it in. */
    private static final class EmailReading {
        static final String SEPARATORS = "\\s*(?:;|,|\\||:::|\\s)\\s*";

        static @Nullable String of(String written) {
            String text = written.strip();
            int open = text.lastIndexOf('<');
            if (open >= 0 && text.endsWith(">")) {
                text = text.substring(open + 1, text.length() - 1);
            }
            text = text.replaceFirst("(?i)^(?:mailto|smtp):", "")
                    .replaceFirst("[.,;:>)\\]]+$", "")
                    .strip();
            return !text.isEmpty() && EmailAddresses.flaw(text) == null ? text : null;
        }
    }
}
