package io.ripen.rest.internal.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sequence.SequenceId;
import org.junit.jupiter.api.Test;

class RouteNamesTest {

    @Test
    void whatMakesTheReaderOfTheJdkThrowIsLeftToTheCheck() {
        // found by fuzzing: the JDK has no words for this mistake and throws a MissingResourceException
        String xml = "<!DOCTYPE r [<!ENTITY c \"F\0]><routes>&c;</routes>";
        assertThat(RouteNames.id(xml)).isEmpty();
        assertThat(RouteNames.templates(xml)).isEmpty();
    }

    @Test
    void readsUpToTheMistake() {
        String xml = "<route><from uri=\"sequence:story?on=x\"/><to uri=\"sms:a\"/><";
        assertThat(RouteNames.id(xml)).contains(new SequenceId("story"));
        assertThat(RouteNames.templates(xml)).contains("a.sms");
    }
}
