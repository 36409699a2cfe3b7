package io.ripen.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** However many parts notice that the database is away: one line each way, and one a minute. */
class OutageTest {
    private final List<String> lines = new ArrayList<>();
    private long nanos = 1;
    private final Outage outage = new Outage(() -> nanos, log());

    private Logger log() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("debug")) {
                        Object[] values = arguments[1] instanceof Object[] several
                                ? several
                                : java.util.Arrays.copyOfRange(arguments, 1, arguments.length);
                        lines.add(method.getName() + " "
                                + MessageFormatter.arrayFormat(arguments[0].toString(), values)
                                        .getMessage());
                    }
                    return null;
                });
    }

    private void pass(long seconds) {
        nanos += TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void seventyFourSecondsAreThreeLinesHoweverManyPartsNoticeThem() {
        for (int second = 0; second < 74; second++) {
            for (String part : List.of("claim leads", "extend the lease", "answer a REST call")) {
                outage.failed(part, "Connection refused.");
            }
            pass(1);
        }
        pass(3);
        outage.answered();
        assertThat(lines)
                .containsExactly(
                        "warn The database is away. Nothing is lost; all that needs it is tried again until it is back."
                                + " Could not claim leads: Connection refused.",
                        "warn The database has been away for 60 s, and 181 attempts failed. Could not claim leads:"
                                + " Connection refused.",
                        "info The database answers again, after 77 s.");
    }

    @Test
    void aStartIsNoOutage() {
        for (int second = 0; second < 70; second++) {
            outage.starting(
                    "answer a call of the hook /crm", "Ripen is still starting sequences that begin by deal.won.");
            pass(1);
        }
        outage.answered();
        assertThat(lines)
                .hasSize(2)
                .containsOnly(
                        "info Ripen is still starting sequences that begin by deal.won. Could not answer a call of"
                                + " the hook /crm; nothing is lost, since whoever asked was told to ask again in some seconds.");
    }

    @Test
    void anAnswerBesideFailuresIsNoEnd() {
        outage.failed("claim leads", "All connections are busy.");
        for (int second = 0; second < 30; second++) {
            pass(1);
            outage.answered();
            outage.failed("claim leads", "All connections are busy.");
        }
        assertThat(lines).hasSize(1);
    }

    @Test
    void whoHasAlwaysAnsweredIsNotToldOf() {
        outage.answered();
        assertThat(lines).isEmpty();
    }

    @Test
    void onlyADatabaseThatIsAwayIsToldOfHere() {
        assertThat(Outage.tell("count", new IllegalStateException("A mistake.")))
                .isFalse();
        assertThat(Outage.tell("count", new StoreUnavailableException("Refused.", new RuntimeException())))
                .isTrue();
        assertThat(Outage.tell(
                        "count",
                        new RuntimeException(new StoreUnavailableException("Refused.", new RuntimeException()))))
                .isTrue();
    }
}
