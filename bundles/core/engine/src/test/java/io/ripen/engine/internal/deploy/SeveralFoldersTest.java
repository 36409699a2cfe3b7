package io.ripen.engine.internal.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.core.store.SequenceRow;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.compile.Kinds;
import io.ripen.sequence.SequenceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with folders of their own over one database: nothing is withdrawn or turned back unless somebody wants it. */
class SeveralFoldersTest {
    private static final SequenceId DRIP = new SequenceId("drip");
    private static final String FILE = "sequences/drip/drip.xml";
    private static final Duration LEASE = Duration.ofSeconds(30);

    @TempDir
    Path disk;

    private final Workshop workshop = new Workshop();
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
        workshop.close();
    }

    /** A node of the product as far as folders go; each look is called by hand. */
    private final class Node {
        final Path root;
        private final String name;
        private final GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(false), AllowList.forSequences());
        private final Deployments deployments;
        private final SequenceFolder folder;
        private final long row;
        private boolean alive = true;

        Node(String name) {
            this.name = name;
            root = disk.resolve(name);
            InstalledKinds kinds = Kinds.usual();
            deployments = new Deployments(
                            workshop.stores.transactions(),
                            workshop.stores.sequences(),
                            workshop.stores.revisions(),
                            workshop.clock,
                            new Compiler(camel, kinds, AllowList.forSequences()),
                            kinds)
                    .besides(OtherNodes.of(
                            workshop.stores.machineTransactions(), workshop.stores.nodes(), workshop.clock.machine()));
            folder = new SequenceFolder(
                    new FolderReader(root, workshop.clock), deployments, workshop.clock.machine(), name);
            row = workshop.stores
                    .transactions()
                    .call(work -> workshop.stores
                            .nodes()
                            .register(
                                    work,
                                    name,
                                    workshop.clock.now(),
                                    workshop.clock.now().plus(LEASE)));
            nodes.add(this);
        }

        /** What happens each second. */
        void second() {
            if (alive) {
                workshop.stores
                        .transactions()
                        .call(work -> workshop.stores
                                .nodes()
                                .heartbeat(
                                        work,
                                        row,
                                        workshop.clock.now(),
                                        workshop.clock.now().plus(LEASE)));
                deployments.refresh();
                look();
            }
        }

        void look() {
            try {
                folder.look();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        void stop() {
            alive = false;
            workshop.stores.transactions().call(work -> {
                workshop.stores.nodes().unregister(work, row);
                return row;
            });
        }

        /** Its row stays until somebody finds the lease run out. */
        void kill() {
            alive = false;
        }

        boolean runs(int number) {
            return deployments
                    .find(DRIP)
                    .filter(each ->
                            each.number() == number && deployments.current(DRIP).isPresent())
                    .isPresent();
        }

        String complaints() {
            return String.join(" ", folder.complaints());
        }

        void close() {
            deployments.close();
            camel.close();
        }
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            workshop.clock.pass(Duration.ofSeconds(1));
            nodes.forEach(Node::second);
        }
    }

    private Node start(String name) {
        Node node = new Node(name);
        node.deployments.refresh();
        node.look();
        pass(8);
        return node;
    }

    private void save(String node, String path, String words) {
        try {
            Path file = disk.resolve(node).resolve(path);
            Files.createDirectories(file.getParent());
            String id = path.substring(path.lastIndexOf('/') + 1).replace(".xml", "");
            Files.writeString(
                    file,
                    Workshop.source(id, "<log message=\"" + words + "\"/>").xml());
            touch(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void touch(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(workshop.clock.now()));
    }

    /** A folder as it is on the disk before a node starts: written long ago. */
    private void has(String node, String path, String words) {
        save(node, path, words);
        try {
            FileTime then = FileTime.from(workshop.clock.now().minus(Duration.ofHours(1)));
            Files.setLastModifiedTime(disk.resolve(node).resolve(path), then);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SequenceRow row() {
        return workshop.stores
                .transactions()
                .call(work -> workshop.stores.sequences().find(work, "drip"))
                .orElseThrow();
    }

    private void assertRuns(int number) {
        assertThat(row().deployed()).as("in service").isTrue();
        assertThat(row().number()).isEqualTo(number);
        assertThat(nodes).filteredOn(node -> node.alive).allMatch(node -> node.runs(number));
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void aNodeWhoseFolderLacksASequenceTakesNothingOutOfService() {
        has("one", FILE, "1");
        start("one");
        has("two", "sequences/other.xml", "other");
        Node two = start("two");
        pass(20);

        assertRuns(1);
        assertThat(two.deployments.inService()).contains(DRIP, new SequenceId("other"));
        assertThat(two.complaints()).isEmpty();
    }

    @Test
    void anEmptyFolderTakesNothingOutOfServiceAndIsTold() throws IOException {
        has("one", FILE, "1");
        start("one");
        Files.createDirectories(disk.resolve("two/sequences"));
        Node two = start("two");
        pass(20);

        assertRuns(1);
        assertThat(two.complaints())
                .contains("There is no sequence in the folder", disk.resolve("two") + " of node two");
    }

    @Test
    void theStartOfANodeWithAnOlderFileTurnsNothingBackAndTouchingItDoes() throws IOException {
        has("one", FILE, "1");
        has("two", FILE, "1");
        start("one");
        Node two = start("two");
        save("one", FILE, "2");
        pass(3);
        assertRuns(2);
        two.stop();

        for (int i = 0; i < 2; i++) {
            two = start("two");
            assertRuns(2);
            assertThat(two.complaints())
                    .contains(
                            "The folder " + two.root + " of node two has older texts than what runs",
                            "'drip' (revision 1 here, revision 2 runs: the folder " + disk.resolve("one"),
                            "save the file again");
            two.stop();
        }

        two = start("two");
        touch(two.root.resolve(FILE));
        pass(3);
        assertRuns(1);
        assertThat(row().changedBy()).isEqualTo("the folder " + two.root + " of node two");
        assertThat(two.complaints()).isEmpty();
        assertThat(nodes.get(0).complaints()).contains("'drip' (revision 2 here, revision 1 runs");
    }

    @Test
    void anOlderFileIsLeftAloneAlsoByANodeThatStartsAlone() throws IOException {
        has("one", FILE, "1");
        Node one = start("one");
        save("one", FILE, "2");
        pass(3);
        one.stop();
        has("one", FILE, "1");
        one = start("one");

        assertRuns(2);
        assertThat(one.complaints()).contains("revision 1 here, revision 2 runs");
    }

    @Test
    void anEditBackToAnOldTextIsAnOrder() {
        has("one", FILE, "1");
        Node one = start("one");
        save("one", FILE, "2");
        pass(10);
        save("one", FILE, "1");
        pass(3);

        assertRuns(1);
        assertThat(one.complaints()).isEmpty();
    }

    @Test
    void aNewTextOfANodeThatStartsAloneIsDeployed() {
        has("one", FILE, "1");
        start("one").stop();
        has("one", FILE, "edited while it was down");
        start("one");

        assertRuns(2);
    }

    @Test
    void aNewTextOfANodeThatStartsBesideOthersWaitsForAnOrderAndDoesNotSlipInLater() throws IOException {
        has("one", FILE, "1");
        Node one = start("one");
        has("two", FILE, "of another distribution");
        Node two = start("two");
        pass(60);
        assertRuns(1);
        assertThat(two.complaints()).contains("new texts that do not run", "'drip' (a text here that never ran");

        one.stop();
        pass(60);
        assertRuns(1);
        two.stop();
        two = start("two");
        pass(60);
        assertRuns(1);

        touch(two.root.resolve(FILE));
        pass(3);
        assertRuns(2);
    }

    @Test
    void aNodeThatIsRestartedBesideOneThatJustStartedCountsAsAtWork() {
        has("one", FILE, "1");
        Node one = start("one");
        has("two", FILE, "of another distribution");
        Node two = new Node("two");
        two.deployments.refresh();
        two.look();
        one.stop();
        pass(60);

        assertRuns(1);
    }

    @Test
    void aKilledNodeCountsAsAtWorkOnlyUntilItsLeaseEnds() {
        has("one", FILE, "1");
        Node one = start("one");
        one.kill();
        save("one", FILE, "edited while it was down");
        workshop.clock.pass(Duration.ofSeconds(5));
        Node again = start("one");
        assertThat(row().number()).as("the lease still runs").isEqualTo(1);
        assertThat(again.complaints()).doesNotContain("never ran");

        pass(30);
        assertRuns(2);
    }

    @Test
    void aRollingUpgradeChangesNothingBetweenItsStepsAndOneTouchEndsIt() throws IOException {
        List<String> names = List.of("one", "two", "three");
        for (String name : names) {
            has(name, FILE, "1");
            has(name, "sequences/own-" + name + ".xml", "own");
            start(name);
        }
        save("one", "sequences/shipped.xml", "old");
        pass(3);
        save("two", FILE, "2");
        pass(3);
        assertRuns(2);

        // Each node is stopped and started from a fresh folder: no sequences of our own, the others older and newer
        // than what runs.
        for (int i = 0; i < names.size(); i++) {
            nodes.get(i).stop();
            delete(disk.resolve(names.get(i)));
            has(names.get(i), FILE, "1");
            has(names.get(i), "sequences/shipped.xml", "new");
            has(names.get(i), "sequences/added.xml", "added");
            start(names.get(i));
            assertRuns(2);
        }
        Node last = nodes.get(nodes.size() - 1);
        assertThat(last.deployments.inService())
                .extracting(SequenceId::value)
                .containsExactlyInAnyOrder("drip", "own-one", "own-two", "own-three", "shipped", "added");
        assertThat(last.complaints())
                .contains(
                        "'drip' (revision 1 here, revision 2 runs",
                        "'shipped' (a text here that never ran, revision 1 runs");

        touch(last.root.resolve("sequences/shipped.xml"));
        pass(3);
        assertThat(last.complaints()).doesNotContain("shipped");
        assertThat(last.deployments
                        .find(new SequenceId("shipped"))
                        .orElseThrow()
                        .number())
                .isEqualTo(2);
        assertRuns(2);
    }

    @Test
    void aFileThatIsRemovedWhileItsNodeWatchesTakesTheSequenceOutAndSaysWhere() throws IOException {
        has("one", FILE, "1");
        has("two", FILE, "1");
        Node one = start("one");
        Node two = start("two");
        delete(one.root.resolve("sequences/drip"));
        pass(4);
        assertRuns(1);
        pass(3);

        assertThat(row().deployed()).isFalse();
        assertThat(row().changedBy())
                .isEqualTo("its file " + FILE + " was removed from the folder " + one.root + " of node one");
        assertThat(two.deployments.inService()).isEmpty();
        assertThat(two.complaints()).contains("has files of sequences that were removed", row().changedBy());

        two.stop();
        two = start("two");
        assertThat(row().deployed()).as("a start brings nothing back").isFalse();
        two.stop();
        has("two", FILE, "new");
        two = start("two");
        assertThat(row().deployed()).as("nor does a new text at a start").isFalse();

        touch(two.root.resolve(FILE));
        pass(3);
        assertRuns(2);
    }

    @Test
    void removingAFileThatIsNotWhatRunsTakesNothingOut() throws IOException {
        has("one", FILE, "1");
        has("two", FILE, "1");
        start("one");
        Node two = start("two");
        save("one", FILE, "2");
        pass(3);
        Files.delete(two.root.resolve(FILE));
        pass(20);

        assertRuns(2);
    }

    @Test
    void aFolderThatIsEmptiedWhileWatchedTakesNothingOutAndIsLookedAtAnewWhenItIsFilled() throws IOException {
        has("one", FILE, "1");
        has("one", "sequences/other.xml", "other");
        Node one = start("one");
        save("one", FILE, "2");
        pass(10);
        delete(one.root.resolve("sequences"));
        pass(20);
        assertRuns(2);
        assertThat(one.deployments.inService()).hasSize(2);
        assertThat(one.complaints()).contains("There is no sequence in the folder");

        save("one", FILE, "1");
        pass(20);
        assertRuns(2);
        assertThat(one.deployments.inService()).hasSize(2);
        assertThat(one.complaints()).contains("revision 1 here, revision 2 runs");
    }

    @Test
    void aFolderThatIsExchangedForAnotherOneIsLookedAtAnew() throws IOException {
        has("one", FILE, "1");
        Node one = start("one");
        save("one", FILE, "2");
        pass(10);
        has("elsewhere", "sequences/other.xml", "other");
        has("elsewhere", FILE, "1");
        Files.move(one.root, disk.resolve("aside"));
        Files.move(disk.resolve("elsewhere"), one.root);
        pass(20);
        assertRuns(2);
        assertThat(one.deployments.inService()).hasSize(2);

        Files.move(one.root, disk.resolve("elsewhere"));
        assertThatThrownBy(() -> one.folder.look()).isInstanceOf(IOException.class);
        Files.createDirectories(one.root);
        pass(20);
        assertRuns(2);
        assertThat(one.deployments.inService()).hasSize(2);
    }

    @Test
    void aFileThatMovesToAnotherFolderIsNeitherRemovedNorSaved() throws IOException {
        has("one", FILE, "1");
        has("two", FILE, "1");
        start("one");
        Node two = start("two");
        Files.createDirectories(two.root.resolve("sequences/mail"));
        Files.move(two.root.resolve(FILE), two.root.resolve("sequences/mail/drip.xml"));
        pass(20);
        assertRuns(1);

        save("one", FILE, "2");
        pass(10);
        Files.move(two.root.resolve("sequences/mail/drip.xml"), two.root.resolve("sequences/drip.xml"));
        pass(20);
        assertRuns(2);
        Files.delete(two.root.resolve("sequences/drip.xml"));
        pass(20);
        assertRuns(2);
    }

    @Test
    void aCheckoutOrAnEditorThatRemovesAndWritesAnewIsAnEdit() throws IOException {
        has("one", FILE, "1");
        Node one = start("one");
        Files.delete(one.root.resolve(FILE));
        pass(3);
        assertRuns(1);
        save("one", FILE, "2");
        pass(10);

        assertRuns(2);
        assertThat(row().deployed()).isTrue();
    }

    @Test
    void aRenamedFileIsAnotherSequence() throws IOException {
        has("one", FILE, "1");
        Node one = start("one");
        save("one", "sequences/drip/drip-two.xml", "1");
        Files.delete(one.root.resolve(FILE));
        pass(10);

        assertThat(one.deployments.inService()).containsExactly(new SequenceId("drip-two"));
    }

    /** As the kubelet lays out a ConfigMap: each update is a folder of its own, and one link is switched. */
    @Test
    void aVolumeThatIsWrittenAnewAsAWholeOrdersOnlyWhatChangedInIt() throws IOException {
        has("one", FILE, "1");
        start("one");
        Path root = Files.createDirectories(disk.resolve("two"));
        volume(root, "..v1", "1", "a");
        Files.createSymbolicLink(root.resolve("..data"), Path.of("..v1"));
        Files.createSymbolicLink(root.resolve("drip.xml"), Path.of("..data/drip.xml"));
        Files.createSymbolicLink(root.resolve("other.xml"), Path.of("..data/other.xml"));
        Node two = start("two");
        save("one", FILE, "2");
        pass(10);
        assertRuns(2);

        // The other file is edited: the older text of drip is written anew too, and does not count as saved.
        volume(root, "..v2", "1", "b");
        switchTo(root, "..v2");
        pass(10);
        assertThat(two.deployments.find(new SequenceId("other")).orElseThrow().number())
                .isEqualTo(2);
        assertRuns(2);

        volume(root, "..v3", "3", "b");
        switchTo(root, "..v3");
        pass(10);
        assertRuns(3);

        Files.delete(root.resolve("drip.xml"));
        pass(10);
        assertThat(row().deployed()).isFalse();
    }

    private void volume(Path root, String version, String drip, String other) {
        save(root.getFileName().toString(), version + "/drip.xml", drip);
        save(root.getFileName().toString(), version + "/other.xml", other);
        workshop.clock.pass(Duration.ofSeconds(10));
    }

    private static void switchTo(Path root, String version) throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("..data_tmp"), Path.of(version));
        Files.move(
                link,
                root.resolve("..data"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
