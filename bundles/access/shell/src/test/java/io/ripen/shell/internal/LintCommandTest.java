package io.ripen.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import io.ripen.sequence.Sequences;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LintCommandTest {
    private static final Hint HINT = new Hint("end-tag", "a.xml", 7, "last", "There is no tag.", "Add one.");

    @Test
    void printsEachHintWithItsPlaceRuleAndReason() {
        assertThat(print("a", source -> List.of(HINT)))
                .isEqualTo("a.xml:7 [end-tag] There is no tag. Add one.\n1 hint.\n");
    }

    @Test
    void readsAllWhenNoneIsNamed() {
        assertThat(print(null, source -> List.of(HINT, HINT))).endsWith("2 hints.\n");
        assertThat(print(null, source -> List.of())).isEqualTo("No hints.\n");
    }

    @Test
    void saysWhenThereIsNoSuchSequence() {
        assertThat(print("b", source -> List.of(HINT))).isEqualTo("There is no deployed sequence 'b'.\n");
        assertThat(print("no id!", source -> List.of(HINT))).contains("no id!");
    }

    private static String print(@Nullable String sequence, Lint lint) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        new LintCommand(sequences(), lint, sequence).lint(out);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private static Sequences sequences() {
        SequenceId id = new SequenceId("a");
        SequenceDescription described = new SequenceDescription(
                id, "", "r1", 1, null, List.of(), Map.of(), Set.of(), Set.of(), List.of(), Set.of());
        return (Sequences) Proxy.newProxyInstance(
                Sequences.class.getClassLoader(),
                new Class<?>[] {Sequences.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "all" -> List.of(described);
                    case "source" ->
                        arguments[0].equals(id)
                                ? Optional.of(new SequenceSource("a.xml", "<a/>", Map.of()))
                                : Optional.empty();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
