package io.ripen.delivery.internal.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.Consequence;
import io.ripen.channel.ConsequenceTable;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.FailureEvents;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.delivery.FailureReaction.Failure;
import io.ripen.delivery.FailureReaction.Kind;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.policy.Blocks.Block;
import io.ripen.task.TaskDraft;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a provider said no")
class AftermathTest {
    private static final String ANN = "+14155550101";
    private static final ConsequenceTable CODES =
            ConsequenceTable.read(new ByteArrayInputStream("""
            21610,refused,opted-out,kept,goes-on,The number told Twilio STOP.
            30003,undelivered,kept,kept,goes-on,The handset cannot be reached now.
            30005,undelivered,invalid,kept,goes-on,The number is unknown.
            30007,undelivered,kept,kept,paused,The carrier filtered the text.
            30034,undelivered,kept,stopped,goes-on,The sender is not registered.
            *,refused,kept,kept,goes-on,Refused.
            """.getBytes(StandardCharsets.UTF_8)));

    private final Stores stores = Stores.inMemory(StoreOptions.PLAIN);
    private final InstalledChannels channels = new InstalledChannels();
    private final KeptBlocks blocks = new KeptBlocks(stores);
    private final List<TaskDraft> alarms = new ArrayList<>();
    private final Aftermath aftermath = Aftermath.of(stores, channels, blocks).telling(kept());

    AftermathTest() {
        channels.add("sms", new Texts());
        stores.transactions().call(work -> {
            stores.outboxConsumers().register(work, "counts", Set.of(FailureEvents.TYPE), Instant.EPOCH);
            return work;
        });
        stores.transactions().call(work -> stores.outbox().refresh(work));
    }

    /** What those who count failures are told after the commit. */
    private List<Failure> told() {
        return stores
                .transactions()
                .call(work -> stores.outbox()
                        .claim(
                                work,
                                "counts",
                                stores.clock().machine().instant().plusSeconds(60),
                                1,
                                100))
                .stream()
                .map(FailureEvents::read)
                .toList();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void a_number_that_is_no_more_is_never_written_to_again() {
        say(Kind.UNDELIVERED, "30005");

        assertThat(suppressed()).contains("30005").contains("The number is unknown.");
        assertThat(blocks.all()).isEmpty();
    }

    @Test
    void a_number_that_told_the_provider_to_stop_counts_as_an_opt_out() {
        say(Kind.REFUSED, "21610");

        assertThat(suppressed()).contains("told Twilio STOP");
        assertThat(told()).extracting(Failure::kind).containsExactly(Kind.OPTED_OUT);
    }

    @Test
    void a_filtered_text_pauses_its_sequence_once_and_somebody_gets_one_task() {
        say(Kind.UNDELIVERED, "30007");
        say(Kind.UNDELIVERED, "30007");

        assertThat(blocks.all()).extracting(Block::name).containsExactly("sequence:default/welcome");
        assertThat(suppressed()).isEmpty();
        assertThat(alarms).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("alarm");
            assertThat(task.title()).isEqualTo("Sequence welcome is paused for team default");
            assertThat(task.script()).contains("30007").contains("'sequence:default/welcome'");
        });
    }

    @Test
    void a_sender_that_is_not_registered_is_stopped_and_nobody_is_suppressed() {
        say(Kind.UNDELIVERED, "30034");

        assertThat(blocks.all()).extracting(Block::name).containsExactly("sender:default/sms");
        assertThat(suppressed()).isEmpty();
    }

    @Test
    void what_may_pass_and_what_nobody_knows_change_nothing_but_are_counted() {
        say(Kind.UNDELIVERED, "30003");
        say(Kind.REFUSED, "99999");
        say(Kind.UNDELIVERED, "");

        assertThat(suppressed()).isEmpty();
        assertThat(blocks.all()).isEmpty();
        assertThat(alarms).isEmpty();
        assertThat(told()).extracting(Failure::kind).containsExactly(Kind.UNDELIVERED, Kind.REFUSED, Kind.UNDELIVERED);
    }

    private void say(Kind kind, String code) {
        stores.transactions().call(work -> {
            aftermath.of(work, List.of(new Aftermath.Said(toAnn(), kind, code, "")));
            return code;
        });
    }

    private String suppressed() {
        return stores.transactions()
                .call(work -> stores.suppressions().among(work, AddressKind.PHONE, List.of(ANN)).values().stream()
                        .map(each -> each.reason())
                        .findFirst()
                        .orElse(""));
    }

    /** Only making tasks is asked for. */
    private Tasks kept() {
        return (Tasks) Proxy.newProxyInstance(
                Tasks.class.getClassLoader(), new Class<?>[] {Tasks.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("create")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    alarms.add((TaskDraft) arguments[2]);
                    return new TaskId(alarms.size());
                });
    }

    private static MessageRow toAnn() {
        return new MessageRow(
                7,
                "default",
                1,
                3,
                "welcome",
                "hello",
                1,
                "sms",
                ANN,
                null,
                "Hi",
                null,
                Map.of(),
                MessageState.UNDELIVERED,
                "SM1",
                1,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }

    private static final class Texts implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            return new Outcome.Accepted("SM1");
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.PHONE;
        }

        @Override
        public Consequence consequence(String code) {
            return CODES.of(code);
        }
    }
}
