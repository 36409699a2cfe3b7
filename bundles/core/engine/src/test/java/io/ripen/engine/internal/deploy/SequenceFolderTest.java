package io.ripen.engine.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.engine.internal.compile.Kinds;
import io.ripen.message.Hint;
import io.ripen.sequence.SequenceId;
import io.ripen.step.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files dropped, changed, broken, mended, removed; each look is called by hand. */
class SequenceFolderTest {
    private static final SequenceId WELCOME = new SequenceId("welcome");

    @TempDir
    Path root;

    private final Workshop workshop = new Workshop();
    private SequenceFolder folder;

    @BeforeEach
    void firstLook() throws IOException {
        restart();
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    private void restart() throws IOException {
        restart(workshop.installed);
    }

    private void restart(InstalledKinds kinds) throws IOException {
        workshop.start(kinds);
        folder = new SequenceFolder(
                new FolderReader(root, workshop.clock), workshop.deployments, workshop.clock.machine(), "one");
        folder.look();
    }

    private void twoLooks() throws IOException {
        folder.look();
        workshop.clock.pass(Duration.ofSeconds(1));
        folder.look();
    }

    private void longAfter() throws IOException {
        workshop.clock.pass(FolderLooks.MISSING);
        folder.look();
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(workshop.clock.instant()));
    }

    private void route(String path, String id, String steps) throws IOException {
        write(path, Workshop.source(id, steps).xml());
    }

    private int number() {
        return workshop.deployments.find(WELCOME).orElseThrow().number();
    }

    @Test
    void aDroppedFolderIsDeployedOnceItIsWhole() throws IOException {
        write("sequences/welcome/a.sms", "Hi");
        write("sequences/welcome/README.md", "read me");
        write("sequences/welcome/welcome.xml", "<routes><route id=\"wel");
        folder.look();
        workshop.clock.pass(Duration.ofSeconds(1));
        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"one\" uri=\"sms:a\"/>");
        folder.look();
        assertThat(workshop.deployments.find(WELCOME)).isEmpty();

