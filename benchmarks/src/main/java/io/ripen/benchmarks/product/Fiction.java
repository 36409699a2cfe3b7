package io.ripen.benchmarks.product;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Made-up phone numbers: +1 AAA 555 0100 to 0199, the range that is kept for fiction, in the area codes of the United States
 * and, after them, of Canada.
 */
public final class Fiction {
    private static final List<String> REGIONS = List.of("US", "CA");
    private static final List<Integer> AREAS = IntStream.range(200, 1_000)
            .boxed()
            .filter(area -> REGIONS.contains(region(area)))
            .sorted(Comparator.comparing((Integer area) -> REGIONS.indexOf(region(area)))
                    .thenComparing(area -> area))
            .toList();

    private Fiction() {}

    /** The country in which people have such numbers, or nothing for toll-free and other numbers. */
    private static String region(int area) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        PhoneNumber number = new PhoneNumber().setCountryCode(1).setNationalNumber(area * 10_000_000L + 555_0100);
        return numbers.getNumberType(number) == PhoneNumberType.FIXED_LINE_OR_MOBILE
                ? String.valueOf(numbers.getRegionCodeForNumber(number))
                : "";
    }

    /** How many different numbers there are. */
    public static int phones() {
        return AREAS.size() * 100;
    }

    /** The number of this lead; different leads have different numbers up to {@link #phones}. */
    public static String phone(int lead) {
        return "+1%s55501%02d".formatted(AREAS.get(lead / 100 % AREAS.size()), lead % 100);
    }
}
