package io.ripen.delivery.internal.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadRouteTest {

    @Test
    void whatMakesTheReaderOfTheJdkThrowIsNoRoute() {
        // found by fuzzing: the JDK has no words for this mistake and throws a MissingResourceException
        assertThat(ReadRoute.of("<!DOCTYPE r [<!ENTITY c \"F\0]><routes>&c;</routes>"))
                .isNull();
    }

    @Test
    void levelsWithoutNumberDoNotRunOutOfStack() {
        assertThat(ReadRoute.of("<route>" + "<filter>".repeat(50_000) + "</filter>".repeat(50_000) + "</route>"))
                .isNull();
    }
}
