package io.ripen.rest.internal.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyPaceTest {
    private final AtomicLong nanos = new AtomicLong(17);
    private final BodyPace pace = new BodyPace(nanos::get);

    @Test
    void aBodyThatDripsIsEnded() throws IOException {
        for (int second = 5; second <= BodyPace.GRACE_SECONDS; second += 5) {
            passed(5);
            pace.came(1);
        }
        passed(5);
        assertThatThrownBy(() -> pace.came(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too slowly: 7 bytes in 35 s");
    }

    @Test
    void aLargeBodyMayTakeItsTime() {
        assertThatCode(() -> {
                    for (int second = 0; second < 600; second++) {
                        passed(1);
                        pace.came(BodyPace.BYTES_PER_SECOND + 1);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void theEndOfASmallBodyMayBeReadLate() throws IOException {
        pace.came(20);
        passed(3_600);
        assertThatCode(() -> pace.came(-1)).doesNotThrowAnyException();
    }

    private void passed(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
