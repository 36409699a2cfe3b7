package io.ripen.rest.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailureLogTest {
    private final AtomicLong nanos = new AtomicLong(5);
    private final FailureLog log = new FailureLog(nanos::get);

    @Test
    void aBurstThatStopsIsToldAsLargeAsItWas() {
        List<String> lines = linesOf(() -> {
            for (int i = 0; i < 40; i++) {
                if (i < 30) {
                    log.failed("203.0.113.9", "login admin", "admin");
                } else {
                    log.turnedAway("203.0.113.9", "login admin", "admin");
                }
            }
            log.tellWhatCame();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
            log.tellWhatCame();
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(60));
            log.tellWhatCame();
        });

        assertThat(lines)
                .satisfiesExactly(
                        first ->
                                assertThat(first).endsWith("address=203.0.113.9 account=admin failures=1 turnedAway=0"),
                        rest -> assertThat(rest)
                                .endsWith("address=203.0.113.9 account=admin failures=29 turnedAway=10"));
    }

    @Test
    void eachAccountAtAnAddressIsToldByItsNameAndNothingThatWasTyped() {
        List<String> lines = linesOf(() -> {
            log.failed("203.0.113.9", "login ann@acme.example", "ann@acme.example");
            log.failed("203.0.113.9", "login my secret", "unknown");
            log.failed("203.0.113.9", "login my other secret", "unknown");
            nanos.addAndGet(TimeUnit.SECONDS.toNanos(10));
            log.turnedAway("203.0.113.9", "login ann@acme.example", "unknown");
            log.turnedAway("203.0.113.9", "login my secret", "unknown");
        });

        assertThat(lines)
                .satisfiesExactly(
                        ann -> assertThat(ann)
                                .endsWith("address=203.0.113.9 account=ann@acme.example failures=1 turnedAway=0"),
                        other -> assertThat(other)
                                .endsWith("address=203.0.113.9 account=unknown failures=1 turnedAway=0"),
                        annAgain -> assertThat(annAgain)
                                .endsWith("address=203.0.113.9 account=ann@acme.example failures=0 turnedAway=1"),
                        rest -> assertThat(rest)
                                .endsWith("address=203.0.113.9 account=unknown failures=1 turnedAway=1"));
    }

    private static List<String> linesOf(Runnable work) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("login failed"))
                .toList();
    }
}
