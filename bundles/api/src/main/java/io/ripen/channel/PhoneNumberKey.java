package io.ripen.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one form of a number that networks and address books write in several. Countries change their numbering and phones go on
 * with the old one for years; others write a digit only for calls from abroad.
 */
final class PhoneNumberKey {
    private static final Pattern WRITTEN = Pattern.compile("(?:\\+|00)[0-9 ().\\-/\u00A0]{7,40}");

    /** A spelling, and what it is in the form that is compared. */
    private record Rule(Pattern spelling, String form) {
        Rule(String spelling, String form) {
            this(Pattern.compile(spelling), form);
        }
    }

    private static final List<Rule> RULES = List.of(
            // Mexico: 1 for mobile phones until 2019, and the prefixes of calls within the country.
            new Rule("\\+52(?:1|01|044|045)(\\d{10})", "+52$1"),
            // Brazil: 0 and the code of a carrier for calls within the country; mobile numbers have had a ninth digit
            // since 2016.
            new Rule("\\+550(?:\\d{2})?(\\d{2})(9?[6-9]\\d{7})", "+55$1$2"),
            new Rule("\\+55(\\d{2})([6-9]\\d{7})", "+55$19$2"),
            // Argentina: 9 before a mobile number from abroad, 15 behind the area code within the country.
            new Rule("\\+549(\\d{10})", "+54$1"),
            new Rule("\\+549?0?(11)15(\\d{8})", "+54$1$2"),
            new Rule("\\+549?0?([23]\\d{2})15(\\d{7})", "+54$1$2"),
            new Rule("\\+549?0?([23]\\d{3})15(\\d{6})", "+54$1$2"),
            // Benin: 01 before all numbers since 2024.
            new Rule("\\+229(\\d{8})", "+22901$1"),
            // The prefix of calls within a country, as people write it: +44 (0) 7700.
            new Rule("\\+78(\\d{10})", "+7$1"),
            new Rule("\\+11([2-9]\\d{9})", "+1$1"),
            new Rule("\\+3606(\\d{8,9})", "+36$1"),
            new Rule(
                    "\\+(20|27|3[123]|4[0134689]|5[68]|6[0-6]|8[1246]|9[0-58]|353|35[89]|38[0-79]|421|2[356]\\d|21[2368]|96[1-8]|97[0-7])0(\\d{7,12})",
                    "+$1$2"));

    /** How the forms that are compared are written as well, by phones that have not learned the new one. */
    private static final List<Rule> OTHERS = List.of(
            new Rule("\\+52(\\d{10})", "+521$1"),
            new Rule("\\+55(\\d{2})9([6-9]\\d{7})", "+55$1$2"),
            new Rule("\\+54(\\d{10})", "+549$1"),
            new Rule("\\+22901(\\d{8})", "+229$1"));

    private PhoneNumberKey() {}

    /** What is no number with a country code stays as it is. */
    static String of(String address) {
        String given = address.strip();
        if (!WRITTEN.matcher(given).matches()) {
            return given;
        }
        String digits = given.replaceAll("[^0-9]", "");
        String number = "+" + (given.startsWith("00") ? digits.substring(2) : digits);
        for (Rule each : RULES) {
            Matcher matcher = each.spelling().matcher(number);
            if (matcher.matches()) {
                number = matcher.replaceFirst(each.form());
            }
        }
        return number;
    }

    /** The form that is compared, and the other ones under which an address book may have the number. */
    static List<String> spellings(String address) {
        String key = of(address);
        List<String> all = new ArrayList<>(2);
        all.add(key);
        for (Rule each : OTHERS) {
            Matcher matcher = each.spelling().matcher(key);
            if (matcher.matches()) {
                all.add(matcher.replaceFirst(each.form()));
            }
        }
        return all;
    }
}
