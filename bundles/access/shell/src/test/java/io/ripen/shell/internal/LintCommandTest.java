package io.ripen.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.message.Hint;
import io.ripen.message.Lint;
import io.ripen.sequence.Problem;
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
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LintCommandTest {
    private static final Hint TAG = new Hint("end-tag", "a.xml", 7, "last", "There is no tag.", "Add one.");
    private static final Hint LONG = new Hint(
            "sms-one-segment",
            "day-1-intro.sms",
            1,
            "day-1-intro",
            "This text has 2 segments.",
            "Each is paid for; about 12 characters less would make it one.");
    private static final Problem PROBLEM = new Problem(
            "b.xml", 12, 5, "'wait:2 dais' is no time.", "Write a number and minutes, hours, days or weeks.");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void printsEachHintWithItsPlaceRuleAndReasonInColumns() throws CommandException {
        assertThat(print("a", source -> List.of(TAG, LONG))).isEqualTo("""
                a
                  a.xml:7            end-tag          There is no tag.
                                                      Add one.
                  day-1-intro.sms:1  sms-one-segment  This text has 2 segments.
                                                      Each is paid for; about 12 characters less would make it one.
                2 hints.
                """);
    }

    @Test
    void readsAllWhenNoneIsNamedAndFailsWhenAFileIsRefused() throws CommandException {
        assertThatThrownBy(() -> print(null, source -> source.name().equals("a.xml") ? List.of(TAG) : List.of()))
                .isInstanceOf(CommandException.class)
                .hasMessage("1 problem, 1 hint in 2 of 3 sequences.");
        assertThat(printed()).isEqualTo("""
                a
                  a.xml:7  end-tag  There is no tag.
                                    Add one.
                b
                  b.xml:12  PROBLEM  'wait:2 dais' is no time.
                                     Write a number and minutes, hours, days or weeks.
                """);
    }

    @Test
    void saysWhenThereIsNothingToSay() throws CommandException {
        assertThat(print("c", source -> List.of())).isEqualTo("No hints.\n");
    }

    @Test
    void strictIsForScriptsThatWantNoHintsEither() throws CommandException {
        assertThatThrownBy(() -> command("a", source -> List.of(TAG), true).lint(out(), false, 0))
                .isInstanceOf(CommandException.class)
                .hasMessage("1 hint.");
        command("a", source -> List.of(), true).lint(out(), false, 0);
    }

    @Test
    void failsWhenThereIsNoSuchSequence() throws CommandException {
        assertThatThrownBy(() -> print("d", source -> List.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("There is no sequence 'd'.");
        assertThatThrownBy(() -> print("no id!", source -> List.of()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no id!");
    }

    @Test
    void inANarrowTerminalTheTextStaysInItsColumn() throws CommandException {
        command("a", source -> List.of(LONG), false).lint(out(), false, 70);

        assertThat(printed()).isEqualTo("""
                a
                  day-1-intro.sms:1  sms-one-segment  This text has 2 segments.
                                                      Each is paid for; about 12
                                                      characters less would make it
                                                      one.
                1 hint.
                """);
    }

    @Test
    void coloursMoveNoColumn() throws CommandException {
        command("a", source -> List.of(TAG, LONG), false).lint(out(), true, 0);
        String coloured = printed();
        bytes.reset();

        assertThat(coloured).contains("\u001b[33mend-tag        \u001b[m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(print("a", source -> List.of(TAG, LONG)));
    }

    private String print(@Nullable String sequence, Lint lint) throws CommandException {
        command(sequence, lint, false).lint(out(), false, 0);
        return printed();
    }

    private static LintCommand command(@Nullable String sequence, Lint lint, boolean strict) {
        return new LintCommand(sequences(), lint, sequence, strict);
    }

    private PrintStream out() {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    /** {@code a} and {@code c} run; the first file of {@code b} was refused. */
    private static Sequences sequences() {
        List<SequenceDescription> all =
                List.of(described("a", List.of()), described("b", List.of(PROBLEM)), described("c", List.of()));
        return (Sequences) Proxy.newProxyInstance(
                Sequences.class.getClassLoader(),
                new Class<?>[] {Sequences.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "all" -> all;
                    case "find" ->
                        all.stream()
                                .filter(each -> each.id().equals(arguments[0]))
                                .findFirst();
                    case "source" ->
                        arguments[0].toString().equals("b")
                                ? Optional.empty()
                                : Optional.of(new SequenceSource(arguments[0] + ".xml", "<a/>", Map.of()));
                    case "unknownNames" -> List.of();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static SequenceDescription described(String id, List<Problem> problems) {
        return new SequenceDescription(
                new SequenceId(id), "", "r1", 1, null, List.of(), Map.of(), Set.of(), Set.of(), problems, Set.of());
    }
}