        folder.look();
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems()).isEmpty();
    }

    @Test
    void anEditIsNoDifferenceToTellBeforeItIsTakenIn() throws IOException {
        write("sequences/welcome/a.sms", "Hi");
        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"one\" uri=\"sms:a\"/>");
        twoLooks();
        workshop.clock.pass(FolderLooks.SETTLED);
        folder.look();
        assertThat(folder.complaints()).isEmpty();

        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"one\" uri=\"sms:nothing-there\"/>");
        folder.look();
        assertThat(folder.complaints())
                .as("nobody knows yet what becomes of it")
                .isEmpty();
        workshop.clock.pass(Duration.ofSeconds(1));
        folder.look();
        assertThat(folder.complaints()).as("its problems are told instead").isEmpty();
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems()).isNotEmpty();
    }

    @Test
    void aFileMayLieStraightInTheFolderOrInSequences() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        route("sequences/other.xml", "other", "<log message=\"x\"/>");
        twoLooks();

        assertThat(workshop.deployments.inService()).containsExactlyInAnyOrder(WELCOME, new SequenceId("other"));
    }

    /** {@code move:NAME} leads to another sequence. */
    private static final class MoveStep implements Step {
        @Override
        public Action prepare(String path, Map<String, String> options) {
            return (lead, effects) -> effects.enroll(new SequenceId(path), "");
        }

        @Override
        public Set<String> sequences(String path, Map<String, String> options) {
            return Set.of(path);
        }
    }

    private List<String> hints(String id) {
        return workshop.deployments.find(new SequenceId(id)).orElseThrow().hints().stream()
                .map(Hint::message)
                .toList();
    }

    @Test
    void aStepMayNameASequenceThatIsDeployedLater() throws IOException {
        workshop.installed.step("move", new MoveStep()).lint(source -> List.of());
        route("first.xml", "first", "<to uri=\"move:welcomed\"/>");
        twoLooks();
        assertThat(hints("first"))
                .containsExactly("move:welcomed names the sequence 'welcomed', and there is none of this name.");

        route("welcomed.xml", "welcomed", "<to uri=\"contact:tag?add=Welcome\"/>");
        twoLooks();
        assertThat(hints("first")).isEmpty();
    }

    @Test
    void filesOfOneFolderMayNameEachOtherWhicheverIsTakenInFirst() throws IOException {
        List<String> known = new ArrayList<>();
        InstalledKinds kinds = Kinds.usual().step("move", new MoveStep());
        kinds.lint(source -> {
            known.add(source.name() + " " + kinds.sequences());
            return List.of();
        });
        restart(kinds);
        route("first.xml", "first", "<to uri=\"move:second\"/>");
        route("second.xml", "second", "<to uri=\"move:third\"/>");
        route("third.xml", "third", "<to uri=\"broken:x\"/>");
        twoLooks();

        assertThat(known).contains("first.xml [first, second, third]");
        assertThat(hints("first")).isEmpty();
        assertThat(hints("second")).isEmpty();
    }

    @Test
    void aBrokenFileKeepsTheRevisionBeforeItAndAMendedOneReplacesIt() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        route("welcome.xml", "welcome", "<log message=\"${nonsense}\"/>");
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
        assertThat(number()).isEqualTo(1);
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(4));

        route("welcome.xml", "welcome", "<log message=\"mended\"/>");
        twoLooks();
        assertThat(number()).isEqualTo(2);
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems()).isEmpty();
    }

    @Test
    void anEditedTemplateIsANewRevision() throws IOException {
        write("sequences/welcome/a.sms", "Hi");
        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"one\" uri=\"sms:a\"/>");
        twoLooks();
        write("sequences/welcome/a.sms", "Hello");
        twoLooks();

        assertThat(number()).isEqualTo(2);
        assertThat(workshop.deployments.current(WELCOME).orElseThrow().template("a.sms"))
                .hasValue("Hello");
    }

    @Test
    void aTouchedFileIsNotANewRevision() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        workshop.clock.pass(Duration.ofHours(1));
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();

        assertThat(number()).isEqualTo(1);
    }

    @Test
    void aRemovedFileTakesTheSequenceOutOfService() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        Files.delete(root.resolve("welcome.xml"));
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME))
                .as("an editor may be saving")
                .isPresent();
        longAfter();

        assertThat(workshop.deployments.current(WELCOME)).isEmpty();
    }

    @Test
    void aFileThatIsNotThereAtTheStartTakesNothingOutOfService() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        Files.delete(root.resolve("welcome.xml"));
        restart();
        longAfter();

        assertThat(workshop.deployments.inService()).containsExactly(WELCOME);
        assertThat(folder.complaints())
                .singleElement()
                .asString()
                .contains("There is no sequence in the folder " + root + " of node one");
    }

    @Test
    void afterARestartEverythingIsHandedOverAgain() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        workshop.clock.pass(Duration.ofHours(1));
        route("welcome.xml", "welcome", "<log message=\"edited while it was down\"/>");
        workshop.clock.pass(Duration.ofHours(1));
        restart();

        assertThat(number()).isEqualTo(2);
    }

    @Test
    void aSecondFileOfTheSameIdIsRefusedUntilTheFirstIsGone() throws IOException {
        route("sequences/welcome/welcome.xml", "welcome", "<log message=\"first\"/>");
        twoLooks();
        route("welcome.xml", "welcome", "<log message=\"second\"/>");
        twoLooks();
        assertThat(number()).isEqualTo(1);
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("two files"));

        Files.delete(root.resolve("sequences/welcome/welcome.xml"));
        twoLooks();
        longAfter();
        longAfter();
        assertThat(number()).isEqualTo(2);
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems()).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreTold() throws IOException {
        Files.write(root.resolve("welcome.xml"), new byte[] {'<', (byte) 0xE4, '>'});
        write("My Sequence.xml", "<routes/>");
        twoLooks();

        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems().toString())
                .contains("UTF-8");
        assertThat(folder.problems().toString()).contains("My Sequence.xml");
    }

    @Test
    void aFolderThatIsNotThereChangesNothing() throws IOException {
        route("welcome.xml", "welcome", "<log message=\"x\"/>");
        twoLooks();
        SequenceFolder elsewhere = new SequenceFolder(
                new FolderReader(root.resolve("nowhere"), workshop.clock),
                workshop.deployments,
                workshop.clock.machine(),
                "one");

        assertThatThrownBy(elsewhere::look).isInstanceOf(IOException.class);
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
    }

    private void aRouteThatTexts(String template) throws IOException {
        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"one\" uri=\"sms:" + template + "\"/>");
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path secret = Files.writeString(elsewhere.resolve("passwd"), "root:x:0:0");
        aRouteThatTexts("a");
        Files.createSymbolicLink(root.resolve("sequences/welcome/a.sms"), secret);
        twoLooks();
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("a.sms");
                    assertThat(problem.message())
                            .contains("symbolic link", "not")
                            .doesNotContain("root:x");
                });
        assertThat(workshop.deployments.source(WELCOME)).isEmpty();
    }

    @Test
    void aFolderOrARouteThatIsALinkOutOfTheFolderIsNotFollowedEither(@TempDir Path elsewhere) throws IOException {
        Files.writeString(
                elsewhere.resolve("welcome.xml"),
                Workshop.source("welcome", "<to id=\"w\" uri=\"wait:1 day\"/>").xml());
        Files.createDirectories(root.resolve("sequences"));
        Files.createSymbolicLink(root.resolve("sequences/welcome"), elsewhere);
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME)).isEmpty();
        assertThat(workshop.deployments
                        .find(WELCOME)
                        .orElseThrow()
                        .problems()
                        .get(0)
                        .message())
                .contains("symbolic link");
    }

    @Test
    void aLinkFromASequenceIntoThePlumbingIsNotFollowed() throws IOException {
        Files.createDirectories(root.resolve("plumbing"));
        Path secret = Files.writeString(root.resolve("plumbing/twilio.xml"), "password=hunter2");
        aRouteThatTexts("a");
        Files.createSymbolicLink(root.resolve("sequences/welcome/a.sms"), secret);
        twoLooks();
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .contains("symbolic link", "plumbing")
                        .doesNotContain("hunter2"));

        Files.delete(root.resolve("sequences/welcome/a.sms"));
        Files.createSymbolicLink(root.resolve("sequences/welcome/a.sms"), Path.of("../../plumbing/twilio.xml"));
        twoLooks();
        assertThat(workshop.deployments.source(WELCOME)).isEmpty();
    }

    @Test
    void linksWithinTheFolderWorkAsAConfigMapMakesThem() throws IOException {
        write("sequences/welcome/..2026_11_30/a.sms", "Hi");
        write(
                "sequences/welcome/..2026_11_30/welcome.xml",
                Workshop.source("welcome", "<to id=\"one\" uri=\"sms:a\"/>").xml());
        Path folder = root.resolve("sequences/welcome");
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_30"));
        Files.createSymbolicLink(folder.resolve("a.sms"), Path.of("..data/a.sms"));
        Files.createSymbolicLink(folder.resolve("welcome.xml"), Path.of("..data/welcome.xml"));
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
    }

    @Test
    void aTemplateThatIsTooLargeIsToldAsSuch() throws IOException {
        aRouteThatTexts("a");
        write("sequences/welcome/a.sms", "x".repeat(300_000));
        twoLooks();
        assertThat(workshop.deployments.find(WELCOME).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file()).isEqualTo("a.sms");
                    assertThat(problem.message()).contains("300000 bytes").doesNotContain("not there");
                });
        write("sequences/welcome/a.sms", "Hi");
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
    }

    @Test
    void aFileThatCannotBeTakenInKeepsNoOtherFromIt() throws IOException {
        workshop.installed.step("deep", (path, options) -> {
            throw new StackOverflowError("deep");
        });
        workshop.start(workshop.installed);
        folder = new SequenceFolder(
                new FolderReader(root, workshop.clock), workshop.deployments, workshop.clock.machine(), "one");
        folder.look();
        route("sequences/a/a.xml", "a", "<to uri=\"deep:x\"/>");
        route("sequences/welcome/welcome.xml", "welcome", "<to id=\"w\" uri=\"wait:1 day\"/>");
        twoLooks();
        assertThat(workshop.deployments.current(WELCOME)).isPresent();
        assertThat(workshop.deployments.find(new SequenceId("a")).orElseThrow().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("StackOverflowError"));
    }
}
