package io.ripen.trigger;

import io.ripen.crm.Company;
import io.ripen.crm.Contact;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What every trigger may ask of the contact, so that it is written the same everywhere: {@code tag}, {@code notTag},
 * {@code source}, {@code stage}, {@code owner}, {@code industry}, {@code size} (of the company), {@code score} and
 * {@code field.NAME}. Options that stand together must all match. Immutable.
 */
public final class ContactFilter {
    /** The options by name, with labels; {@code field.*} stands for any custom field. */
    public static final List<TriggerOption> OPTIONS = List.of(
            TriggerOption.of("tag", "Has one of these tags", TriggerOption.Kind.TAG, "VIP,Trial"),
            TriggerOption.of("notTag", "Has none of these tags", TriggerOption.Kind.TAG, "Customer"),
            TriggerOption.of("source", "Lead source", TriggerOption.Kind.TEXT, "facebook,instagram"),
            TriggerOption.of("stage", "Pipeline stage", TriggerOption.Kind.TEXT, "Proposal"),
            TriggerOption.of("owner", "Owner", TriggerOption.Kind.TEXT, "kim@example.com"),
            TriggerOption.of("industry", "Industry of the company", TriggerOption.Kind.TEXT, "software"),
            TriggerOption.of("size", "People in the company", TriggerOption.Kind.NUMBER, "20-100"),
            TriggerOption.of("score", "Lead score", TriggerOption.Kind.NUMBER, "50+"),
            TriggerOption.of("field.*", "Custom field", TriggerOption.Kind.TEXT, "Gold"));

    private static final String FIELD = "field.";

    private final List<Predicate<Contact>> all;

    private ContactFilter(List<Predicate<Contact>> all) {
        this.all = List.copyOf(all);
    }

    /** Names of {@link #OPTIONS}. */
    public static Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        OPTIONS.forEach(option -> names.add(option.name()));
        return names;
    }

    /**
     * Prepares the filter; options of other names are left alone.
     *
     * @throws IllegalArgumentException when a value cannot be read, with the option and the cure
     */
    public static ContactFilter of(Map<String, String> options) {
        List<Predicate<Contact>> all = new ArrayList<>();
        options.forEach((name, written) -> {
            Predicate<Contact> one = one(name, written);
            if (one != null) {
                all.add(one);
            }
        });
        return new ContactFilter(all);
    }

    /** The key that a sequence with these options can be looked up by: the contact's tags; null when it asks for none. */
    public static @Nullable EventKey key(Map<String, String> options) {
        String tags = options.get("tag");
        return tags == null ? null : EventKey.ofTags(WordList.of("tag", tags).words());
    }

    private static @Nullable Predicate<Contact> one(String name, String written) {
        if (name.startsWith(FIELD)) {
            return field(name, written);
        }
        switch (name) {
            case "size", "score" -> {
                NumberRange range = NumberRange.of(name, written);
                return name.equals("score")
                        ? contact -> range.has(contact.score())
                        : contact -> contact.company() != null
                                && range.has(contact.company().size());
            }
            case "tag", "notTag", "source", "stage", "owner", "industry" -> {
                WordList words = WordList.of(name, written);
                return switch (name) {
                    case "tag" -> contact -> words.hasAny(contact.tags());
                    case "notTag" -> contact -> !words.hasAny(contact.tags());
                    case "source" -> contact -> words.has(contact.source());
                    case "stage" -> contact -> words.has(contact.stage());
                    case "owner" -> contact -> words.has(contact.owner());
                    default -> contact -> words.has(industry(contact.company()));
                };
            }
            default -> {
                return null;
            }
        }
    }

    private static Predicate<Contact> field(String option, String written) {
        String field = option.substring(FIELD.length());
        if (field.isBlank()) {
            throw new IllegalArgumentException(
                    "Option '" + option + "' names no field: write field.NAME=value, such as field.plan=Gold.");
        }
        ValueTest test = ValueTest.of(option, written);
        return contact -> test.has(contact.fields().get(field));
    }

    private static @Nullable String industry(@Nullable Company company) {
        return company == null ? null : company.industry();
    }

    /** Whether the contact is one of those that the sequence is for. */
    public boolean matches(Contact contact) {
        for (Predicate<Contact> each : all) {
            if (!each.test(contact)) {
                return false;
            }
        }
        return true;
    }
}
