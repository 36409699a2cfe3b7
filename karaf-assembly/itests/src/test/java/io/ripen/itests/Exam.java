package io.ripen.itests;

import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/** Unpacks the built distribution with Pax Exam and starts it for the first time. */
final class Exam {

    static final String KARAF_USER = "karaf";
    static final String KARAF_PASSWORD = "karaf-for-tests";

    private final Path archive;
    private final Path workspace;

    private Exam(Path archive, Path workspace) {
        this.archive = archive;
        this.workspace = workspace;
    }

    static Exam ofTheBuild() {
        return new Exam(
                Path.of(property("ripen.distribution")).toAbsolutePath().normalize(),
                Path.of(property("ripen.workspace")).toAbsolutePath().normalize());
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(
                    name + " is not set: run these tests with ./mvnw -pl karaf-assembly/itests verify");
        }
        return value;
    }

    /** A started container; it answers later. The caller stops it. */
    Started start() throws IOException {
        if (!Files.exists(archive)) {
            throw new IllegalStateException(archive + " is missing; build karaf-assembly/distribution first");
        }
        new Folder(workspace.getParent()).remove(workspace.getFileName().toString());
        Files.createDirectories(workspace.resolve("data"));
        ExamSystem system = PaxExamRuntime.createServerSystem(options());
        TestContainer container = PaxExamRuntime.createContainer(system);
        container.start();
        return new Started(container, home());
    }

    record Started(TestContainer container, Path home) {}

    private Option[] options() {
        List<Option> options = new ArrayList<>();
        options.add(karafDistributionConfiguration()
                .frameworkUrl(archive.toUri().toString())
                .name("Ripen")
                .unpackDirectory(new File(workspace.toFile(), "karaf")));
        options.add(keepRuntimeFolder());
        // As shipped nobody can log in to JMX.
        options.add(editConfigurationFilePut("etc/users.properties", KARAF_USER, KARAF_PASSWORD + ",_g_:admingroup"));
        options.add(
                editConfigurationFilePut("etc/users.properties", "_g_:admingroup", "group,admin,manager,viewer,ssh"));
        options.add(configureConsole().ignoreLocalConsole().ignoreRemoteShell());
        javaOptions().forEach(option -> options.add(vmOption(option)));
        return options.toArray(Option[]::new);
    }

    /** What bin/karaf gives to a JVM newer than 8; Pax Exam starts Java by itself. */
    private static List<String> javaOptions() {
        List<String> options = new ArrayList<>(List.of(
                "-Djdk.util.zip.disableZip64ExtraFieldValidation=true",
                "-Xmx1g",
                "-Djava.time.zone.DefaultZoneRulesProvider=io.ripen.timezones.JodaZoneRulesProvider",
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module=java.base=lib/endorsed/org.apache.karaf.specs.locator-4.4.10.jar",
                "--patch-module=java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-4.4.10.jar"));
        for (String open : List.of(
                "java.base/java.security",
                "java.base/java.net",
                "java.base/java.lang",
                "java.base/java.util",
                "java.naming/javax.naming.spi",
                "java.rmi/sun.rmi.transport.tcp")) {
            options.add("--add-opens=" + open + "=ALL-UNNAMED");
        }
        for (String export : List.of(
                "java.base/sun.net.www.protocol.file",
                "java.base/sun.net.www.protocol.ftp",
                "java.base/sun.net.www.protocol.http",
                "java.base/sun.net.www.protocol.https",
                "java.base/sun.net.www.protocol.jar",
                "java.base/sun.net.www.content.text",
                "jdk.naming.rmi/com.sun.jndi.url.rmi",
                "java.rmi/sun.rmi.registry")) {
            options.add("--add-exports=" + export + "=ALL-UNNAMED");
        }
        return options;
    }

    private Path home() {
        try (Stream<Path> found = Files.find(
                workspace.resolve("karaf"), 3, (file, a) -> file.endsWith(Path.of("etc", "startup.properties")))) {
            return found.map(file -> file.getParent().getParent())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Pax Exam unpacked nothing below " + workspace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
