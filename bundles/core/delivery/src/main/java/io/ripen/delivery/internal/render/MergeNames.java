package io.ripen.delivery.internal.render;

import io.ripen.crm.ColumnNames;
import io.ripen.crm.ColumnNames.Part;
import io.ripen.text.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that every template knows, and what an author probably meant who wrote another one. */
public final class MergeNames {
    private static final Set<String> CONTACT = Set.of(
            "first_name",
            "last_name",
            "full_name",
            "name",
            "email",
            "phone",
            "owner",
            "source",
            "stage",
            "score",
            "company",
            "company.name",
            "company.size",
            "company.industry",
            "street",
            "city",
            "region",
            "postal_code",
            "country",
            "address.street",
            "address.city",
            "address.region",
            "address.postal_code",
            "address.country");
    private static final Set<String> COMPANY = Set.of("name", "size", "industry");
    private static final Set<String> TEAM = Set.of("name", "id", "business_name", "postal_address");
    private static final Set<String> ALL = all();
    private static final int SHORT = 8;
    /** Without the parts of a value that is an object. */
    private static final Pattern VARIABLE = Pattern.compile("variables?\\.([^.]+).*");

    private MergeNames() {}

    /**
     * A name that is probably a slip.
     *
     * @param line in which it stands first
     * @param meant the known name that is most like it
     */
    public record Slip(String name, int line, String meant) {}

    /** The variables that a file names, each with the line in which it stands first. */
    static Map<String, Integer> variables(String content) {
        Map<String, Integer> variables = new LinkedHashMap<>();
        for (TemplateTags.Tag tag : TemplateTags.find(content).tags()) {
            Matcher variable = VARIABLE.matcher(tag.name());
            if (tag.sign() != '!' && tag.sign() != '/' && variable.matches()) {
                variables.putIfAbsent(variable.group(1), line(content, tag.start()));
            }
        }
        return variables;
    }

    /** The slips of a file, each name once. Fields of a lead that are like no known name are the author's own, and no slip. */
    public static List<Slip> slips(String content) {
        List<Slip> slips = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (TemplateTags.Tag tag : TemplateTags.find(content).tags()) {
            if (tag.sign() != '!' && tag.sign() != '/' && !tag.isLink() && seen.add(tag.name())) {
                meant(tag.name())
                        .ifPresent(meant -> slips.add(new Slip(tag.name(), line(content, tag.start()), meant)));
            }
        }
        return slips;
    }

    /** The known name that was probably meant; empty when the name is known, or like none. */
    static Optional<String> meant(String name) {
        int dot = name.indexOf('.');
        if (dot <= 0) {
            return isKnown(name) ? Optional.empty() : NearestName.of(name, ALL).or(() -> unprefixed(name));
        }
        String path = name.substring(dot + 1);
        return switch (name.substring(0, dot)) {
            case "contact" ->
                path.startsWith("fields.") ? inFields(path.substring(7)) : among("contact.", path, CONTACT);
            case "company" -> among("company.", path, COMPANY);
            case "team" -> path.startsWith("settings.") ? Optional.empty() : among("team.", path, TEAM);
            case "variable", "variables", "sequence", "step" -> Optional.empty();
            default -> NearestName.of(name, ALL);
        };
    }

    /** {@code Did you mean …?} for a message; the empty string when there is nothing to guess. */
    static String didYouMean(String name) {
        return meant(name).map(meant -> " Did you mean {{" + meant + "}}?").orElse("");
    }

    private static Optional<String> among(String prefix, String path, Set<String> known) {
        String plain = plain(path);
        if (known.stream().anyMatch(each -> plain(each).equals(plain))
                || imported(path).isPresent()) {
            return Optional.empty();
        }
        return NearestName.of(path, known).filter(near -> isNear(path, near)).map(near -> prefix + near);
    }

    /** Authors have short fields of their own that are two letters from a known one, such as note and name, course and source. */
    private static boolean isNear(String written, String known) {
        return plain(written).length() > SHORT || NearestName.isSlip(written, known);
    }

    /** What is a part of a contact is never a field of its own; and nobody calls a field {@code frist_name}. */
    private static Optional<String> inFields(String field) {
        return imported(field)
                .or(() -> plain(field).length() < SHORT
                        ? Optional.empty()
                        : CONTACT.stream()
                                .filter(each -> NearestName.isSlip(field, each)
                                        && !plain(field).equals(plain(each)))
                                .findFirst())
                .map(part -> "contact." + part);
    }

    private static Optional<String> unprefixed(String name) {
        return imported(name).map(part -> "contact." + part);
    }

    /** The part of a contact that a column of this name is; empty when an import makes a field of it. */
    static Optional<String> imported(String name) {
        Part part = ColumnNames.of(name);
        String path = part == null
                ? ""
                : part.name().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return CONTACT.contains(path) ? Optional.of(path) : Optional.empty();
    }

    private static boolean isKnown(String name) {
        return name.equals("unsubscribe") || name.equals("this") || name.equals("link") || name.startsWith("-");
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static Set<String> all() {
        Set<String> all = new TreeSet<>(Set.of("unsubscribe"));
        CONTACT.forEach(each -> all.add("contact." + each));
        COMPANY.forEach(each -> all.add("company." + each));
        TEAM.forEach(each -> all.add("team." + each));
        return all;
    }

    private static int line(String content, int at) {
        return 1 + (int) content.substring(0, at).chars().filter(c -> c == '\n').count();
    }
}
