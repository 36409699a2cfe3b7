package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactImport.Options;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which column is which part of a contact. Names are taken in any case, with spaces, dashes, dots or underscores; a column
 * that is no part of a contact becomes a custom field under its own name.
 */
final class CsvHeader {
    private static final Map<String, String> PARTS = new HashMap<>();

    static {
        part("externalId", "externalid", "id", "contactid", "leadid", "crmid");
        part("firstName", "firstname", "givenname", "forename");
        part("lastName", "lastname", "surname", "familyname");
        part("email", "email", "emailaddress", "mail");
        part("phone", "phone", "phonenumber", "mobile", "mobilephone", "cell", "telephone", "tel");
        part("tags", "tags", "tag");
        part("owner", "owner");
        part("source", "source", "leadsource");
        part("stage", "stage", "pipelinestage");
        part("timeZone", "timezone", "tz");
        part("score", "score", "leadscore");
        part("address.street", "street", "addressstreet", "address");
        part("address.city", "city", "addresscity", "town");
        part("address.region", "region", "state", "stateorregion", "province", "addressregion");
        part("address.postalCode", "postalcode", "zip", "zipcode", "postcode", "addresspostalcode");
        part("address.country", "country", "countrycode", "addresscountry");
        part("company.name", "company", "companyname");
        part("company.size", "companysize", "employees");
        part("company.industry", "industry", "companyindustry");
        part("consent.sms", "smsconsent", "consentsms");
        part("consent.email", "emailconsent", "consentemail");
    }

    private static final Set<String> YES = Set.of("1", "true", "yes", "y");
    private static final Set<String> NO = Set.of("0", "false", "no", "n");

    private final List<String> names;
    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private final Map<String, Integer> fields = new LinkedHashMap<>();

    private static void part(String part, String... spellings) {
        for (String spelling : spellings) {
            PARTS.put(spelling, part);
        }
    }

    /** @throws InvalidContactException when the header is of no use */
    CsvHeader(List<String> names) {
        this.names = names.stream().map(String::strip).toList();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < this.names.size(); i++) {
            column(this.names.get(i), i, problems);
        }
        if (!parts.containsKey("email") && !parts.containsKey("phone")) {
            problems.add(
                    new Problem(
                            "header",
                            "There is neither a column 'email' nor a column 'phone': name them so in the first line of the file."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidContactException(problems);
        }
    }

    private void column(String name, int index, List<Problem> problems) {
        String flaw = name.isEmpty() ? "has no name; name it or take it out." : Texts.flaw(name, 100, false);
        if (flaw != null) {
            problems.add(new Problem("header", "Column " + (index + 1) + " " + flaw));
            return;
        }
        String part = PARTS.get(name.toLowerCase(Locale.ROOT).replaceAll("[\\s_.-]", ""));
        Integer before = part == null ? fields.putIfAbsent(name, index) : parts.putIfAbsent(part, index);
        if (before != null) {
            problems.add(new Problem(
                    "header",
                    "The columns " + (before + 1) + " ('" + names.get(before) + "') and " + (index + 1) + " ('" + name
                            + "') both are " + (part == null ? "the field " + name : part)
                            + ": leave one of them out."));
        }
    }

    /** The name of the column that a part of a contact comes from, for messages. */
    String columnOf(String part) {
        String name = part.startsWith("fields.") ? part.substring("fields.".length()) : part;
        Integer index = parts.containsKey(part) ? parts.get(part) : fields.get(name);
        return index == null ? part : names.get(index);
    }

    /** A row by column, shortened, for messages. */
    Map<String, String> shown(List<String> values) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(values.size(), names.size()); i++) {
            String value = values.get(i);
            row.put(names.get(i), value.length() > 200 ? value.substring(0, 200) + "…" : value);
        }
        return row;
    }

    /** A row as a draft; what cannot be read is added to the problems. */
    ContactDraft draft(List<String> values, Options options, List<Problem> problems) {
        Map<String, Object> custom = new LinkedHashMap<>();
        fields.forEach((name, index) -> {
            String value = Texts.trimmed(values.get(index));
            if (value != null) {
                custom.put(name, value);
            }
        });
        Set<String> tags = new LinkedHashSet<>();
        String list = value(values, "tags");
        if (list != null) {
            for (String tag : list.split("[,;|]")) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        tags.addAll(options.tags());
        String source = value(values, "source");
        return new ContactDraft(
                options.team(),
                value(values, "externalId"),
                value(values, "firstName"),
                value(values, "lastName"),
                value(values, "email"),
                value(values, "phone"),
                tags,
                value(values, "owner"),
                source == null ? Texts.trimmed(options.source()) : source,
                value(values, "stage"),
                value(values, "timeZone"),
                number(values, "score", problems),
                new PostalAddress(
                        value(values, "address.street"),
                        value(values, "address.city"),
                        value(values, "address.region"),
                        value(values, "address.postalCode"),
                        value(values, "address.country")),
                new Company(
                        value(values, "company.name"),
                        number(values, "company.size", problems),
                        value(values, "company.industry")),
                new Consent(yesOrNo(values, "consent.sms", problems), yesOrNo(values, "consent.email", problems)),
                custom);
    }

    private @Nullable String value(List<String> values, String part) {
        Integer index = parts.get(part);
        return index == null ? null : Texts.trimmed(values.get(index));
    }

    private @Nullable Integer number(List<String> values, String part, List<Problem> problems) {
        String value = value(values, part);
        if (value == null) {
            return null;
        }
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            problems.add(new Problem(part, "'" + shortened(value) + "' is not a whole number: write it in digits."));
            return null;
        }
    }

    private @Nullable Boolean yesOrNo(List<String> values, String part, List<Problem> problems) {
        String value = value(values, part);
        if (value == null) {
            return null;
        }
        String lower = value.toLowerCase(Locale.ROOT);
        if (YES.contains(lower) || NO.contains(lower)) {
            return YES.contains(lower);
        }
        problems.add(new Problem(
                part,
                "'" + shortened(value) + "' is neither yes nor no: write 1 or 0, or leave it empty for unknown."));
        return null;
    }

    private static String shortened(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "…" : value;
    }
}
