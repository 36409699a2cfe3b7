package io.ripen.contacts.internal.person;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * By what somebody is found where rows do not name the contact: addresses in all spellings, and patterns over texts in lower case that
 * PostgreSQL, H2 and Java read alike.
 *
 * @param addresses by kind, as they may be kept
 * @param names first and last name, and the id in the CRM; in lower case
 */
record PersonTraces(Map<AddressKind, List<String>> addresses, List<String> names) {
    /** Digits from the end that make a number one person's, however its beginning is written. */
    private static final int DIGITS = 9;

    private static final int SHORTEST_NAME = 2;
    private static final int SHORTEST_ID = 5;
    /** Matches nothing. */
    private static final String NOTHING = "a^";

    /** Of a contact as it is now. */
    static PersonTraces of(Contact contact) {
        Set<String> given = new LinkedHashSet<>();
        for (String each : new @Nullable String[] {contact.email(), contact.phoneE164(), contact.phone()}) {
            if (each != null && !each.isBlank()) {
                given.add(each.strip());
            }
        }
        List<String> names = new ArrayList<>();
        for (String each : new @Nullable String[] {contact.firstName(), contact.lastName(), contact.externalId()}) {
            names.add(each == null ? "" : each.strip().toLowerCase(Locale.ROOT));
        }
        return new PersonTraces(spellings(given), names);
    }

    /** Of somebody of whom only addresses are known, as messages went to them. */
    static PersonTraces of(Collection<String> given) {
        return new PersonTraces(spellings(given), List.of("", "", ""));
    }

    /** The same with more addresses. */
    PersonTraces and(Collection<String> more) {
        Set<String> given = all();
        given.addAll(more);
        return new PersonTraces(spellings(given), names);
    }

    private static Map<AddressKind, List<String>> spellings(Collection<String> given) {
        Map<AddressKind, Set<String>> addresses = new EnumMap<>(AddressKind.class);
        for (String each : given) {
            AddressKind kind = each.indexOf('@') >= 0 ? AddressKind.EMAIL : AddressKind.PHONE;
            Set<String> of = addresses.computeIfAbsent(kind, none -> new LinkedHashSet<>());
            of.add(each);
            of.add(each.toLowerCase(Locale.ROOT));
            of.addAll(kind.spellings(each));
        }
        Map<AddressKind, List<String>> all = new EnumMap<>(AddressKind.class);
        addresses.forEach((kind, of) -> all.put(kind, List.copyOf(of)));
        return all;
    }

    /** As it is kept until the erasure is done. */
    Map<String, Object> write() {
        Map<String, Object> map = new LinkedHashMap<>();
        addresses.forEach((kind, of) -> map.put(kind.name(), of));
        map.put("names", names);
        return map;
    }

    static PersonTraces read(Map<String, Object> map) {
        Map<AddressKind, List<String>> addresses = new EnumMap<>(AddressKind.class);
        for (AddressKind kind : List.of(AddressKind.EMAIL, AddressKind.PHONE)) {
            if (map.get(kind.name()) instanceof List<?> of) {
                addresses.put(kind, of.stream().map(String::valueOf).toList());
            }
        }
        List<String> names = map.get("names") instanceof List<?> of
                ? of.stream().map(String::valueOf).toList()
                : List.of("", "", "");
        return new PersonTraces(addresses, names);
    }

    /** Whether no name is known, since the contact was deleted: then what may have one in it goes whole. */
    boolean isWithoutName() {
        return names.stream().allMatch(String::isEmpty);
    }

    /** Addresses of a kind, in all spellings. */
    List<String> of(AddressKind kind) {
        return addresses.getOrDefault(kind, List.of());
    }

    /** Each address once, under the key that all its spellings have. */
    Set<String> keys(AddressKind kind) {
        return addresses.getOrDefault(kind, List.of()).stream()
                .map(kind::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Set<String> all() {
        return addresses.values().stream().flatMap(List::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Texts with one of the addresses in any spelling. */
    String pattern() {
        List<String> patterns = new ArrayList<>();
        keys(AddressKind.EMAIL).forEach(key -> patterns.add(email(key)));
        for (String phone : addresses.getOrDefault(AddressKind.PHONE, List.of())) {
            String digits = phone.replaceAll("[^0-9]", "");
            if (digits.length() >= DIGITS) {
                patterns.add(String.join(
                                "[^0-9a-z]{0,3}",
                                digits.substring(digits.length() - DIGITS).split("")) + "([^0-9]|$)");
            } else if (digits.length() > 5) {
                patterns.add("(^|[^0-9])" + digits + "([^0-9]|$)");
            }
        }
        return patterns.isEmpty() ? NOTHING : patterns.stream().distinct().collect(Collectors.joining("|"));
    }

    /** Addresses of links that name the person: an address, the id in the CRM, or first and last name together. */
    String linkPattern() {
        List<String> patterns = new ArrayList<>(List.of(pattern()));
        String id = names.get(2);
        if (id.length() >= SHORTEST_ID) {
            patterns.add(word(id));
        }
        String first = names.get(0);
        String last = names.get(1);
        if (first.length() >= SHORTEST_NAME && last.length() >= SHORTEST_NAME) {
            patterns.add(word(first) + ".*" + word(last));
            patterns.add(word(last) + ".*" + word(first));
        }
        return String.join("|", patterns);
    }

    /** Every single thing that may stand in a text of the person. */
    String anyPattern() {
        List<String> patterns = new ArrayList<>(List.of(pattern()));
        names.stream().filter(each -> each.length() >= SHORTEST_NAME).forEach(each -> patterns.add(word(each)));
        return String.join("|", patterns);
    }

    private static String word(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return "(^|[^a-z0-9])(" + literal(text) + "|" + literal(encoded) + ")([^a-z0-9]|$)";
    }

    /** All spellings that reach the mailbox, as the address rules know them. */
    private static String email(String key) {
        int at = key.lastIndexOf('@');
        if (at < 1) {
            return literal(key);
        }
        String domain = key.substring(at + 1);
        boolean dots = AddressKind.EMAIL.key("a.b@" + domain).startsWith("ab@");
        boolean plus = AddressKind.EMAIL.key("a+b@" + domain).startsWith("a@");
        String name = key.substring(0, at)
                .chars()
                .mapToObj(c -> literal(Character.toString(c)))
                .collect(Collectors.joining(dots ? "\\.?" : ""));
        String domains = domain.equals("gmail.com") ? "(gmail|googlemail)\\.com" : literal(domain);
        return "(^|[^a-z0-9._-])" + name + (plus ? "(\\+[^@ ]*)?" : "") + "(@|%40)" + domains;
    }

    private static String literal(String text) {
        StringBuilder literal = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean plain = c > 127 || Character.isLetterOrDigit(c);
            literal.append(plain ? "" : "\\").appendCodePoint(c);
        });
        return literal.toString();
    }
}
