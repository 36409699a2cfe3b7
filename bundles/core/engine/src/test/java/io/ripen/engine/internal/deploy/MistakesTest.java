package io.ripen.engine.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.engine.internal.compile.Kinds;
import io.ripen.engine.internal.compile.Passage;
import io.ripen.sequence.Problem;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.SequenceSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of {@code mistakes.txt} is told with its line and cure, and the revision before it runs on. */
class MistakesTest {
    private static final SequenceId ID = new SequenceId("s");

    private static Workshop workshop;
    private static String good;

    record Mistake(String name, boolean whole, int line, String message, String cure, String xml) {
        SequenceSource source() {
            return whole
                    ? new SequenceSource("s.xml", xml.isBlank() ? "" : xml, Workshop.TEMPLATES)
                    : Workshop.source("s", xml);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void deployTheGoodOne() {
        workshop = new Workshop();
        assertThat(workshop.deployments.deploy(Workshop.source("s", "<to id=\"good\" uri=\"sms:a\"/>")))
                .isEmpty();
        good = workshop.deployments.current(ID).orElseThrow().revision();
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    static Stream<Mistake> mistakes() throws IOException {
        List<Mistake> mistakes = new ArrayList<>();
        try (InputStream in = MistakesTest.class.getResourceAsStream("/mistakes.txt")) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String block : all.substring(all.indexOf("\n=== ") + 1).split("(?m)^=== ")) {
                if (!block.isBlank()) {
                    String[] parts = block.split("\n", 3);
                    String[] expected = parts[1].split(" \\| ", 4);
                    mistakes.add(new Mistake(
                            parts[0],
                            expected[0].equals("file"),
                            Integer.parseInt(expected[1].trim()),
                            expected[2].trim(),
                            expected[3].trim(),
                            parts[2].stripTrailing()));
                }
            }
        }
        return mistakes.stream();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isToldWithLineAndCureAndTheOldRevisionRunsOn(Mistake mistake) throws Exception {
        List<Problem> problems = workshop.deployments.deploy(mistake.source());

        assertThat(problems).as("%s", problems).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(mistake.line());
            assertThat(problem.message()).contains(mistake.message());
            assertThat(problem.cure()).contains(mistake.cure());
            assertThat(problem.file()).isEqualTo("s.xml");
        });
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.message()).endsWithIgnoringCase(".").hasSizeLessThan(1_000);
            assertThat(problem.cure()).isNotBlank();
            assertThat(problem.column()).isGreaterThanOrEqualTo(problem.line() == 0 ? 0 : 1);
        });
        assertThat(workshop.deployments.check(mistake.source())).isEqualTo(problems);
        assertThat(workshop.deployments.current(ID).orElseThrow().revision()).isEqualTo(good);
        Passage passage = workshop.deployments.current(ID).orElseThrow().run(Kinds.lead(Map.of()), null);
        assertThat(passage).isInstanceOf(Passage.Reached.class);
        assertThat(workshop.deployments.find(ID).orElseThrow().problems()).isEqualTo(problems);
    }

    @Test
    void allMistakesOfOneFileAreToldAtOnce() throws Exception {
        List<Mistake> steps = mistakes().filter(mistake -> !mistake.whole()).toList();
        StringBuilder xml = new StringBuilder();
        List<Integer> lines = new ArrayList<>();
        int next = 4;
        for (Mistake mistake : steps) {
            lines.add(next + mistake.line() - 4);
            xml.append(mistake.xml()).append('\n');
            next += (int) mistake.xml().lines().count();
        }
        assertThat(steps).hasSizeGreaterThanOrEqualTo(60);

        List<Problem> problems = workshop.deployments.deploy(Workshop.source("s", xml.toString()));

        for (int i = 0; i < steps.size(); i++) {
            Mistake mistake = steps.get(i);
            int line = lines.get(i);
            if (!mistake.message().contains("(line ") && !mistake.message().contains("line 4")) {
                assertThat(problems).as("%s", mistake).anySatisfy(problem -> {
                    assertThat(problem.line()).isEqualTo(line);
                    assertThat(problem.message()).contains(mistake.message());
                });
            }
        }
        assertThat(problems).isSortedAccordingTo((a, b) -> Integer.compare(a.line(), b.line()));
        assertThat(workshop.deployments.current(ID).orElseThrow().revision()).isEqualTo(good);
    }
}
