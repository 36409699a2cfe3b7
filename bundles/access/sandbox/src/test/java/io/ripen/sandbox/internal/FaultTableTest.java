package io.ripen.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.sandbox.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The table of faults")
class FaultTableTest {
    private static final Path CSV = Path.of("../../../docs/faults.csv");
    private static final Path PAGE = Path.of("../../../docs/faults.md");

    @Test
    void has_a_line_for_every_fault() throws IOException {
        List<String> named = rows().stream().map(row -> row[0]).toList();
        assertThat(named)
                .containsAll(Arrays.stream(Fault.values()).map(Enum::name).toList());
    }

    @Test
    void is_the_same_in_the_docs() throws IOException {
        String page = Files.readString(PAGE);
        for (String[] row : rows()) {
            assertThat(page)
                    .contains("| " + row[0] + " | " + row[1] + " | " + (row[2].equals("1") ? "yes" : "no") + " | "
                            + (row[3] + " " + row[4]).strip() + " | " + row[5] + " | " + row[6] + " | " + row[7]
                            + " | " + row[8] + " |");
        }
    }

    private static List<String[]> rows() throws IOException {
        return Files.readAllLines(CSV).stream()
                .skip(1)
                .map(line -> line.split(",", 9))
                .toList();
    }
}
