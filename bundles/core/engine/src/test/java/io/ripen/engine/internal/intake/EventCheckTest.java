package io.ripen.engine.internal.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.InvalidEventException;
import io.ripen.team.TeamId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every door hands to the intake, hooks as well as the API, is checked here once. */
class EventCheckTest {
    static Stream<Object> unkeepable() {
        return Stream.of(
                Double.POSITIVE_INFINITY,
                Double.NaN,
                new BigInteger("9".repeat(30)),
                "\ud800",
                "a\udc00b",
                "a\0b",
                List.of("fine", "\ud83d"),
                Map.of("\ud800", 1),
                Map.of("deep", Map.of("er", Float.NEGATIVE_INFINITY)));
    }

    @ParameterizedTest
    @MethodSource("unkeepable")
    void whatNoDatabaseKeepsIsRefused(Object value) {
        assertThatThrownBy(() -> EventCheck.check(event(value)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("data.total");
    }

    static Stream<Object> keepable() {
        return Stream.of(
                1, 1.5, Long.MAX_VALUE, BigInteger.TEN, "\ud83d\ude00", true, List.of(1, "a"), Map.of("a", -0.0));
    }

    @ParameterizedTest
    @MethodSource("keepable")
    void plainValuesAreKept(Object value) {
        assertThatCode(() -> EventCheck.check(event(value))).doesNotThrowAnyException();
    }

    private static Event event(Object value) {
        return new Event(
                "e",
                "purchase",
                TeamId.DEFAULT,
                new ContactId(1),
                null,
                Instant.EPOCH,
                EventSource.API,
                Map.of("total", value));
    }
}
