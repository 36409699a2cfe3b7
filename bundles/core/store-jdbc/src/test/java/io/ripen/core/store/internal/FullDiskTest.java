package io.ripen.core.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.transaction.StoreUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** H2 closes its database when the disk is full; it is opened again when there is room. */
class FullDiskTest {
    @TempDir
    Path folder;

    @BeforeEach
    void mount() {
        FilePath.register(new FullDisk());
        FullDisk.FULL.set(false);
    }

    @AfterEach
    void unmount() {
        FullDisk.FULL.set(false);
    }

    @Test
    void the_pool_opens_the_database_again_when_there_is_room() {
        try (Stores stores = Stores.open("jdbc:h2:fulldisk:" + folder.resolve("db"), "sa", "", 6, StoreOptions.PLAIN)) {
            put(stores, "before", "kept");

            FullDisk.FULL.set(true);
            await("the database is closed")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> !tried(stores, "x".repeat(100_000)));
            for (int i = 0; i < 5; i++) {
                assertThat(tried(stores, "while it is full")).isFalse();
            }

            FullDisk.FULL.set(false);
            await("it is open again").atMost(Duration.ofSeconds(30)).until(() -> tried(stores, "after"));

            Optional<String> before =
                    stores.transactions().call(work -> stores.settings().find(work, "before"));
            assertThat(before).contains("kept");
            Optional<String> tried =
                    stores.transactions().call(work -> stores.settings().find(work, "tried"));
            assertThat(tried).contains("after");
        }
    }

    private static boolean tried(Stores stores, String value) {
        try {
            put(stores, "tried", value);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static void put(Stores stores, String name, String value) {
        stores.transactions().call(work -> {
            stores.settings().put(work, name, value);
            return true;
        });
    }
}
