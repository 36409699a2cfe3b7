package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A patch dropped into {@code deploy/} serves instead of what shipped, also after a restart, and gives way when it is taken out. */
@ExtendWith(RipenExtension.class)
class PatchIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String NEWER = "A newer engine";
    private static final String SHIPPED_ENGINE = "Ripen :: Core :: Engine";
    private static final String SAME = "A patched step";
    private static final String SHIPPED_STEP = "Ripen :: Steps :: Splits and paths";

    @TempDir
    Path folder;

    private Path newer;
    private Path same;

    @AfterEach
    void takeThePatchesOut(Ripen ripen) {
        ripen.deploy().remove(newer.getFileName().toString());
        ripen.deploy().remove(same.getFileName().toString());
        awaitShipped(ripen);
        ripen.awaitHealthy();
    }

    @Test
    void servesInsteadOfWhatShippedAlsoAfterARestartAndGivesWayWhenItIsGone(Ripen ripen) {
        newer = PatchJar.of(ripen.home(), "ripen-engine", NEWER, "0.1.9", folder);
        same = PatchJar.of(ripen.home(), "ripen-step-split", SAME, null, folder);
        ripen.deploy().put(newer);
        ripen.deploy().put(same);
        awaitPatched(ripen);
        assertThat(new Leads(ripen).health("bundles").get("message").asText())
                .contains("io.ripen.engine 0.1.9 serves", "is superseded");

        ripen.restart();
        awaitPatched(ripen);

        // Taken out while it runs, both come back as they shipped.
        ripen.deploy().remove(newer.getFileName().toString());
        ripen.deploy().remove(same.getFileName().toString());
        awaitShipped(ripen);
        ripen.awaitHealthy();

        // Taken out while it is down, too.
        ripen.deploy().put(newer);
        ripen.deploy().put(same);
        awaitPatched(ripen);
        ripen.stop();
        ripen.deploy().remove(newer.getFileName().toString());
        ripen.deploy().remove(same.getFileName().toString());
        ripen.start();
        awaitShipped(ripen);
    }

    private static void awaitPatched(Ripen ripen) {
        await("the patches serve").atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            Map<String, String> bundles = ripen.jmx().namedBundles();
            assertThat(bundles).containsEntry(NEWER, "Active").containsEntry(SAME, "Active");
            assertThat(bundles).doesNotContainEntry(SHIPPED_ENGINE, "Active").doesNotContainKey(SHIPPED_STEP);
        });
        ripen.awaitHealthy();
    }

    private static void awaitShipped(Ripen ripen) {
        await("what shipped serves").atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            Map<String, String> bundles = ripen.jmx().namedBundles();
            assertThat(bundles).containsEntry(SHIPPED_ENGINE, "Active").containsEntry(SHIPPED_STEP, "Active");
            assertThat(bundles).doesNotContainKeys(NEWER, SAME);
        });
    }
}
