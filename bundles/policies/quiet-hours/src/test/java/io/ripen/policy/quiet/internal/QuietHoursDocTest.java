package io.ripen.policy.quiet.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ripen.channel.AddressKind;
import io.ripen.policy.SendingWindows.Answer;
import io.ripen.policy.SendingWindows.Question;
import io.ripen.policy.quiet.internal.limit.Limits;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What docs/quiet-hours.md shows is so. */
class QuietHoursDocTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private static JsonNode example(String name) throws IOException {
        String page = Files.readString(Path.of("../../../docs/quiet-hours.md"));
        Matcher found = Pattern.compile("```json " + name + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return MAPPER.readTree(found.group(1));
    }

    @Test
    void theWindowIsAnsweredAsShown() throws IOException {
        JsonNode asked = example("window");
        JsonNode shown = example("answer");
        Team team = new Team(TeamId.DEFAULT, "Default", ZoneId.of("UTC"), "US", Map.of());

        Answer answer = Hours.usual()
                .ask(new Question(
                        AddressKind.PHONE,
                        team,
                        null,
                        null,
                        asked.get("phone").asText(),
                        Instant.parse(asked.get("at").asText())));

        assertThat(answer.allowed()).isFalse();
        assertThat(answer.until()).isEqualTo(Instant.parse(shown.get("until").asText()));
        assertThat(answer.zones().stream().map(ZoneId::getId).toList())
                .isEqualTo(MAPPER.convertValue(shown.get("zones"), List.class));
        assertThat(answer.zoneSource().word()).isEqualTo(shown.get("zoneSource").asText());
        assertThat(answer.policy()).isEqualTo(shown.get("policy").asText());
    }

    @Test
    void theSettingsAndTheLimitsCanBeRead() throws IOException {
        Object settings = MAPPER.convertValue(example("settings").get("quietHours"), Map.class);
        assertThat(TeamHours.of(settings, TeamHours.USUAL).sms().words()).isEqualTo("Mon-Fri 09:00-18:00");
        assertThat(Limits.read(example("limits").toString()).rules()).hasSize(3);
    }

    @Test
    void theTableOfLawsIsTheFile() throws IOException {
        JsonNode file;
        try (InputStream in = Limits.class.getResourceAsStream("sending-limits.json")) {
            file = MAPPER.readTree(in);
        }
        List<String> rows = new ArrayList<>();
        for (JsonNode rule : file.get("rules")) {
            StringJoiner hours = new StringJoiner("; ");
            rule.get("hours")
                    .fields()
                    .forEachRemaining(
                            day -> hours.add(day.getKey() + " " + day.getValue().asText()));
            if (rule.has("holidays")) {
                hours.add("holidays off");
            }
            rows.add("| " + rule.get("where").asText() + " | " + hours + " | "
                    + rule.get("source").asText() + " | " + rule.get("read").asText() + " |");
        }
        file.get("likeTheirCountry")
                .fields()
                .forEachRemaining(state -> rows.add("| " + state.getKey() + " | as US | | "
                        + state.getValue().asText() + " |"));

        String page = Files.readString(Path.of("../../../docs/quiet-hours.md"));
        assertThat(page.substring(page.indexOf("| where | hours for texts"))
                        .lines()
                        .skip(2))
                .containsExactlyInAnyOrderElementsOf(rows);
    }
}
