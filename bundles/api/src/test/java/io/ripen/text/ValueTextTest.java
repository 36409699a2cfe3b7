package io.ripen.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ValueTextTest {

    @Test
    void aNumberStandsAsPeopleWriteIt() {
        Map<Number, String> numbers = new LinkedHashMap<>();
        numbers.put(2300.00, "2300");
        numbers.put(98000000.25, "98000000.25");
        numbers.put(0.00025, "0.00025");
        numbers.put(98000000000d, "98000000000");
        numbers.put(-0.0, "0");
        numbers.put(-1250000.5, "-1250000.5");
        numbers.put(1e21, "1000000000000000000000");
        numbers.put(0.1f, "0.1");
        numbers.put(19.99, "19.99");
        numbers.put(1e-7, "0.0000001");
        numbers.put(12345678.9, "12345678.9");
        numbers.put(4155550100d, "4155550100");
        numbers.put(42, "42");
        numbers.put(9_007_199_254_740_993L, "9007199254740993");
        numbers.put(new BigDecimal("2300.00"), "2300");
        numbers.put(new BigDecimal("2.5E+9"), "2500000000");
        numbers.put(new BigDecimal("0.000"), "0");
        numbers.put(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890");
        numbers.forEach((number, text) ->
                assertThat(ValueText.of(number)).as(String.valueOf(number)).isEqualTo(text));
    }

    @Test
    void whateverTheNumberItReadsBackAsTheSame() {
        Random random = new Random(21);
        for (int i = 0; i < 100_000; i++) {
            double number = Math.scalb(random.nextDouble() - 0.5, random.nextInt(160) - 80);
            String text = ValueText.of(number);
            assertThat(text).doesNotContain("E").doesNotEndWith(".").doesNotEndWith(".0");
            assertThat(Double.parseDouble(text)).isEqualTo(number);
        }
    }

    @Test
    void listsAndObjectsReadAsWordsAndWhatIsNotThereAsNothing() {
        assertThat(ValueText.of(List.of("Boots", 2300.0, true))).isEqualTo("Boots, 2300, true");
        assertThat(ValueText.of(Arrays.asList("Boots", null, "Hats"))).isEqualTo("Boots, Hats");
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("sku", "B-7");
        order.put("price", 1.0E7);
        order.put("note", null);
        assertThat(ValueText.of(order)).isEqualTo("sku: B-7, price: 10000000");
        assertThat(ValueText.of(null)).isEmpty();
        assertThat(ValueText.of("1.0E7")).as("what somebody wrote stays").isEqualTo("1.0E7");
        assertThat(ValueText.of(Double.NaN)).isEqualTo("NaN");
    }

    @Test
    void whatHoldsItselfEnds() {
        List<Object> endless = new ArrayList<>();
        endless.add("a");
        endless.add(endless);
        assertThat(ValueText.of(endless)).startsWith("a, a, a").hasSizeLessThan(60);
    }
}
