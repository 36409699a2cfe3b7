package io.ripen.testkit;

import static io.ripen.testkit.TestLead.lead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.crm.Contact;
import io.ripen.delivery.Message;
import io.ripen.health.HealthCheck;
import io.ripen.sequence.EnrollmentState;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceDescription;
import io.ripen.sequence.SequenceId;
import io.ripen.timeline.TimelineEntry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three whole nodes on one PostgreSQL, each with a folder of its own, while leads wait: none of the folders takes a sequence
 * out of service or turns one back by being what it is.
 */
@Timeout(180)
class SeveralFoldersTest {
    private static final SequenceId DRIP = new SequenceId("drip");
    private static final Duration SOON = Duration.ofSeconds(20);
    private static EmbeddedPostgres server;

    @TempDir
    Path disk;

    private final RecordingChannel sms = RecordingChannel.sms();
    private final List<LiveNode> nodes = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @AfterEach
    void close() {
        nodes.forEach(LiveNode::close);
    }

    private LiveNode node(String name) {
        LiveNode node = LiveNode.open(
                server.getJdbcUrl("postgres", "postgres"),
                "postgres",
                "",
                1,
                SequenceTester.setup().channel(sms));
        nodes.add(node);
        node.watch(disk.resolve(name), name);
        node.start();
        return node;
    }

    private void write(String node, String id, String wait, String second) throws IOException {
        Path folder =
                Files.createDirectories(disk.resolve(node).resolve("sequences").resolve(id));
        Files.writeString(folder.resolve("first.sms"), "First");
        Files.writeString(folder.resolve("second.sms"), second);
        Files.writeString(folder.resolve(id + ".xml"), """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="%1$s">
                    <from uri="sequence:%1$s?on=contact.created&amp;tag=%1$s"/>
                    <to id="first" uri="sms:first"/>
                    <to id="pause" uri="wait:%2$s"/>
                    <to id="second" uri="sms:second"/>
                  </route>
                </routes>
                """.formatted(id, wait));
    }

    /** As files of a distribution are: written long before the node starts. */
    private void age(String node) throws IOException {
        try (Stream<Path> all = Files.walk(disk.resolve(node))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(30))));
            }
        }
    }

    private void delete(String node) throws IOException {
        try (Stream<Path> all = Files.walk(disk.resolve(node))) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static Optional<SequenceDescription> drip(LiveNode node) {
        return node.sequences().find(DRIP);
    }

    private static void awaitDrip(LiveNode node, int number) {
        await("revision " + number)
                .atMost(SOON)
                .until(() -> drip(node).filter(each -> each.number() == number).isPresent());
    }

    private static void awaitComplaint(LiveNode node, String words) {
        await(words).atMost(SOON).until(() -> node.folderHealth().message().contains(words));
    }

    private static List<String> texts(LiveNode node, Contact contact) {
        return node.messages(contact.id()).stream().map(Message::text).toList();
    }

    @Test
    void leadsGoThroughWhateverTheFoldersOfTheOtherNodesAre() throws IOException {
        write("one", "drip", "25 seconds", "Second");
        age("one");
        LiveNode one = node("one");
        awaitDrip(one, 1);
        List<Contact> leads = one.create(List.of(
                lead("Ann").tag("drip"), lead("Bob").tag("drip"), lead("Eve").tag("drip")));
        await("first texts").atMost(SOON).until(() -> sms.accepted().size() == leads.size());
        write("one", "drip", "25 seconds", "Second, edited");
        awaitDrip(one, 2);

        // A node with an empty folder, and one from a distribution with an older text and sequences of its own.
        Files.createDirectories(disk.resolve("two/sequences"));
        LiveNode two = node("two");
        write("three", "drip", "25 seconds", "Second");
        write("three", "shipped", "1 second", "Shipped");
        age("three");
        LiveNode three = node("three");
        awaitComplaint(two, "There is no sequence in the folder");
        awaitComplaint(three, "'drip' (revision 1 here, revision 2 runs");
        assertThat(three.folderHealth().status()).isEqualTo(HealthCheck.Status.WARN);
        awaitDrip(two, 2);

        // The first one is upgraded: a fresh folder with a text that nobody knows.
        one.close();
        nodes.remove(one);
        delete("one");
        write("one", "drip", "1 second", "Second, of the next distribution");
        age("one");
        LiveNode again = node("one");
        awaitComplaint(again, "'drip' (a text here that never ran, revision 2 runs");

        for (Contact lead : leads) {
            await("the end of " + lead.id())
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> again
                            .enrollments()
                            .list(Actor.part("the test"), new Enrollments.Query(null, DRIP, null, lead.id(), 0, 10))
                            .stream()
                            .allMatch(run -> run.state() == EnrollmentState.COMPLETED));
            assertThat(texts(again, lead)).containsExactly("First", "Second, edited");
            assertThat(again.timeline(lead.id()))
                    .extracting(TimelineEntry::kind)
                    .doesNotContain("parked");
        }
        for (LiveNode node : nodes) {
            assertThat(drip(node)).get().extracting(SequenceDescription::number).isEqualTo(2);
        }
        assertThat(again.sequences().find(new SequenceId("shipped"))).isPresent();

        // What is wanted is done: saved on one node, it runs on all.
        Files.setLastModifiedTime(disk.resolve("one/sequences/drip/drip.xml"), FileTime.from(Instant.now()));
        awaitDrip(again, 3);
        awaitDrip(three, 3);
        delete("one/sequences/drip");
        await("out of service, as its only file was removed")
                .atMost(SOON)
                .until(() -> drip(three).isEmpty());
        awaitComplaint(three, "was removed from the folder");
    }
}
