package io.ripen.policy.caps.internal;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which texts of which steps went to an address lately, and for whom. Two contacts may have one address, such as the phone of a
 * family or info@: the same text of the same step goes to it once, whichever contact is first. It is the same text when it
 * differs in the lead's own name and in the targets of links at most; two reminders of two appointments are two texts. What goes
 * to one contact twice is none of its business. Belongs to one transaction.
 */
final class SameTexts {
    private static final String NAME = "texts:";
    /** More than a busy address gets within the time. */
    private static final int MOST = 100;

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final int PRINT = 16;

    private record Went(long message, Instant at, long contact, String print) {}

    private final Map<String, List<Went>> known = new HashMap<>();
    private final Map<String, String> changed = new TreeMap<>();

    private SameTexts() {}

    /** The names in the policy's memory that these need; to be locked with its others. */
    static Set<String> names(List<Send> sends) {
        Set<String> names = new TreeSet<>();
        sends.stream().filter(SameTexts::isOfAStep).forEach(send -> names.add(name(send)));
        return names;
    }

    /** The same for sends that may have lost their step, such as those that a provider refused. */
    static Set<String> namesOfAll(List<Send> sends) {
        Set<String> names = new TreeSet<>();
        sends.stream().filter(SameTexts::isAddressed).forEach(send -> names.add(name(send)));
        return names;
    }

    /** Whether it is the name of what belongs here. */
    static boolean isName(String name) {
        return name.startsWith(NAME);
    }

    /** @param texts what the policy's memory has, these names among others */
    static SameTexts read(Map<String, String> texts) {
        SameTexts same = new SameTexts();
        texts.forEach((name, text) -> {
            if (isName(name)) {
                same.known.put(name, parse(text));
            }
        });
        return same;
    }

    /** Why it does not go; null when it may. */
    Decision.@Nullable Deny denial(Send send, Duration within) {
        if (within.isZero() || !isOfAStep(send)) {
            return null;
        }
        String print = print(send);
        return known.getOrDefault(name(send), List.of()).stream()
                .filter(each -> each.print().equals(print)
                        && each.contact() != send.contact().id().value()
                        && each.message() != send.message().value()
                        && each.at().isAfter(send.at().minus(within)))
                .findFirst()
                .map(first -> new Decision.Deny(
                        "The same text of this step went to " + send.address() + " at " + first.at() + ", as message "
                                + first.message() + " to contact " + first.contact()
                                + ", who has the same address. One address gets it once."))
                .orElse(null);
    }

    /** It goes. */
    void put(Send send, Duration within) {
        if (within.isZero() || !isOfAStep(send)) {
            return;
        }
        List<Went> all = known.computeIfAbsent(name(send), name -> new ArrayList<>());
        all.removeIf(each -> each.message() == send.message().value()
                || !each.at().isAfter(send.at().minus(within)));
        all.add(new Went(send.message().value(), send.at(), send.contact().id().value(), print(send)));
        while (all.size() > MOST) {
            all.remove(0);
        }
        changed.put(name(send), write(all));
    }

    /** It does not go after all. */
    void giveBack(Send send) {
        List<Went> all = known.get(name(send));
        if (all != null && all.removeIf(each -> each.message() == send.message().value())) {
            changed.put(name(send), write(all));
        }
    }

    Map<String, String> changed() {
        return changed;
    }

    private static boolean isOfAStep(Send send) {
        return isAddressed(send) && send.sequence() != null && send.step() != null;
    }

    private static boolean isAddressed(Send send) {
        return send.path() == SendPath.SEQUENCE && send.addressKind() != AddressKind.NONE;
    }

    private static String name(Send send) {
        return NAME + FrequencyCapsPolicy.name(send);
    }

    private static String print(Send send) {
        String text = LINK.matcher(send.text()).replaceAll("·");
        text = without(send.contact().firstName(), text);
        text = without(send.contact().lastName(), text);
        return digest(send.sequence() + "|" + send.step() + "|"
                + text.replaceAll("\\s+", " ").strip());
    }

    private static String without(@Nullable String name, String text) {
        return name == null || name.isBlank()
                ? text
                : Pattern.compile(
                                "(?<![\\p{L}\\p{N}])" + Pattern.quote(name.strip()) + "(?![\\p{L}\\p{N}])",
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(text)
                        .replaceAll("·");
    }

    private static String digest(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all).substring(0, PRINT);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have.", impossible);
        }
    }

    /** Written as {@code message@millisecond@contact@print,…}. */
    private static List<Went> parse(String text) {
        List<Went> all = new ArrayList<>();
        for (String each : text.split(",")) {
            String[] parts = each.split("@");
            if (parts.length == 4) {
                all.add(new Went(
                        Long.parseLong(parts[0]),
                        Instant.ofEpochMilli(Long.parseLong(parts[1])),
                        Long.parseLong(parts[2]),
                        parts[3]));
            }
        }
        return all;
    }

    private static String write(List<Went> all) {
        StringBuilder text = new StringBuilder();
        for (Went each : all) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(each.message())
                    .append('@')
                    .append(each.at().toEpochMilli())
                    .append('@')
                    .append(each.contact())
                    .append('@')
                    .append(each.print());
        }
        // Never empty, which would mean that nothing is kept.
        return text.isEmpty() ? "," : text.toString();
    }
}
