package io.ripen.health.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Files in two folders, and a container that reads each when it comes and drops its settings when it goes. */
class ShippedSettingsTest {
    private static final String CAPS = "io.ripen.policy.caps.cfg";

    @TempDir
    private Path root;

    private final List<Path> read = new ArrayList<>();
    private final List<File> installed = new ArrayList<>();
    private Path own;
    private Path shipped;
    private ShippedSettings settings;

    @BeforeEach
    void ship() throws IOException {
        own = Files.createDirectory(root.resolve("own"));
        shipped = Files.createDirectory(root.resolve("shipped"));
        Files.writeString(shipped.resolve(CAPS), "preset = b2b\n");
        read.add(shipped.resolve(CAPS));
    }

    @AfterEach
    void stop() {
        settings.stop();
    }

    @Test
    void whatShippedHoldsAgainWhenTheOwnFileGoes() throws Exception {
        begin();
        write();
        settings.look();
        Files.delete(own.resolve(CAPS));
        settings.look();
        assertThat(installed).as("the container has not noticed yet").isEmpty();

        read.clear();
        settings.look();
        assertThat(installed).containsExactly(shipped.resolve(CAPS).toFile());
        settings.look();
        assertThat(installed).hasSize(1);
    }

    @Test
    void alsoOneThatLayThereAtTheStart() throws Exception {
        write();
        begin();
        Files.delete(own.resolve(CAPS));
        read.clear();
        settings.look();
        assertThat(installed).hasSize(1);
    }

    @Test
    void oneThatIsSavedAnewOrHasNoShippedOneIsLeftAlone() throws Exception {
        begin();
        write();
        Files.writeString(own.resolve("io.ripen.web.form-demo.cfg"), "name = demo\n");
        settings.look();
        Files.delete(own.resolve(CAPS));
        Files.delete(own.resolve("io.ripen.web.form-demo.cfg"));
        settings.look();
        write();
        settings.look();
        read.clear();
        settings.look();
        assertThat(installed).isEmpty();
    }

    private void write() throws IOException {
        Files.writeString(own.resolve(CAPS), "preset =\n");
        read.clear();
        read.add(own.resolve(CAPS));
    }

    private void begin() {
        ArtifactInstaller installer = new ArtifactInstaller() {
            @Override
            public boolean canHandle(File file) {
                return file.getName().endsWith(".cfg");
            }

            @Override
            public void install(File file) {
                installed.add(file);
                read.add(file.toPath());
            }

            @Override
            public void update(File file) {
                install(file);
            }

            @Override
            public void uninstall(File file) {
                read.remove(file.toPath());
            }
        };
        settings = new ShippedSettings(
                fake(
                        ConfigurationAdmin.class,
                        Map.of(
                                "listConfigurations",
                                () -> read.stream()
                                        .map(file -> fake(
                                                Configuration.class,
                                                Map.of(
                                                        "getProperties",
                                                        () -> new Hashtable<>(Map.of(
                                                                Installation.FILE,
                                                                file.toFile()
                                                                        .toURI()
                                                                        .toString())))))
                                        .toArray(Configuration[]::new))),
                own,
                shipped,
                List.of(installer));
    }

    private static <T> T fake(Class<T> type, Map<String, java.util.function.Supplier<?>> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.getOrDefault(method.getName(), () -> null).get()));
    }
}
