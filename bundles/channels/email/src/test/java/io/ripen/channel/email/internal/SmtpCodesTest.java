package io.ripen.channel.email.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Scope;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Consequence;
import io.ripen.channel.Consequence.ForAddress;
import io.ripen.channel.Consequence.ForMessage;
import io.ripen.channel.Consequence.ForSender;
import io.ripen.channel.Consequence.ForSequence;
import io.ripen.core.store.MessageRow;
import io.ripen.delivery.MessageState;
import io.ripen.policy.Blocks;
import io.ripen.sandbox.Fault;
import io.ripen.task.Task;
import io.ripen.task.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of smtp-codes.csv through the real gate, the real channel, the shipped route and the sandbox's mail server. */
@DisplayName("A mail server's codes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmtpCodesTest {
    private static final Path DOCS = Path.of("../../../docs/provider-outcomes.md");
    private static final String TEMPLATE = "Subject: Hello\n\nHi Ann.";

    private MailWorld world;
    private MailGate gate;
    private int bounced;

    @BeforeAll
    void start() throws Exception {
        world = new MailWorld();
        gate = new MailGate(world.channel);
    }

    @AfterAll
    void stop() {
        gate.close();
        world.close();
    }

    static Stream<String> lines() {
        // What no line names cannot come as an SMTP answer, which begins with 4 or 5.
        return SmtpCodes.TABLE.rows().keySet().stream().filter(code -> !code.equals("*"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void does_to_message_contact_sender_and_sequence_what_its_line_says(String line) {
        Consequence row = SmtpCodes.TABLE.rows().get(line);
        String code = example(line);
        assertThat(SmtpCodes.TABLE.of(code).meaning())
                .as("the line that counts")
                .isEqualTo(row.meaning());

        MessageRow message = play(line, code);

        if (row.message() == ForMessage.WAITS) {
            assertThat(message.state()).isEqualTo(MessageState.PLANNED);
            assertThat(message.heldUntil()).as("tried again").isNotNull();
        } else {
            assertThat(message.state()).isEqualTo(MessageState.REFUSED);
            assertThat(message.code()).isEqualTo(code);
        }
        assertThat(message.reason()).as("the server's words").contains(code);
        assertThat(isSuppressed(message)).isEqualTo(row.address() == ForAddress.INVALID);
        if (row.address() == ForAddress.SOFT) {
            assertThatTheThirdGivesTheAddressUp(row, line, code, message);
        }
        boolean stopped = row.sender() == ForSender.STOPPED;
        boolean paused = row.sequence() == ForSequence.PAUSED;
        assertThat(lifted("sender:default/email")).as("sender").isEqualTo(stopped);
        assertThat(lifted("sequence:default/" + MailGate.SEQUENCE))
                .as("sequence")
                .isEqualTo(paused);
        assertThat(doneAlarms()).as("somebody is told").isEqualTo(stopped || paused ? 1 : 0);
    }

    private void assertThatTheThirdGivesTheAddressUp(Consequence row, String line, String code, MessageRow first) {
        boolean atOnce = row.message() == ForMessage.REFUSED;
        for (int i = 1; i <= (atOnce ? 2 : 3); i++) {
            assertThat(isSuppressed(first)).as("after %s", i).isFalse();
            MessageRow next = play(line, code);
            if (!atOnce) {
                assertThat(isSuppressed(first)).as("it is still tried").isFalse();
                gate.comesBack(next, code, false, true);
                assertThat(isSuppressed(first)).as("it is only late").isFalse();
                gate.comesBack(next, code, false, false);
            }
        }
        assertThat(isSuppressed(first)).isTrue();
    }

    @Test
    void a_mail_that_came_back_counts_once_however_often_it_does() {
        String address = "full@leads.example";
        MessageRow first = gate.sequenceMail(address, TEMPLATE);
        assertThat(first.state()).isEqualTo(MessageState.ACCEPTED);
        gate.comesBack(first, "4.2.2", false, false);
        gate.comesBack(first, "4.2.2", false, false);
        gate.comesBack(first, "4.2.2", false, false);
        assertThat(isSuppressed(first)).isFalse();
        assertThat(state(first)).isEqualTo(MessageState.UNDELIVERED);
        gate.comesBack(gate.sequenceMail(address, TEMPLATE), "", false, false);
        assertThat(isSuppressed(first)).isFalse();
        gate.comesBack(gate.sequenceMail("Full@Leads.example", TEMPLATE), "5.2.2", false, false);
        assertThat(isSuppressed(first)).isTrue();
    }

    @Test
    void the_page_shows_the_table_that_counts_and_no_line_besides() throws Exception {
        List<String> page = Files.readAllLines(DOCS).stream()
                .dropWhile(line -> !line.equals("## E-mail"))
                .takeWhile(line -> !line.startsWith("### Headers"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| code "))
                .toList();
        List<String> table = SmtpCodes.TABLE.rows().entrySet().stream()
                .map(each -> "| "
                        + String.join(
                                " | ",
                                each.getKey().replace("*", "…"),
                                word(each.getValue().message()),
                                word(each.getValue().address()),
                                word(each.getValue().sender()),
                                word(each.getValue().sequence()),
                                each.getValue().meaning())
                        + " |")
                .toList();
        assertThat(page).isEqualTo(table);
    }

    private MessageRow play(String line, String code) {
        if (line.equals("535")) {
            world.sandbox.dropConnections();
            world.sandbox.fail(Fault.SMTP_UNAUTHORIZED, 1);
            return gate.sequenceMail("login" + bounced++ + "@leads.example", TEMPLATE);
        }
        boolean enhanced = code.indexOf('.') > 0;
        String reply = enhanced ? (code.startsWith("4") ? "451-" : "550-") + code : code;
        return gate.sequenceMail("smtp-" + reply + "@leads.example", TEMPLATE);
    }

    /** A code that the line stands for. */
    private static String example(String line) {
        if (!line.endsWith("*")) {
            return line;
        }
        String begin = line.substring(0, line.length() - 1);
        return begin.length() == 1 ? begin + ".0.0" : begin + ".99";
    }

    private boolean isSuppressed(MessageRow message) {
        return !gate.stores
                .transactions()
                .call(work -> gate.stores.suppressions().among(work, AddressKind.EMAIL, List.of(message.address())))
                .isEmpty();
    }

    private MessageState state(MessageRow message) {
        return gate.stores
                .transactions()
                .call(work -> gate.stores.messages().find(work, message.id()))
                .orElseThrow()
                .state();
    }

    /** Whether it was set; it is not any more. */
    private boolean lifted(String block) {
        List<String> set = gate.blocks.all().stream().map(Blocks.Block::name).toList();
        gate.stores.transactions().call(work -> gate.blocks.lift(work, block, "test"));
        return set.contains(block);
    }

    private int doneAlarms() {
        return gate.stores.transactions().call(work -> {
            List<Task> open = gate.stores
                    .tasks()
                    .list(work, Scope.all(), new Tasks.Query(null, null, null, Task.State.OPEN, 0, 10));
            assertThat(open).allSatisfy(task -> assertThat(task.kind()).isEqualTo("alarm"));
            gate.stores.tasks().completeAll(work, 1, "alarm", "done", MailWorld.CLOCK.instant(), null);
            return open.size();
        });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
