package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed to H2 on disk is there after the process was killed at the very next moment. */
class CrashTest {
    @TempDir
    Path folder;

    @Test
    void a_commit_outlasts_a_killed_process() throws IOException, InterruptedException {
        for (int round = 1; round <= 2; round++) {
            String url = "jdbc:h2:" + folder.resolve("crash");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Victim.class.getName(),
                            url,
                            Integer.toString(round))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Victim.KILLED);
            try (Stores stores = Stores.open(url, "sa", "", 4, StoreOptions.PLAIN)) {
                Optional<String> sent =
                        stores.transactions().call(work -> stores.settings().find(work, "sent"));
                assertThat(sent).contains(Integer.toString(round));
            }
        }
    }

    /** Commits, and is gone without any shutdown. */
    static final class Victim {
        static final int KILLED = 99;

        private Victim() {}

        public static void main(String[] args) {
            Stores stores = Stores.open(args[0], "sa", "", 4, StoreOptions.PLAIN);
            stores.transactions().call(work -> {
                stores.settings().put(work, "sent", args[1]);
                return true;
            });
            Runtime.getRuntime().halt(KILLED);
        }
    }
}
