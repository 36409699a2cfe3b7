package io.ripen.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * One sentence rules the imports: everything may import {@code api}; nothing imports a sibling. Core bundles may use
 * {@code core/store-jdbc}, and the testkit runs the real core with the shipped steps, triggers and policies.
 */
class ImportRuleTest {

    private static List<Path> modules;
    private static JavaClasses classes;

    @BeforeAll
    static void readAllBundles() throws IOException {
        try (Stream<Path> poms = Files.find(
                Artifacts.ROOT,
                4,
                (file, a) -> file.endsWith("pom.xml") && !file.toString().contains("/target/"))) {
            modules = poms.map(pom -> Artifacts.ROOT.relativize(pom.getParent()))
                    .filter(module -> module.startsWith("bundles") || module.startsWith("examples"))
                    .sorted()
                    .toList();
        }
        List<Path> folders = modules.stream()
                .map(module -> Artifacts.ROOT.resolve(module).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
        classes = new ClassFileImporter()
                // Not what a bundle carries with it, such as Flyway in the store.
                .withImportOption(place -> place.contains("/io/ripen/") || place.contains("/com/example/"))
                .importPaths(folders);
    }

    /** Guards the guard: a wrong path would find nothing to complain about. */
    @Test
    void seesTheBundles() {
        assertThat(modules).contains(Path.of("bundles/api"), Path.of("bundles/core/engine"));
        assertThat(classes.size()).isGreaterThan(100);
    }

    @Test
    void noClassUsesAClassOfASibling() {
        Set<String> breaches = new TreeSet<>();
        for (JavaClass origin : classes) {
            Path from = moduleOf(origin);
            for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                Path to = moduleOf(dependency.getTargetClass());
                if (from != null && to != null && !mayUse(from, to)) {
                    breaches.add(from + " uses " + to + ": " + dependency.getDescription());
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void noPomDependsOnASibling() throws Exception {
        List<String> breaches = new ArrayList<>();
        for (Path module : modules) {
            for (Path other : dependenciesOf(module)) {
                if (!mayUse(module, other)) {
                    breaches.add(module + "/pom.xml depends on " + other);
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void noNamesThatSayNothing() {
        noClasses()
                .should()
                .resideInAnyPackage("..impl..", "..util..", "..utils..", "..common..", "..manager..", "..helper..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .because("a name says what a thing is")
                .check(classes);
    }

    /**
     * What people reach passes on who asks. A service whose first parameter is no {@code Actor} answers for all teams; only those
     * that know of no team may be asked so.
     */
    @Test
    void whatPeopleReachSaysWhoAsks() {
        Set<String> ofNoTeam = Set.of(
                "io.ripen.access.SignIn",
                "io.ripen.channel.Channel",
                // Of bundles; only an admin calls it.
                "io.ripen.event.EventListeners",
                "io.ripen.health.HealthCheck",
                "io.ripen.mail.MailReader",
                "io.ripen.message.Lint",
                "io.ripen.policy.Policy",
                "io.ripen.policy.ReplyReader",
                "io.ripen.policy.SendingWindows",
                "io.ripen.sandbox.Sandbox",
                "io.ripen.time.RipenClock",
                "io.ripen.transaction.Transactions",
                "io.ripen.trigger.Trigger");
        Set<String> namesOnly = Set.of(
                // The files of a sequence belong to no team.
                "io.ripen.sequence.Sequences.source",
                "io.ripen.sequence.Sequences.check",
                "io.ripen.sequence.Sequences.unknownNames",
                // Reads a spelling; asks for nobody.
                "io.ripen.crm.Leads.address",
                // The one place that looks up whom an event is about, and leaves out what its caller may not read.
                "io.ripen.crm.Projection.find in Whom",
                "io.ripen.crm.Projection.findByAddress in Whom",
                // Who it is, is asked here.
                "io.ripen.access.WebSessions.open in Callers",
                "io.ripen.access.WebSessions.find in Callers",
                // Of a block that the caller has just set.
                "io.ripen.policy.Blocks.among in BlocksResource");
        Set<String> breaches = new TreeSet<>();
        Set<String> asked = new TreeSet<>();
        for (JavaClass origin : classes) {
            if (!origin.getPackageName().startsWith("io.ripen.rest.internal")) {
                continue;
            }
            for (JavaMethodCall call : origin.getMethodCallsFromSelf()) {
                JavaClass owner = call.getTargetOwner();
                if (!owner.isInterface()
                        || !owner.getPackageName().startsWith("io.ripen")
                        || call.getTarget()
                                .resolveMember()
                                .filter(method -> method.getModifiers().contains(JavaModifier.STATIC))
                                .isPresent()
                        || !owner.isAnnotatedWith("org.osgi.annotation.versioning.ProviderType")
                                && !owner.isAnnotatedWith("org.osgi.annotation.versioning.ConsumerType")
                        || ofNoTeam.contains(owner.getName())) {
                    continue;
                }
                String name = owner.getName() + "." + call.getName();
                asked.add(name);
                List<JavaClass> parameters = call.getTarget().getRawParameterTypes();
                boolean says =
                        !parameters.isEmpty() && parameters.get(0).getName().equals("io.ripen.access.Actor");
                if (!says && !namesOnly.contains(name) && !namesOnly.contains(name + " in " + origin.getSimpleName())) {
                    breaches.add(call.getDescription());
                }
            }
        }
        assertThat(asked)
                .as("the rule sees the services")
                .contains("io.ripen.crm.Contacts.find")
                .hasSizeGreaterThan(30);
        assertThat(breaches).isEmpty();
    }

    /** Two clocks that disagree make tests lie; the one clock is {@code io.ripen.time.RipenClock}. */
    @Test
    void nobodyAsksTheSystemForTheTime() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .because("time is injected")
                .check(classes);
    }

    /** Java drops a repeated task without a word when it throws; {@code RepeatedTask} goes on and is seen by health. */
    @Test
    void onlyRepeatedTasksRepeatWork() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.ripen.schedule.RepeatedTask")
                .should(new ArchCondition<JavaClass>("repeat work on a scheduler or timer of Java's own") {
                    @Override
                    public void check(JavaClass origin, ConditionEvents events) {
                        origin.getMethodCallsFromSelf().stream()
                                .filter(call -> Set.of("scheduleWithFixedDelay", "scheduleAtFixedRate")
                                                .contains(call.getName())
                                        || call.getTargetOwner().isEquivalentTo(Timer.class))
                                .forEach(call ->
                                        events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
                    }
                })
                .because("a repeated task must not die of an Error unseen: use io.ripen.schedule.RepeatedTask")
                .check(classes);
    }

    @Test
    void onlyContractsAreExported() throws IOException {
        List<String> breaches = new ArrayList<>();
        for (Path module : modules) {
            // A module of dependencies alone has none, and no jar.
            Path manifests = Artifacts.ROOT.resolve(module).resolve("target/classes");
            if (!Files.isDirectory(manifests)) {
                continue;
            }
            try (JarFile jar = new JarFile(Artifacts.jarOf(module.toString()).toFile())) {
                String exports = jar.getManifest().getMainAttributes().getValue("Export-Package");
                for (String name : packagesOf(exports)) {
                    if (name.startsWith("io.ripen") && !mayExport(module, name)) {
                        breaches.add(module + " exports " + name);
                    }
                }
            }
        }
        assertThat(breaches).isEmpty();
    }

    private static boolean mayUse(Path from, Path to) {
        if (from.equals(to) || to.equals(Path.of("bundles/api"))) {
            return true;
        }
        if (from.equals(Path.of("bundles/testkit"))) {
            return Stream.of("core", "steps", "triggers", "policies")
                    .anyMatch(part -> to.startsWith(Path.of("bundles", part)));
        }
        if (from.equals(Path.of("bundles/testkit-shipped"))) {
            // No code: it gathers what a sequence's test is run with.
            return to.equals(Path.of("bundles/testkit")) || to.startsWith("bundles/policies");
        }
        return from.startsWith("bundles/core") && to.equals(Path.of("bundles/core/store-jdbc"));
    }

    private static boolean mayExport(Path module, String name) {
        if (name.endsWith(".internal") || name.contains(".internal.")) {
            return false;
        }
        return switch (module.toString()) {
            case "bundles/api" -> true;
            case "bundles/core/store-jdbc" -> name.equals("io.ripen.core.store");
            case "bundles/testkit" -> name.startsWith("io.ripen.testkit");
            default -> false;
        };
    }

    /** The module that a class was compiled in; null for the JDK and libraries. */
    private static Path moduleOf(JavaClass type) {
        return type.getSource()
                .filter(source -> "file".equals(source.getUri().getScheme()))
                .map(source -> Path.of(source.getUri()))
                .flatMap(file -> modules.stream()
                        .filter(module ->
                                file.startsWith(Artifacts.ROOT.resolve(module).resolve("target")))
                        .findFirst())
                .orElse(null);
    }

    /** Modules that a pom depends on, except in its tests. */
    private static List<Path> dependenciesOf(Path module) throws Exception {
        NodeList found = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Artifacts.ROOT.resolve(module).resolve("pom.xml").toFile())
                .getElementsByTagName("dependency");
        List<Path> result = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            Element dependency = (Element) found.item(i);
            if (!"test".equals(text(dependency, "scope"))) {
                String artifact = text(dependency, "artifactId");
                modules.stream()
                        .filter(other -> artifact.equals(artifactOf(other)))
                        .forEach(result::add);
            }
        }
        return result;
    }

    private static String artifactOf(Path module) {
        try {
            Element project = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(Artifacts.ROOT.resolve(module).resolve("pom.xml").toFile())
                    .getDocumentElement();
            for (int i = 0; i < project.getChildNodes().getLength(); i++) {
                if ("artifactId".equals(project.getChildNodes().item(i).getNodeName())) {
                    return project.getChildNodes().item(i).getTextContent().strip();
                }
            }
            return "";
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the pom of " + module, e);
        }
    }

    private static String text(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    /** Names of the packages in an Export-Package header: what stands outside of quotes and before attributes. */
    private static Set<String> packagesOf(String header) {
        if (header == null) {
            return Set.of();
        }
        return Stream.of(header.replaceAll("\"[^\"]*\"", "").split(","))
                .map(clause -> clause.split(";")[0].strip())
                .collect(Collectors.toSet());
    }

    /** The framework counts each getService; LateService gets once and gives back. */
    @Test
    void aServiceThatIsTakenLateIsTakenByLateService() {
        List<String> offenders = new ArrayList<>();
        for (JavaClass each : classes) {
            if (!each.getPackageName().equals("io.ripen.service")) {
                Stream.concat(each.getMethodCallsFromSelf().stream(), each.getMethodReferencesFromSelf().stream())
                        .filter(access -> access.getTargetOwner()
                                        .getName()
                                        .equals("org.osgi.service.component.ComponentServiceObjects")
                                && access.getName().equals("getService"))
                        .forEach(access -> offenders.add(access.getDescription()));
            }
        }
        assertThat(classes.contain("io.ripen.service.LateService")).isTrue();
        assertThat(offenders).isEmpty();
    }
}
