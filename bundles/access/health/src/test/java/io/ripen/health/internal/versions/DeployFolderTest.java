package io.ripen.health.internal.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.health.HealthCheck;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

class DeployFolderTest {
    @TempDir
    private Path root;

    private final List<Bundle> bundles = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private Path deploy;
    private DeployFolder health;

    @BeforeEach
    void begin() throws IOException {
        deploy = Files.createDirectory(root.resolve("deploy"));
        health = new DeployFolder(
                fake(
                        BundleContext.class,
                        Map.of(
                                "getBundles",
                                () -> bundles.toArray(new Bundle[0]),
                                "getDataFile",
                                () -> root.resolve("patched").toFile())),
                deploy,
                nanos::get);
    }

    @AfterEach
    void end() {
        health.stop();
    }

    @Test
    void whatCameToNothingIsToldUntilItGoes() throws IOException {
        Path broken = Files.writeString(deploy.resolve("broken.jar"), "no jar");
        Path features = Files.writeString(deploy.resolve("x.xml"), "<features");
        Path fine = Files.writeString(deploy.resolve("fine.jar"), "…");
        Path lacking = Files.writeString(deploy.resolve("lacking.jar"), "…");
        Files.writeString(deploy.resolve("README"), "Put bundles here.");
        bundles.add(bundle(1, fine.toFile().toURI().toString(), Bundle.ACTIVE));
        bundles.add(bundle(17, lacking.toFile().toURI().toString(), Bundle.INSTALLED));
        health.look();
        assertThat(health.check().status()).as("just being installed").isEqualTo(HealthCheck.Status.OK);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
        health.look();
        assertThat(health.check().status()).isEqualTo(HealthCheck.Status.WARN);
        assertThat(health.check().message())
                .contains(broken + " is not installed and does nothing: it is no whole bundle")
                .contains(features + " is not installed and does nothing: it is no whole file of features")
                .contains(lacking + " is installed and cannot start", "diag 17")
                .doesNotContain("fine.jar", "README");

        Files.delete(broken);
        Files.delete(lacking);
        bundles.add(bundle(18, "feature:" + features.toFile().toURI(), Bundle.ACTIVE));
        health.look();
        assertThat(health.check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    @Test
    void aJarThatPatchesAShippedBundleIsInstalled() throws IOException {
        Path patch = Files.writeString(deploy.resolve("engine.jar"), "…");
        new PatchMemory(root.resolve("patched")).put(patch.toAbsolutePath().toString(), new PatchMemory.Patch(3, 4711));
        health.look();
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(11));
        health.look();
        assertThat(health.check().status()).isEqualTo(HealthCheck.Status.OK);
    }

    private static Bundle bundle(long id, String location, int state) {
        return fake(
                Bundle.class, Map.of("getBundleId", () -> id, "getLocation", () -> location, "getState", () -> state));
    }

    private static <T> T fake(Class<T> type, Map<String, Supplier<?>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.getOrDefault(method.getName(), () -> null).get()));
    }
}
