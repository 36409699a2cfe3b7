package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactImport.Options;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one row of a file as a draft; what it cannot read is kept as a custom field, with a warning. */
final class CsvRow {
    private static final Set<String> YES = Set.of(
            "1",
            "true",
            "yes",
            "y",
            "x",
            "on",
            "t",
            "opted in",
            "opt-in",
            "subscribed",
            "ja",
            "oui",
            "si",
            "sí",
            "sim");
    private static final Set<String> NO = Set.of(
            "0", "false", "no", "n", "off", "f", "opted out", "opt-out", "unsubscribed", "nein", "non", "não", "nee");

    private final CsvHeader header;
    private final DateReading dates;
    private final List<String> values;
    private final List<Problem> warnings;
    private final Map<String, Object> custom = new LinkedHashMap<>();
    private final Set<Integer> used = new TreeSet<>();

    /** @param warnings what was read with doubt or kept as a note is added here */
    CsvRow(CsvHeader header, DateReading dates, List<String> values, List<Problem> warnings) {
        this.header = header;
        this.dates = dates;
        this.values = values;
        this.warnings = warnings;
    }

    ContactDraft draft(Options options) {
        header.fields().forEach((column, name) -> {
            String value = Texts.trimmed(values.get(column));
            if (value != null) {
                custom.put(name, dates.kept(name, value, warnings));
            }
        });
        String source = value("source");
        String externalId = value("externalId");
        String first = value("firstName");
        String last = value("lastName");
        String name = value("name");
        if (name != null && first == null && last == null) {
            int blank = name.lastIndexOf(' ');
            first = blank < 0 ? name : name.substring(0, blank).strip();
            last = blank < 0 ? null : name.substring(blank + 1);
        }
        return new ContactDraft(
                options.team(),
                externalId,
                first,
                last,
                value("email"),
                value("phone"),
                tags(options),
                value("owner"),
                source == null ? Texts.trimmed(options.source()) : source,
                value("stage"),
                zone(value("timeZone")),
                number("score"),
                new PostalAddress(
                        value("address.street"),
                        value("address.city"),
                        value("address.region"),
                        value("address.postalCode"),
                        value("address.country")),
                new Company(value("company.name"), number("company.size"), value("company.industry")),
                new Consent(consent("sms"), consent("email")),
                others());
    }

    /** What further columns of the same part have is kept under their own names. */
    private Map<String, Object> others() {
        for (String part : List.of("externalId", "email", "phone", "owner", "source", "stage", "company.name")) {
            for (int column : header.columns(part)) {
                String value = Texts.trimmed(values.get(column));
                if (value != null && !used.contains(column)) {
                    custom.putIfAbsent(header.name(column), value);
                }
            }
        }
        return custom;
    }

    private @Nullable String value(String part) {
        for (int column : header.columns(part)) {
            String value = Texts.trimmed(values.get(column));
            if (value != null
                    && !(DraftReading.isPlaceholder(value) && (part.equals("email") || part.equals("phone")))) {
                used.add(column);
                return value;
            }
        }
        return null;
    }

    private Set<String> tags(Options options) {
        Set<String> tags = new LinkedHashSet<>();
        for (int column : header.columns("tags")) {
            for (String tag : values.get(column).split(":::|[,;|]")) {
                // Google marks its own groups with a star.
                String name = tag.strip();
                if (!name.isEmpty() && !name.startsWith("* ")) {
                    tags.add(name);
                }
            }
        }
        tags.addAll(options.tags());
        return tags;
    }

    private @Nullable Integer number(String part) {
        String value = value(part);
        if (value == null || !value.equals("0") && DraftReading.isPlaceholder(value)) {
            return null;
        }
        Integer number = Numbers.whole(value);
        if (number == null || !Numbers.isPlain(value)) {
            custom.putIfAbsent(DraftReading.note(part), value);
        }
        if (number == null) {
            warnings.add(new Problem(
                    part,
                    "'" + shortened(value) + "' is not a number; it is kept as the field '" + DraftReading.note(part)
                            + "'. Write it in digits."));
        }
        return number;
    }

    /** HubSpot writes {@code america_slash_new_york}. */
    private static @Nullable String zone(@Nullable String value) {
        return value != null && value.contains("_slash_") ? Zones.named(value.replace("_slash_", "/")) : value;
    }

    /** Who opted out has not agreed; who did not opt out has not agreed by that. */
    private @Nullable Boolean consent(String channel) {
        if (Boolean.TRUE.equals(yesOrNo("optout." + channel)) || Boolean.TRUE.equals(yesOrNo("optout.all"))) {
            return false;
        }
        return yesOrNo("consent." + channel);
    }

    private @Nullable Boolean yesOrNo(String part) {
        String value = value(part);
        if (value == null) {
            return null;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (YES.contains(lower) || NO.contains(lower)) {
            return YES.contains(lower);
        }
        custom.putIfAbsent(DraftReading.note(part), value);
        warnings.add(new Problem(
                part,
                "'" + shortened(value) + "' is neither yes nor no; it counts as unknown and is kept as the field '"
                        + DraftReading.note(part) + "'. Write 1 or 0, or leave it empty for unknown."));
        return null;
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
