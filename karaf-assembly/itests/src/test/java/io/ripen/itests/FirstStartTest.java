package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What "ripen start" says in a source tree before and while it builds. The tree is made up: the script is the real one, Maven is
 * a few lines of shell that say what Maven said when it was tried.
 */
class FirstStartTest {

    private static final String BUILDS = """
            echo "[INFO] Building Ripen 0.1.0-SNAPSHOT                                       [1/6]"
            echo "[INFO] Building Ripen :: Core :: Engine 0.1.0-SNAPSHOT                     [5/6]"
            cd karaf-assembly/distribution
            mkdir -p target/assembly/bin target/assembly/etc target/assembly/system
            printf '#!/bin/sh\\necho "Karaf runs with $JAVA_HOME in $LC_ALL"\\n' > target/assembly/bin/karaf
            chmod +x target/assembly/bin/karaf
            cp ../../ripen target/assembly/bin/
            touch target/assembly/etc/startup.properties target/assembly/etc/org.apache.karaf.features.cfg
            """;

    @TempDir
    Path folder;

    private Path tree;
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void lay() throws Exception {
        tree = Files.createDirectories(folder.resolve("a checkout with ümlauts"));
        Files.copy(Artifacts.ROOT.resolve("ripen"), tree.resolve("ripen"));
        executable(tree.resolve("ripen"));
        Files.createDirectories(tree.resolve("karaf-assembly/distribution"));
        Files.createFile(tree.resolve("karaf-assembly/distribution/pom.xml"));
        settings.put("RIPEN_DATA", folder.resolve("my dätä").toString());
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("LC_ALL", "C");
        settings.put("HOME", folder.resolve("home").toString());
        settings.put("RIPEN_JVM_FOLDER", folder.resolve("jvm").toString());
        settings.put("RIPEN_HTTP_PORT", Integer.toString(freePort()));
        maven(BUILDS);
    }

