package io.ripen.trigger.any.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.trigger.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of docs/triggers.md that are this trigger's. */
class TriggersPageTest {
    private static final Set<String> ENGINES = Set.of("on", "exitOn", "reentry", "key", "group", "after", "goal");
    private final Trigger trigger = new AnyEventTrigger();

    @Test
    void whatThePageSaysIsUnderstood() throws IOException {
        List<String> mine = new ArrayList<>();
        Matcher block = Pattern.compile("(?ms)^```xml from\\n(.*?)^```")
                .matcher(Files.readString(Path.of("../../../docs/triggers.md")));
        while (block.find()) {
            block.group(1).lines().filter(this::isMine).forEach(mine::add);
        }
        assertThat(mine).hasSizeGreaterThan(2).allSatisfy(example -> {
            Map<String, String> options = options(example);
            String on = options.get("on");
            options.keySet().removeAll(ENGINES);
            assertThat(options.keySet())
                    .allMatch(name -> trigger.options().contains(name)
                            || trigger.options().contains(name.replaceFirst("\\..*", ".*")));
            assertThat(trigger.condition(on, options)).isNotNull();
        });
    }

    private boolean isMine(String example) {
        return options(example)
                .get("on")
                .matches(
                        "(?!(contact|tag|stage|owner|field|score|page|form|link)\\.)(?!reply|sms\\.received|email\\.received|message\\.opened|schedule|date|anniversary).*");
    }

    private static Map<String, String> options(String example) {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : example.substring(example.indexOf('?') + 1).split("&amp;")) {
            String[] parts = option.split("=", 2);
            options.put(parts[0], parts[1]);
        }
        return options;
    }
}
