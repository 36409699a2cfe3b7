package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;
import org.junit.jupiter.api.Test;

/** A migration runs because it is listed, and a file that is not listed looks as if it did. */
class MigrationListTest {

    @Test
    void eachFileIsListedAndEachListedOneIsAFile() throws Exception {
        List<String> listed = new ArrayList<>();
        for (String each : Schema.MIGRATIONS) {
            for (Dialect dialect : Dialect.values()) {
                listed.add(each.formatted(dialect.folder()));
            }
        }
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(listed.stream().distinct().toList());
    }

    @Test
    void theyAreListedInTheOrderInWhichTheyRun() {
        assertThat(Schema.MIGRATIONS.stream()
                        .map(ReleasedSchemasContract::version)
                        .map(MigrationVersion::fromVersion))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private static List<String> files() throws IOException {
        Path root = Path.of("src/main/resources/db");
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> "db/" + root.relativize(file))
                    .toList();
        }
    }
}
