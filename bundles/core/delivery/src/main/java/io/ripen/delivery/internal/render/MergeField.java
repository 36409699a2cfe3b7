package io.ripen.delivery.internal.render;

import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import io.ripen.crm.PostalAddress;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One {@code {{field|format|fallback}}} of a template, looked up once when the template is prepared, so that filling it in
 * costs no parsing. Names may be written {@code first_name} or {@code firstName}.
 *
 * @param name as written, without what follows a bar
 * @param format how the value is written; null as it is
 * @param fallback what stands there when the field is empty; null when it may not be empty
 */
record MergeField(
        String name,
        @Nullable ValueFormat format,
        @Nullable String fallback,
        Function<MergeData, @Nullable Object> source) {

    /** Reads what stands between the braces; null when there is no such field. */
    static @Nullable MergeField parse(String written) {
        String[] parts = written.split("\\|", 3);
        String name = parts[0].strip();
        ValueFormat format = parts.length == 1 ? null : ValueFormat.of(parts[1].strip());
        String fallback = null;
        if (format == null && parts.length > 1) {
            fallback = written.substring(written.indexOf('|') + 1).strip();
        } else if (parts.length > 2) {
            fallback = parts[2].strip();
        }
        Function<MergeData, @Nullable Object> source = source(name);
        return source == null ? null : new MergeField(name, format, fallback, source);
    }

    /** The value; the fallback when there is none; null when there is neither. Blank counts as empty. */
    @Nullable Object value(MergeData data) {
        Object value = source.apply(data);
        if (value == null || (value instanceof String text && text.isBlank())) {
            return fallback;
        }
        return format == null ? value : format.written(value, data);
    }

    private static @Nullable Function<MergeData, @Nullable Object> source(String name) {
        switch (name) {
            case "unsubscribe":
                return data -> data.links().unsubscribe();
            case TemplateLinks.PIXEL:
                return data -> data.links().pixel();
            case TemplateLinks.HIDDEN:
                return data -> data.links().hidden();
            default:
        }
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            return null;
        }
        String path = name.substring(dot + 1);
        return switch (name.substring(0, dot)) {
            case "contact" -> contact(path);
            case "company" -> contact("company." + path);
            case "team" -> team(path);
            case "variable", "variables" -> data -> within(data.variables(), path);
            case "sequence" -> path.equals("id") ? data -> data.sequence() : null;
            case "step" -> path.equals("id") ? data -> data.step() : null;
            default -> null;
        };
    }

    private static @Nullable Function<MergeData, @Nullable Object> team(String path) {
        return switch (path) {
            case "name" -> data -> data.team().name();
            case "id" -> data -> data.team().id();
            case "business_name", "businessName" -> data -> data.team().businessName();
            case "postal_address", "postalAddress" -> data -> TeamWords.postalAddress(data.team());
            default -> {
                String setting = path.startsWith("settings.") ? path.substring("settings.".length()) : path;
                yield data -> within(data.team().settings(), setting);
            }
        };
    }

    private static @Nullable Function<MergeData, @Nullable Object> contact(String path) {
        if (path.startsWith("fields.")) {
            String field = path.substring("fields.".length());
            return data -> within(data.contact().fields(), field);
        }
        Function<Contact, @Nullable Object> known = part(path);
        if (known != null) {
            return data -> known.apply(data.contact());
        }
        // Any other name is taken for a custom field: which ones there are differs from lead to lead. What imports know
        // as a
        // part of the contact is that part, unless the lead has a field of this name.
        Function<Contact, @Nullable Object> imported =
                MergeNames.imported(path).map(MergeField::part).orElse(null);
        return imported == null
                ? data -> within(data.contact().fields(), path)
                : data -> {
                    Object own = within(data.contact().fields(), path);
                    return own == null ? imported.apply(data.contact()) : own;
                };
    }

    /** Null for what is no part of a contact. */
    private static @Nullable Function<Contact, @Nullable Object> part(String path) {
        return switch (path.replace("_", "").toLowerCase(Locale.ROOT)) {
            case "firstname" -> Contact::firstName;
            case "lastname" -> Contact::lastName;
            case "name", "fullname" -> MergeField::fullName;
            case "email" -> Contact::email;
            case "phone" -> Contact::phone;
            case "owner" -> Contact::owner;
            case "source" -> Contact::source;
            case "stage" -> Contact::stage;
            case "score" -> Contact::score;
            case "company", "company.name" -> contact -> company(contact, Company::name);
            case "company.size" -> contact -> company(contact, Company::size);
            case "company.industry" -> contact -> company(contact, Company::industry);
            case "street", "address.street" -> contact -> address(contact, PostalAddress::street);
            case "city", "address.city" -> contact -> address(contact, PostalAddress::city);
            case "region", "address.region" -> contact -> address(contact, PostalAddress::region);
            case "postalcode", "address.postalcode" -> contact -> address(contact, PostalAddress::postalCode);
            case "country", "address.country" -> contact -> address(contact, PostalAddress::country);
            default -> null;
        };
    }

    private static @Nullable Object fullName(Contact contact) {
        String first = contact.firstName();
        String last = contact.lastName();
        return first == null ? last : last == null ? first : first + " " + last;
    }

    private static @Nullable Object company(Contact contact, Function<Company, @Nullable Object> part) {
        Company company = contact.company();
        return company == null ? null : part.apply(company);
    }

    private static @Nullable Object address(Contact contact, Function<PostalAddress, @Nullable Object> part) {
        PostalAddress address = contact.address();
        return address == null ? null : part.apply(address);
    }

    /** A name in plain JSON values; a dotted one goes into maps within maps unless it is a name by itself. */
    private static @Nullable Object within(Map<String, Object> values, String path) {
        Object direct = values.get(path);
        int dot = path.indexOf('.');
        if (direct != null || dot < 0) {
            return direct;
        }
        if (values.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
            @SuppressWarnings("unchecked") // JSON objects have no other keys
            Map<String, Object> map = (Map<String, Object>) inner;
            return within(map, path.substring(dot + 1));
        }
        return null;
    }
}
