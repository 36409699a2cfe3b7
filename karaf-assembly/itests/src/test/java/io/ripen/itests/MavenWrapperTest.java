package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mvnw does beside what Maven's wrapper does: plugins leave their temporary files in a folder that goes with the run. */
class MavenWrapperTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"project", "prüjekt", "project with blanks"})
    void leavesNothingInTheTemporaryDirectory(String name) throws Exception {
        Path project = Files.createDirectories(folder.resolve(name));
        Path systemsOwn = Files.createDirectories(folder.resolve("tmp"));

        String output = run(project, systemsOwn, "mkdir \"$tmp/left\"; cat; exit 3", 3);

        Path used = Path.of(output.lines().findFirst().orElseThrow());
        assertThat(used).startsWithRaw(name.contains(" ") ? systemsOwn : project.resolve(".mvn/target"));
        assertThat(used).as("the folder goes with the run").doesNotExist();
        assertThat(list(systemsOwn)).isEmpty();
        assertThat(output).as("standard input reaches Maven").endsWith("typed");
    }

    @Test
    void aSignalEndsMavenAndTakesTheFolderAlong() throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));

        String output =
                run(project, folder, "trap 'echo ended; exit 7' TERM; kill $PPID; sleep 30 >/dev/null 2>&1 & wait", 7);

        assertThat(output).contains("ended");
        assertThat(list(project.resolve(".mvn/target"))).isEmpty();
    }

    private String run(Path project, Path tmp, String maven, int status) throws Exception {
        Files.copy(Artifacts.ROOT.resolve("mvnw"), project.resolve("mvnw"));
        Path properties = project.resolve(".mvn/wrapper/maven-wrapper.properties");
        Files.createDirectories(properties.getParent());
        Files.copy(Artifacts.ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"), properties);
        Path bin = Files.createDirectories(unpackedMaven(properties).resolve("bin"));
        Files.writeString(
                bin.resolve("mvn"),
                "#!/bin/sh\ntmp=${MAVEN_OPTS#-Djava.io.tmpdir=}; tmp=${tmp% }\necho \"$tmp\"\n[ -d \"$tmp\" ] || exit 9\n"
                        + maven + "\n");
        Files.setPosixFilePermissions(bin.resolve("mvn"), PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder builder = new ProcessBuilder(
                        List.of("sh", project.resolve("mvnw").toString(), "verify"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(key -> key.startsWith("MAVEN_") || key.startsWith("MVNW_"));
        builder.environment().put("MAVEN_USER_HOME", folder.resolve("home").toString());
        builder.environment().put("TMPDIR", tmp.toString());
        Process process = builder.start();
        try (var input = process.getOutputStream()) {
            input.write("typed".getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(status);
        return output;
    }

    /** Where the wrapper looks for the Maven that it once downloaded. */
    private Path unpackedMaven(Path properties) throws Exception {
        Properties read = new Properties();
        try (var reader = Files.newBufferedReader(properties)) {
            read.load(reader);
        }
        String url = read.getProperty("distributionUrl");
        String name = url.substring(url.lastIndexOf('/') + 1).replace("-bin.zip", "");
        return folder.resolve("home/wrapper/dists").resolve(name).resolve(Integer.toHexString(url.hashCode()));
    }

    private static List<Path> list(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
