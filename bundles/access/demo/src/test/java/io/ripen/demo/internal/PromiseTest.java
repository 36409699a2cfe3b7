package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromiseTest {
    private static final Path SHIPPED = Path.of("../../../camel-routes/sequences");

    @Test
    void a_new_lead_is_promised_four_touches_in_fourteen_days() {
        Promise promise = Promise.of(SHIPPED.resolve("new-lead-14-day/new-lead-14-day.xml"), Set.of());
        assertThat(promise.touches())
                .extracting(Promise.Touch::step)
                .containsExactly("day-1-intro", "day-3-case-study", "day-7-check-in", "day-14-offer");
        assertThat(promise.touches())
                .extracting(Promise.Touch::pause)
                .containsExactly(Duration.ZERO, Duration.ofDays(3), Duration.ofDays(4), Duration.ofDays(7));
        assertThat(promise.tags()).containsExactly("Nurture Complete");
    }

    @Test
    void who_clicks_is_promised_the_other_branch() {
        Promise promise = Promise.of(SHIPPED.resolve("new-lead-14-day/new-lead-14-day.xml"), Set.of("case-study"));
        assertThat(promise.touches()).extracting(Promise.Touch::step).contains("day-7-demo");
    }

    @Test
    void b2b_is_twelve_mails_and_ends_as_the_lead_behaved() {
        Path file = SHIPPED.resolve("b2b-90-day/b2b-90-day.xml");
        assertThat(Promise.of(file, Set.of()).touches())
                .hasSize(12)
                .allMatch(touch -> touch.channel().equals("email"));
        assertThat(Promise.of(file, Set.of()).tags()).containsExactly("Nurture Exhausted");
        assertThat(Promise.of(file, Set.of("pricing")).tags()).containsExactly("Nurture Complete");
    }

    @Test
    void the_arm_of_a_split_decides_the_first_mail() {
        Path file = SHIPPED.resolve("b2b-90-day/b2b-90-day.xml");
        assertThat(Promise.of(file, Set.of(), Map.of("subject", "question"))
                        .touches()
                        .get(0)
                        .step())
                .isEqualTo("awareness-day-0-question");
        assertThat(Promise.of(file, Set.of(), Map.of("subject", "promise"))
                        .touches()
                        .get(0)
                        .step())
                .isEqualTo("awareness-day-0");
    }

    @Test
    void what_it_cannot_foretell_it_says(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("own.xml");
        Files.writeString(file, "<routes><route id='own'><from uri='sequence:own'/><loop id='l'/></route></routes>");
        assertThatThrownBy(() -> Promise.of(file, Set.of())).hasMessageContaining("<loop>");
    }
}
