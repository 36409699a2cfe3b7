package io.ripen.health.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedKeysTest {
    private static final String ENGINE = "io.ripen.engine.cfg";

    @TempDir
    private Path root;

    private Path shipped;
    private Path own;

    @BeforeEach
    void ship() throws IOException {
        shipped = Files.createDirectory(root.resolve("shipped etc"));
        own = Files.createDirectory(root.resolve("own etc"));
        Files.writeString(
                shipped.resolve(ENGINE),
                "# a.comment = 1\nroutes.folder = ${env:RIPEN_ROUTES:-routes}\nat.first = a,\\\n  b = c\n");
    }

    private Set<String> leftOut(Path file, String... keys) {
        return new ShippedKeys(shipped).leftOut(file.toUri().toString(), Set.of(keys));
    }

    @Test
    void what_an_own_file_lacks_of_the_shipped_one_is_named() {
        assertThat(leftOut(own.resolve(ENGINE), "plumbing.components", "service.pid"))
                .containsExactly("at.first", "routes.folder");
        assertThat(leftOut(own.resolve(ENGINE), "routes.folder")).containsExactly("at.first");
    }

    @Test
    void a_whole_one_the_shipped_one_itself_and_one_of_another_name_lack_nothing() {
        assertThat(leftOut(own.resolve(ENGINE), "routes.folder", "at.first")).isEmpty();
        assertThat(leftOut(shipped.resolve(ENGINE))).isEmpty();
        assertThat(leftOut(own.resolve("io.ripen.hooks-shop.cfg"), "name")).isEmpty();
        assertThat(new ShippedKeys(shipped).leftOut(null, Set.of())).isEmpty();
        assertThat(new ShippedKeys(shipped).leftOut("mvn:a/b", Set.of())).isEmpty();
    }
}