    @Test
    void buildsOnceWithoutTestsAndTellsHowFarItIs() throws Exception {
        maven("echo \"$@\" > arguments\n" + BUILDS);

        Ended first = start();

        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output())
                .contains("   1 of 6  Ripen\n")
                .containsPattern("   5 of 6  Ripen :: Core :: Engine \\(0:0\\d so far, about 0:0\\d to go\\)\n")
                .containsPattern("Built in \\d s\n")
                .contains("Karaf runs with " + System.getProperty("java.home") + " in C.UTF-8");
        assertThat(tree.resolve("arguments"))
                .content()
                .contains("-Prun", "-pl karaf-assembly/distribution -am package");
        maven("echo built again; exit 1");
        assertThat(start().output()).doesNotContain("Building", "built again").contains("Karaf runs");
        assertThat(start("--build").output()).contains("the build failed");
    }

    @Test
    void aBuildThatFailedLeavesNoHalfDistribution() throws Exception {
        maven(BUILDS + "exit 1");

        assertThat(start().output()).contains("the build failed; the whole output is in " + log());
        maven(BUILDS);
        assertThat(start().output()).contains("Built in").contains("Karaf runs");
    }

    @Test
    void aSecondStartWaitsForTheBuildOfTheFirst() throws Exception {
        maven("echo once >> builds; while [ ! -f go-on ]; do sleep 0.1; done\n" + BUILDS);
        Process first = process("start").start();
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.exists(tree.resolve("builds")));
        settings.put("RIPEN_DATA", folder.resolve("other").toString());
        settings.put("RIPEN_HTTP_PORT", Integer.toString(freePort()));
        Path said = folder.resolve("said");
        Process second = process("start").redirectOutput(said.toFile()).start();
        await().atMost(30, TimeUnit.SECONDS).until(() -> Files.readString(said).contains("waiting for it"));

        Files.createFile(tree.resolve("go-on"));

        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).content().contains("Karaf runs");
        assertThat(tree.resolve("builds")).content().isEqualTo("once\n");
    }

    @Test
    void noJava() throws Exception {
        settings.remove("JAVA_HOME");
        settings.put("PATH", pathWithoutJava());

        assertRefused("no Java found; Ripen needs a JDK 17.", "apt-get install openjdk-17-jdk-headless");
    }

    @Test
    void onlyANewerJava() throws Exception {
        settings.put("JAVA_HOME", java("jdk-21", "21.0.5", true).toString());
        settings.put("PATH", pathWithoutJava());

        assertRefused(
                "no Java 17 found, only: " + folder.resolve("jvm/jdk-21/bin/java") + " (21).",
                "Install a JDK 17 beside it");
    }

    @Test
    void onlyARuntime() throws Exception {
        settings.put("JAVA_HOME", java("jre-17", "17.0.15", false).toString());
        settings.put("PATH", pathWithoutJava());

        assertRefused(
                "there is a Java 17, but without a compiler (a JRE): " + folder.resolve("jvm/jre-17") + ".",
                "A built distribution needs no compiler.");
    }

    @Test
    void aNewerJavaAndARuntimeBesideTheRightOne() throws Exception {
        settings.put("JAVA_HOME", java("jdk-21", "21.0.5", true).toString());
        settings.put("PATH", pathWithoutJava());
        java("a-jre-17", "17.0.15", false);
        Path right = java("jdk-17", "17.0.15", true);

        assertThat(start().output())
                .contains("JAVA_HOME is " + folder.resolve("jvm/jdk-21") + ", which is no JDK 17; using " + right)
                .contains("Karaf runs with " + right);
    }

    @Test
    void tooLittleMemory() throws Exception {
        settings.put("JDK_JAVA_OPTIONS", "-XX:MaxRAM=700m");

        assertRefused(
                "this machine (or container) has 700 MB of memory; Ripen takes up to 1400 MB",
                "RIPEN_JAVA_OPTS=-Xmx512m");
        settings.put("RIPEN_JAVA_OPTS", "-Xmx512m");
        assertThat(start().output()).contains("Karaf runs");
    }

    @Test
    void tooSmallADisk() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(
                bin.resolve("df"),
                "#!/bin/sh\necho 'Filesystem 1024-blocks Used Available Capacity Mounted on'\necho '/dev/sda1 1000000 796000 204800 80% /'\n");
        executable(bin.resolve("df"));
        settings.put("PATH", bin + ":" + System.getenv("PATH"));

        assertRefused(
                "the disk of " + settings.get("RIPEN_DATA") + " has 200 MB left; a first start takes about 300 MB.",
                "set RIPEN_DATA to a folder on another disk");
        Files.createDirectories(Path.of(settings.get("RIPEN_DATA")).resolve("karaf"));
        assertRefused(
                "the disk of " + tree + " has 200 MB left; the build with its downloads takes about 750 MB.",
                "clone the sources to another disk");
    }

    @Test
    void aTakenPortIsToldBeforeTheBuild() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            settings.put("RIPEN_HTTP_PORT", Integer.toString(taken.getLocalPort()));

            assertRefused("port " + taken.getLocalPort() + " is taken by another program.", "Set RIPEN_HTTP_PORT");
        }
    }

    @Test
    void foldersThatDoNotDo() throws Exception {
        Files.setPosixFilePermissions(tree.resolve("mvnw"), PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("may not run programs in " + tree, "a disk without noexec");
        new Folder(tree.resolve("karaf-assembly/distribution")).remove("target");
        Files.createFile(tree.resolve("karaf-assembly/distribution/target"));
        assertRefused("may not write to " + tree, "Clone the sources into a folder of your own");
        Path file = Files.createFile(folder.resolve("no folder"));
        settings.put("RIPEN_DATA", file + "/data");
        assertRefused("cannot create the data directory " + file + "/data.", "Set RIPEN_DATA");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [ERROR] Could not transfer artifact org.junit:junit-bom:pom:5.14.4 from/to central (https://repo.maven.apache.org/maven2): repo.maven.apache.org: Temporary failure in name resolution | could not be downloaded | export https_proxy=
            wget: Failed to fetch https://repo.maven.apache.org/maven2/org/apache/maven/apache-maven/3.9.16/apache-maven-3.9.16-bin.zip | could not be downloaded | export https_proxy=
            [ERROR] Could not transfer artifact a:b:pom:1 from/to central (https://repo.maven.apache.org/maven2): status code: 407, reason phrase: Proxy Authentication Required (407) | could not be downloaded | ~/.m2/settings.xml
            [ERROR] Could not transfer artifact a:b:pom:1 from/to central (https://repo.maven.apache.org/maven2): PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException | certificate of the download server is not trusted | keytool -importcert
            [ERROR] package-info.java:[2,1] error while writing io.ripen.engine.internal.check.package-info: No space left on device | the disk is full | Make room
            [ERROR] Java heap space -> java.lang.OutOfMemoryError | too little memory | end other programs
            [ERROR] Could not create local repository at /root/.m2/repository | a folder may not be written to | The lines above name it
            """)
    void saysWhatMavensFailureMeans(String said, String meaning, String cure) throws Exception {
        maven("echo '" + said + "'\nexit 1");

        Ended ended = start();

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains(said, "the build failed:", meaning, cure, log());
    }

    @Test
    void tellsMavenOfTheProxy() throws Exception {
        maven("echo \"$MAVEN_ARGS\" > arguments\n" + BUILDS);
        settings.put("https_proxy", "http://proxy.example.com:3128/");

        assertThat(start().output()).contains("Karaf runs");

        assertThat(tree.resolve("arguments"))
                .content()
                .contains("-Daether.connector.http.useSystemProperties=true")
                .contains("-Dhttps.proxyHost=proxy.example.com -Dhttps.proxyPort=3128");
        settings.put("https_proxy", "http://me:secret@proxy.example.com:3128");
        Ended refused = start("--build");
        assertThat(refused.output()).contains("must be written like http://proxy.example.com:3128", "settings.xml");
        assertThat(refused.output()).doesNotContain("secret");
    }

    private void assertRefused(String what, String cure) throws Exception {
        Ended ended = start();
        assertThat(ended.status()).as(ended.output()).isEqualTo(1);
        assertThat(ended.output())
                .contains("ripen: " + what, cure)
                .doesNotContain("Karaf runs", "Building the distribution");
    }

    private String log() {
        return tree.resolve("karaf-assembly/distribution/target/build.log").toString();
    }

    private void maven(String script) throws IOException {
        Files.writeString(tree.resolve("mvnw"), "#!/bin/sh\n" + script);
        executable(tree.resolve("mvnw"));
    }

    /** A folder that looks like an installed Java to whoever asks for its version. */
    private Path java(String name, String version, boolean compiler) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("jvm").resolve(name).resolve("bin"));
        Files.writeString(
                bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2025-04-15' >&2\n");
        executable(bin.resolve("java"));
        if (compiler) {
            Files.copy(bin.resolve("java"), bin.resolve("javac"));
            executable(bin.resolve("javac"));
        }
        return bin.getParent();
    }

    /** The commands of the system, but no Java. */
    private String pathWithoutJava() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of(
                ("awk basename bash cat chmod cksum cp cut date df dirname env find flock grep head id kill ln mkdir mkfifo"
                                + " mktemp mv od printf ps readlink rm sed sh sleep sort tail tee touch tr true uname")
                        .split(" "))) {
            for (Path place : List.of(Path.of("/usr/bin"), Path.of("/bin"))) {
                if (Files.exists(place.resolve(tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec " + place.resolve(tool) + " \"$@\"\n");
                    executable(bin.resolve(tool));
                }
            }
        }
        return bin.toString();
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private record Ended(int status, String output) {}

    private Ended start(String... options) throws Exception {
        Process process = process("start", options).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private ProcessBuilder process(String command, String... options) {
        List<String> words =
                new java.util.ArrayList<>(List.of(tree.resolve("ripen").toString(), command));
        words.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RIPEN_") || name.matches("(?i)https?_proxy|MAVEN.*"));
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(settings);
        return builder;
    }
}
