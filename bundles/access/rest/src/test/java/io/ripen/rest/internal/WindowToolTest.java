package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.policy.SendingWindows.Answer;
import io.ripen.policy.SendingWindows.Question;
import io.ripen.policy.SendingWindows.ZoneSource;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code POST /tools/window} asks what holds messages at night, and answers in the form that was promised. */
class WindowToolTest {
    private final RestServer api = new RestServer();
    private final AtomicReference<Question> asked = new AtomicReference<>();

    @AfterEach
    void stop() {
        api.close();
    }

    private Answer answers(Question question) {
        asked.set(question);
        if ("nonsense".equals(question.phone())) {
            throw new IllegalArgumentException("unreadable");
        }
        return new Answer(
                false,
                Instant.parse("2026-11-23T15:00:00Z"),
                List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Chicago")),
                ZoneSource.PHONE,
                "quiet-hours",
                "It is Sunday.");
    }

    @Test
    void handsTheQuestionOnAndAnswersInUtc() {
        api.crm.windows = this::answers;

        String answer = api.json(
                        "POST",
                        "/tools/window",
                        "{\"kind\":\"sms\",\"at\":\"2026-11-22T10:00:00-05:00\",\"phone\":\"(850) 555-0100\","
                                + "\"timeZone\":\"America/Chicago\",\"address\":{\"region\":\"FL\",\"country\":\"US\"}}")
                .expect(200)
                .response()
                .body();

        assertThat(answer)
                .isEqualTo("{\"decision\":\"hold\",\"until\":\"2026-11-23T15:00:00Z\","
                        + "\"zones\":[\"America/New_York\",\"America/Chicago\"],\"zoneSource\":\"phone\","
                        + "\"policy\":\"quiet-hours\",\"reason\":\"It is Sunday.\"}");
        assertThat(asked.get().kind()).isEqualTo(AddressKind.PHONE);
        assertThat(asked.get().at()).isEqualTo(Instant.parse("2026-11-22T15:00:00Z"));
        assertThat(asked.get().timeZone()).isEqualTo(ZoneId.of("America/Chicago"));
        assertThat(asked.get().address().region()).isEqualTo("FL");
    }

    @Test
    void asksAboutNowWhenNoTimeIsNamed() {
        api.crm.windows = this::answers;

        api.json("POST", "/tools/window", "{\"kind\":\"email\"}").expect(200);

        assertThat(asked.get().at()).isEqualTo(api.crm.instant());
        assertThat(asked.get().kind()).isEqualTo(AddressKind.EMAIL);
        assertThat(asked.get().phone()).isNull();
    }

    @Test
    void saysWhichFieldIsWrong() {
        api.crm.windows = this::answers;

        api.json("POST", "/tools/window", "{}").problem(400).says("kind");
        api.json("POST", "/tools/window", "{\"kind\":\"fax\"}").problem(400).says("fax");
        api.json("POST", "/tools/window", "{\"kind\":\"sms\",\"timeZone\":\"Mars/Olympus\"}")
                .problem(400)
                .says("Mars/Olympus");
        api.json("POST", "/tools/window", "{\"kind\":\"sms\",\"team\":\"nobody\"}")
                .problem(400)
                .says("nobody");
        api.json("POST", "/tools/window", "{\"kind\":\"sms\",\"phone\":\"nonsense\"}")
                .problem(400)
                .says("nonsense");
    }

    @Test
    void saysWhenThePolicyIsNotInstalled() {
        api.json("POST", "/tools/window", "{\"kind\":\"sms\"}").problem(503).says("SendingWindows");
    }
}
