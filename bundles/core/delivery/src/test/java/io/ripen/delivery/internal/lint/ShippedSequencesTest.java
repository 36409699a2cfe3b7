package io.ripen.delivery.internal.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.delivery.internal.wording.Closing;
import io.ripen.message.Hint;
import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rules say of the sequences that we ship. */
class ShippedSequencesTest {
    private static final Path SEQUENCES = Path.of("../../../camel-routes/sequences");

    @Test
    void everyTextIsAsTheRulesWantIt() throws IOException {
        assertThat(all()).filteredOn(hint -> !hint.file().endsWith(".xml")).isEmpty();
    }

    /** Each of these is right, and meant: the sequence is by one channel, answers what is asked, or is short by its name. */
    @Test
    void whatTheRulesSayOfTheRoutesIsMeant() throws IOException {
        assertThat(all().stream()
                        .filter(hint -> hint.file().endsWith(".xml"))
                        .map(hint -> hint.file() + " " + hint.rule()))
                .containsExactly(
                        "b2b-90-day.xml channels-alternate",
                        "core-nurture-31-day.xml channels-alternate",
                        "fresh-lead-sms.xml channels-alternate",
                        "keyword-replies.xml channels-alternate",
                        "keyword-replies.xml end-tag",
                        "new-lead-14-day.xml touches-in-time",
                        "warm-lead-sms.xml channels-alternate");
    }

    private static List<Hint> all() throws IOException {
        SequenceLint lint = SequenceLint.with(new Closing("Reply STOP to opt out.", "Unsubscribe:"));
        List<Hint> hints = new ArrayList<>();
        try (Stream<Path> folders = Files.list(SEQUENCES)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
                hints.addAll(lint.hints(source(folder)));
            }
        }
        return hints;
    }

    private static SequenceSource source(Path folder) throws IOException {
        String id = folder.getFileName().toString();
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return new SequenceSource(id + ".xml", templates.get(id + ".xml"), templates);
    }
}
