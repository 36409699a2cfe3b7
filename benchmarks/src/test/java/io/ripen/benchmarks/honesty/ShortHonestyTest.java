package io.ripen.benchmarks.honesty;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.benchmarks.Options;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The honesty programs in short, in every build; {@code docs/honesty.md} has the long runs. */
@Tag("honesty")
class ShortHonestyTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgres"})
    void killedAgainAndAgainEverybodyGetsEachTextOnce(String database) throws Exception {
        List<String> arguments = List.of(
                "--kills", "3", "--leads", "60", "--steps", "2", "--wait", "3", "--db", database, "--seed", "7");
        boolean honest = new KillProgram(new Options(arguments, KillProgram.OPTIONS), out).run();
        assertThat(honest).as(bytes.toString(StandardCharsets.UTF_8)).isTrue();
    }

    @Test
    void frozenPastItsLeaseANodeDoublesNothing() throws Exception {
        List<String> arguments = List.of(
                "--freezes", "1", "--leads", "100", "--steps", "2", "--wait", "3", "--lease", "2", "--seed", "7");
        boolean honest = new FreezeProgram(new Options(arguments, FreezeProgram.OPTIONS), out).run();
        assertThat(honest).as(bytes.toString(StandardCharsets.UTF_8)).isTrue();
    }
}
