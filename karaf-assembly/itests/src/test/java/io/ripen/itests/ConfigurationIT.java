package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What could not be read of the configuration is told in health with the cure, and once in the log. */
@ExtendWith(RipenExtension.class)
class ConfigurationIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Map<Path, String> before = new LinkedHashMap<>();

    @AfterEach
    void putEverythingBack(Ripen ripen) throws IOException {
        for (Map.Entry<Path, String> each : before.entrySet()) {
            if (each.getValue().isEmpty()) {
                Files.deleteIfExists(each.getKey());
            } else {
                Files.writeString(each.getKey(), each.getValue());
            }
        }
        ripen.awaitHealthy();
        await("all is understood").atMost(SOON).until(() -> status(ripen).equals("OK"));
    }

    @Test
    void aMistakeInEachKindOfSettingIsToldAndMendedByItself(Ripen ripen) throws IOException {
        int already = ripen.log().length();
        write(ripen, "io.ripen.policy.caps.cfg", "preset = b2bb\n");
        write(ripen, "io.ripen.scoring.cfg", "half.life = soon\n");
        write(ripen, "io.ripen.hooks-itwrong.cfg", "name = itwrong\nevent = purchase\nemail = /email\n");
        write(ripen, "io.ripen.tracking.form-itbad.cfg", "nmae = x\n");
        write(ripen, "io.ripen.polcy.caps.cfg", "preset = b2b\n");
        write(ripen, "io.ripen.policy.quiet.hours.cfg", "sms.dayz = MON\n");

        await("each is in health")
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(message(ripen))
                                .contains(
                                        "etc/io.ripen.policy.caps.cfg could not be read",
                                        "'b2bb'",
                                        "usual, b2b, b2c or none")
                                .contains("etc/io.ripen.scoring.cfg could not be read", "'half.life' is 'soon'")
                                .contains(
                                        "etc/io.ripen.hooks-itwrong.cfg could not be read",
                                        "needs either a secret or a token")
                                .contains(
                                        "Nothing reads 'nmae' in etc/io.ripen.tracking.form-itbad.cfg. Did you mean 'name'?")
                                .contains(
                                        "Nothing reads etc/io.ripen.polcy.caps.cfg. Did you mean etc/io.ripen.policy.caps.cfg?")
                                .contains(
                                        "Nothing reads 'sms.dayz' in etc/io.ripen.policy.quiet.hours.cfg. Did you mean 'sms.days'?"));
        await("the gate says why nothing goes")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(new Leads(ripen)
                                .health("delivery")
                                .get("message")
                                .asText())
                        .contains("do not serve: frequency-caps", "the check 'configuration' says")
                        .doesNotContain("not installed"));
        String log = ripen.log().substring(already);
        assertThat(log).containsOnlyOnce("'b2bb'").containsOnlyOnce("'half.life' is 'soon'");
        assertThat(log).doesNotContain("Error during instantiation", "FrameworkEvent ERROR");
    }

    private void write(Ripen ripen, String name, String content) throws IOException {
        Path file = ripen.home().resolve("etc").resolve(name);
        before.put(file, Files.exists(file) ? Files.readString(file) : "");
        Files.writeString(file, content);
    }

    private static String message(Ripen ripen) {
        return new Leads(ripen).health("configuration").get("message").asText();
    }

    private static String status(Ripen ripen) {
        return new Leads(ripen).health("configuration").get("status").asText();
    }
}
