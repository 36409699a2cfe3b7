package io.ripen.inbound.mail.internal.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scores us on real bounces, complaints and automatic answers. */
class BounceCorpusTest {
    private static final double DETECTED = 0.97;
    private static final double HARD_OR_SOFT = 0.92;

    @Test
    void knowsBouncesAndWhetherTheyAreHard() {
        Path folder = Corpus.folder("bounce");
        StandardMailReader reader = new StandardMailReader();
        List<String> missed = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        int mails = 0;
        int bounces = 0;
        for (JsonNode each : Corpus.json(folder.resolve("expected.json"))) {
            String file = each.path("file").asText();
            MailReading reading = reader.read(Corpus.bytes(folder.resolve(file)));
            MailKind wanted = MailKind.BOUNCE;
            boolean hard = true;
            for (JsonNode expected : each.path("expected")) {
                wanted = switch (expected.path("reason").asText()) {
                    case "feedback" -> MailKind.COMPLAINT;
                    case "vacation" -> MailKind.AUTO_REPLY;
                    default -> wanted;
                };
                hard &= expected.path("hardbounce").asBoolean();
            }
            mails++;
            if (reading.kind() != wanted) {
                missed.add(file + " is " + reading.kind());
            }
            if (wanted == MailKind.BOUNCE) {
                bounces++;
                if (reading.bounce() == null || reading.bounce().hard() != hard) {
                    wrong.add(file + " is " + reading.bounce());
                }
            }
        }
        System.out.printf(
                "Bounces: %d of %d known, hard or soft right in %d of %d.%n",
                mails - missed.size(), mails, bounces - wrong.size(), bounces);
        assertThat(missed).hasSizeLessThanOrEqualTo((int) (mails * (1 - DETECTED)));
        assertThat(wrong).hasSizeLessThanOrEqualTo((int) (bounces * (1 - HARD_OR_SOFT)));
    }
}
