package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is in the archive installs and starts, with no network. */
@ExtendWith(RipenExtension.class)
class InstallIT {

    /** Fragments of Karaf: they join another bundle and are never active themselves. */
    private static final Set<String> FRAGMENTS =
            Set.of("org.apache.karaf.features.extension", "org.ops4j.pax.web.pax-web-compatibility-servlet31");

    @Test
    void everyFeatureOfRipenIsInstalled(Ripen ripen) {
        Map<String, String> ours = ripen.jmx().features().entrySet().stream()
                .filter(feature -> feature.getKey().startsWith("ripen"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

        assertThat(ours).containsKeys("ripen", "ripen-core", "ripen-rest", "ripen-channel-email");
        assertThat(ours).allSatisfy((name, installed) -> assertThat(installed).isEqualTo("true"));
    }

    @Test
    void everyBundleIsActive(Ripen ripen) {
        await("the last bundles start")
                .atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(idle(ripen)).isEmpty());
        assertThat(ripen.jmx().bundles()).containsKey("io.ripen.engine");
    }

    private static Map<String, String> idle(Ripen ripen) {
        return ripen.jmx().bundles().entrySet().stream()
                .filter(bundle -> !bundle.getValue().equals("Active"))
                .filter(bundle -> !FRAGMENTS.contains(bundle.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void healthAnswersWithoutALogin(Ripen ripen) {
        Answer answer = ripen.http().anonymous().get("/api/v1/health");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        // A stranger learns no address, path or version.
        assertThat(answer.body()).contains("\"database\"").doesNotContain("message", "jdbc", "/");
    }

    @Test
    void nobodyGetsInWithoutALogin(Ripen ripen) {
        assertThat(ripen.http().anonymous().get("/api/v1/sequences").status()).isEqualTo(401);
    }
}
