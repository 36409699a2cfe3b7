package io.ripen.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a third party begins with builds outside of our tree: the project that the example's page shows, and one of each archetype. Maven's
 * local repository is a folder of this test with what the build made; what is not ours comes from the repository of the build.
 */
class ThirdPartyIT {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final List<String> KINDS = List.of("channel", "policy", "sequence");

    @TempDir
    Path folder;

    @Test
    void whatAThirdPartyBeginsWithBuilds() throws Exception {
        installWhatTheBuildMade();
        List<String> projects = new ArrayList<>(List.of(projectOfThePage()));
        for (String kind : KINDS) {
            maven(
                    "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("ripen.archetype")
                            + ":generate",
                    "-DarchetypeCatalog=local",
                    "-DarchetypeGroupId=io.ripen",
                    "-DarchetypeArtifactId=ripen-archetype-" + kind,
                    "-DarchetypeVersion=" + version(),
                    "-DgroupId=com.acme.ripen",
                    "-DartifactId=my-" + kind,
                    "-Dversion=1.0.0",
                    "-Dpackage=com.acme.ripen");
            projects.add("my-" + kind);
        }
        Files.writeString(folder.resolve("pom.xml"), """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>com.acme</groupId><artifactId>all</artifactId><version>1</version><packaging>pom</packaging>
                  <modules>%s</modules>
                </project>
                """.formatted(String.join(
                "",
                projects.stream().map(name -> "<module>" + name + "</module>").toList())));

        maven("package");

        for (String project : projects) {
            try (Stream<Path> reports = Files.list(folder.resolve(project).resolve("target/surefire-reports"))) {
                assertThat(reports)
                        .as("tests of %s ran", project)
                        .anySatisfy(report -> assertThat(report).asString().endsWith(".txt"));
            }
        }
    }

    /** The pom of the example's page, with the example's class and test. */
    private String projectOfThePage() throws IOException {
        String pom = Page.read("examples/console-channel/README.md").stream()
                .filter(block -> block.language().equals("xml") && block.text().startsWith("<project"))
                .findFirst()
                .orElseThrow()
                .text();
        Path project = Files.createDirectories(folder.resolve("console-channel"));
        Files.writeString(project.resolve("pom.xml"), pom);
        Path example = Artifacts.ROOT.resolve("examples/console-channel/src");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target =
                        project.resolve("src").resolve(example.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return "console-channel";
    }

    /** What {@code ./ripen install-artifacts} installs, without building it again. */
    private void installWhatTheBuildMade() throws IOException {
        Map<String, String> modules = new TreeMap<>();
        for (MatchResult module : all(MODULE, Files.readString(Artifacts.ROOT.resolve("pom.xml")))) {
            String pom =
                    Files.readString(Artifacts.ROOT.resolve(module.group(1)).resolve("pom.xml"));
            modules.put(one(withoutParent(pom), "artifactId"), module.group(1));
        }
        put("ripen", Artifacts.ROOT.resolve("pom.xml"), null);
        Deque<String> next = new ArrayDeque<>(List.of("ripen-api", "ripen-testkit-shipped"));
        StringBuilder catalog = new StringBuilder("<archetype-catalog><archetypes>");
        for (String kind : KINDS) {
            next.add("ripen-archetype-" + kind);
            catalog.append("<archetype><groupId>io.ripen</groupId><artifactId>ripen-archetype-")
                    .append(kind)
                    .append("</artifactId><version>")
                    .append(version())
                    .append("</version></archetype>");
        }
        Set<String> done = new HashSet<>();
        while (!next.isEmpty()) {
            String name = next.remove();
            if (done.add(name)) {
                String module = modules.get(name);
                assertThat(module).as("module of %s", name).isNotNull();
                Path pom = Artifacts.ROOT.resolve(module).resolve("pom.xml");
                put(name, pom, Files.readString(pom).contains("<packaging>pom<") ? null : Artifacts.jarOf(module));
                for (MatchResult dependency : all(DEPENDENCY, Files.readString(pom))) {
                    String text = dependency.group();
                    boolean handedOn = !text.contains("<scope>test") && !text.contains("<scope>provided");
                    if (text.contains("<groupId>io.ripen<") && handedOn) {
                        next.add(one(text, "artifactId"));
                    }
                }
            }
        }
        Files.writeString(repository().resolve("archetype-catalog.xml"), catalog + "</archetypes></archetype-catalog>");
    }

    private void put(String name, Path pom, @Nullable Path jar) throws IOException {
        Path home = Files.createDirectories(repository().resolve("io/ripen/" + name + "/" + version()));
        Files.copy(pom, home.resolve(name + "-" + version() + ".pom"));
        if (jar != null) {
            Files.copy(jar, home.resolve(name + "-" + version() + ".jar"));
        }
    }

    private Path repository() {
        return folder.resolve("repository");
    }

    private static String version() throws IOException {
        return one(withoutParent(Files.readString(Artifacts.ROOT.resolve("pom.xml"))), "version");
    }

    private static String withoutParent(String pom) {
        return pom.replaceAll("(?s)<parent>.*?</parent>", "");
    }

    private static String one(String xml, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]+)<").matcher(xml);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static List<MatchResult> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }

    private void maven(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Artifacts.ROOT.resolve("mvnw").toString(),
                "-B",
                "-ntp",
                "-q",
                "-Dmaven.repo.local=" + repository(),
                "-Dmaven.repo.local.tail=" + System.getProperty("ripen.local.repository")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("maven.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().remove("MAVEN_ARGS");
        Process maven = builder.start();
        boolean ended = maven.waitFor(10, TimeUnit.MINUTES);
        if (!ended) {
            maven.destroyForcibly();
        }
        assertThat(ended && maven.exitValue() == 0)
                .as(() -> command + "\n" + read(output))
                .isTrue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
