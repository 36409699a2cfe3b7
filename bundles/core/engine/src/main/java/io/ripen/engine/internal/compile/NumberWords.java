package io.ripen.engine.internal.compile;

import io.ripen.text.ValueText;
import java.math.BigDecimal;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.TypeConverterSupport;

/** Lets a Camel context write numbers as people do: {@code ${variable.price}} is 98000000.25 and never 9.800000025E7. */
public final class NumberWords extends TypeConverterSupport {
    private NumberWords() {}

    public static void in(CamelContext camel) {
        TypeConverterRegistry registry = camel.getTypeConverterRegistry();
        NumberWords words = new NumberWords();
        for (Class<? extends Number> fraction : List.of(Double.class, Float.class, BigDecimal.class)) {
            registry.addTypeConverter(String.class, fraction, words);
        }
    }

    @Override
    public <T> T convertTo(Class<T> type, Exchange exchange, Object value) {
        return type.cast(ValueText.of(value));
    }
}
