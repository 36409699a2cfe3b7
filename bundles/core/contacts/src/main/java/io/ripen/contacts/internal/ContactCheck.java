package io.ripen.contacts.internal;

import io.ripen.crm.Company;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds everything that is wrong with a draft; each problem names the field and the cure. */
final class ContactCheck {
    private static final int LINE = 200;
    private static final int TAG = 100;
    private static final int TAGS = 100;
    private static final int FIELDS = 100;
    private static final int FIELD_VALUES = 20_000;
    private static final int LARGEST_SCORE = 1_000_000;
    private static final int LARGEST_COMPANY = 100_000_000;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private final List<Problem> problems = new ArrayList<>();

    private ContactCheck() {}

    /** @param region two-letter country that a national phone number is read in when the address names none */
    static List<Problem> of(ContactDraft draft, String region) {
        ContactCheck check = new ContactCheck();
        check.draft(draft, region);
        return check.problems;
    }

    private void draft(ContactDraft draft, String region) {
        if (blank(draft.email()) && blank(draft.phone())) {
            problem("email", "A contact needs an e-mail address or a phone number: give one of the two.");
        }
        line("externalId", draft.externalId());
        line("firstName", draft.firstName());
        line("lastName", draft.lastName());
        line("owner", draft.owner());
        line("source", draft.source());
        line("stage", draft.stage());
        String email = Texts.trimmed(draft.email());
        if (email != null) {
            String flaw = EmailAddresses.flaw(email);
            if (flaw != null) {
                problem("email", "'" + shown(email) + "' " + flaw);
            }
        }
        phone(draft, region);
        tags(draft.tags());
        zone(Texts.trimmed(draft.timeZone()));
        if (draft.score() != null && Math.abs((long) draft.score()) > LARGEST_SCORE) {
            problem("score", "The score " + draft.score() + " is out of range: use -1000000 to 1000000.");
        }
        address(draft.address());
        company(draft.company());
        fields(draft.fields());
    }

    private void phone(ContactDraft draft, String region) {
        String phone = Texts.trimmed(draft.phone());
        if (phone == null) {
            return;
        }
        String flaw = Texts.flaw(phone, 50, false);
        if (flaw != null) {
            problem("phone", "'" + shown(phone) + "' " + flaw);
        } else if (PhoneNumbers.e164(phone, region(draft.address(), region)) == null) {
            problem(
                    "phone",
                    "'" + shown(phone) + "' is not a phone number that can be dialled (read as one of "
                            + region(draft.address(), region)
                            + "): write it with its country code, such as +1 415 555 0100.");
        }
    }

    /** The country that a national number is read in. */
    static String region(@Nullable PostalAddress address, String teamsRegion) {
        String code = address == null ? null : Countries.code(address.country());
        return code == null ? teamsRegion : code;
    }

    private void tags(Set<String> tags) {
        if (tags.size() > TAGS) {
            problem("tags", "There are " + tags.size() + " tags: use at most " + TAGS + ".");
        }
        for (String tag : tags) {
            if (tag == null || tag.isBlank()) {
                problem("tags", "A tag is empty: leave it out or give it a name.");
                continue;
            }
            String flaw = Texts.flaw(tag, TAG, false);
            if (flaw != null) {
                problem("tags", "The tag '" + shown(tag) + "' " + flaw);
            }
        }
    }

    private void zone(@Nullable String zone) {
        if (zone != null && !ZONES.contains(zone)) {
            problem(
                    "timeZone",
                    "'" + shown(zone) + "' is not a time zone: use a name such as Europe/Berlin or America/New_York.");
        }
    }

    private void address(@Nullable PostalAddress address) {
        if (address == null) {
            return;
        }
        line("address.street", address.street());
        line("address.city", address.city());
        line("address.region", address.region());
        line("address.postalCode", address.postalCode());
        String country = Texts.trimmed(address.country());
        if (country != null && Countries.code(country) == null) {
            problem(
                    "address.country",
                    "'" + shown(country)
                            + "' is not a country: use two letters (ISO 3166-1) such as US or DE, or its name.");
        }
    }

    private void company(@Nullable Company company) {
        if (company == null) {
            return;
        }
        line("company.name", company.name());
        line("company.industry", company.industry());
        Integer size = company.size();
        if (size != null && (size < 1 || size > LARGEST_COMPANY)) {
            problem("company.size", "The company size " + size + " is out of range: use 1 to 100000000.");
        }
    }

    private void fields(Map<String, Object> fields) {
        if (fields.size() > FIELDS) {
            problem("fields", "There are " + fields.size() + " custom fields: use at most " + FIELDS + ".");
            return;
        }
        int[] left = {FIELD_VALUES};
        fields.forEach((name, value) -> {
            if (name == null || name.isBlank()) {
                problem("fields", "A custom field has no name: name it.");
                return;
            }
            String path = "fields." + shown(name);
            String flaw = Texts.flaw(name, TAG, false);
            if (flaw != null) {
                problem(path, "The name " + flaw);
            }
            String wrong = value(value, 0, left);
            if (wrong != null) {
                problem(path, wrong);
            }
        });
        if (left[0] < 0) {
            problem(
                    "fields",
                    "All custom fields together are longer than " + FIELD_VALUES + " characters: shorten them.");
        }
    }

    /** What is wrong with a JSON value; takes its length off what is left. */
    private static @Nullable String value(@Nullable Object value, int depth, int[] left) {
        if (depth > 5) {
            return "The value is nested more than 5 deep: make it flatter.";
        }
        if (value instanceof String text) {
            left[0] -= text.length();
            String flaw = Texts.flaw(text, FIELD_VALUES, true);
            return flaw == null ? null : "The value " + flaw;
        }
        left[0] -= 5;
        if (value == null || value instanceof Boolean || value instanceof Number) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                String wrong = value(entry.getKey(), depth + 1, left);
                wrong = wrong == null ? value(entry.getValue(), depth + 1, left) : wrong;
                if (wrong != null) {
                    return wrong;
                }
            }
            return null;
        }
        if (value instanceof Iterable<?> list) {
            for (Object each : list) {
                String wrong = value(each, depth + 1, left);
                if (wrong != null) {
                    return wrong;
                }
            }
            return null;
        }
        return "The value is a " + value.getClass().getSimpleName()
                + ": use text, numbers, true, false, null, lists or objects.";
    }

    private void line(String field, @Nullable String text) {
        if (text != null) {
            String flaw = Texts.flaw(text, LINE, false);
            if (flaw != null) {
                problem(field, "'" + shown(text) + "' " + flaw);
            }
        }
    }

    private void problem(String field, String message) {
        problems.add(new Problem(field, message));
    }

    /** Short and harmless enough for an error message. */
    private static String shown(String text) {
        String shortened = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return shortened.replaceAll("\\p{Cntrl}|\\p{Cs}", "?");
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
