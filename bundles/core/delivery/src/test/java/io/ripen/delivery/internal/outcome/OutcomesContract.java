package io.ripen.delivery.internal.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.Consequence;
import io.ripen.channel.ConsequenceTable;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.NewMessage;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.delivery.FailureReaction.Kind;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.policy.Suppressions;
import io.ripen.time.RipenClock;
import io.ripen.transaction.UnitOfWork;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Opt-outs at the provider and repeated soft bounces, against a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutcomesContract {
    private static final ConsequenceTable CODES =
            ConsequenceTable.read(new ByteArrayInputStream("""
            21610,refused,opted-out,kept,goes-on,The number told Twilio STOP.
            4.2.2,waits,soft,kept,goes-on,The mailbox is full.
            *,refused,kept,kept,goes-on,Refused.
            """.getBytes(StandardCharsets.UTF_8)));

    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final List<Event> told = new ArrayList<>();
    private boolean intakeFails;
    private Stores stores;
    private Aftermath aftermath;
    private ProviderOptOuts optOuts;
    private int leads;

    abstract Stores open(StoreOptions options);

    @BeforeAll
    void openStores() {
        stores = open(StoreOptions.with(new TurnedClock()));
    }

    @BeforeEach
    void start() {
        told.clear();
        intakeFails = false;
        leads++;
        optOuts = node();
        aftermath = aftermath(optOuts);
    }

    @AfterAll
    void stop() {
        stores.close();
    }

    private ProviderOptOuts node() {
        return ProviderOptOuts.of(stores, Intake::new);
    }

    private Aftermath aftermath(ProviderOptOuts optOuts) {
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", new Said(AddressKind.PHONE));
        channels.add("email", new Said(AddressKind.EMAIL));
        return Aftermath.of(
                stores, channels, new KeptBlocks(stores), new Listed(), SoftBounces.of(stores, 3, 30), optOuts);
    }

    @Test
    void who_told_the_provider_stop_opts_out_by_the_one_intake_once() {
        MessageRow text = message("sms", "+1415555" + (1000 + leads));
        say(aftermath, text, Kind.REFUSED, "21610");
        say(aftermath, text, Kind.UNDELIVERED, "21610");

        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("opt-out:provider:" + text.id());
            assertThat(event.type()).isEqualTo("opt-out");
            assertThat(event.address()).as("all contacts that have the number").isEqualTo(text.address());
            assertThat(event.contact()).isNull();
            assertThat(event.data())
                    .containsEntry("channel", "sms")
                    .containsEntry("source", "provider")
                    .containsEntry("address", text.address())
                    .containsEntry("message", Long.toString(text.id()));
        });
        assertThat(suppressed(AddressKind.PHONE, text.address())).contains("told Twilio STOP");
    }

    @Test
    void what_could_not_be_told_is_told_later_by_any_node() {
        MessageRow text = message("sms", "+1415555" + (1000 + leads));
        intakeFails = true;
        say(aftermath, text, Kind.REFUSED, "21610");
        assertThat(told).isEmpty();
        assertThat(suppressed(AddressKind.PHONE, text.address())).isNotEmpty();

        intakeFails = false;
        node().tell();
        optOuts.tell();
        assertThat(told).extracting(Event::id).containsExactly("opt-out:provider:" + text.id());
    }

    @Test
    void what_is_rolled_back_is_not_told() {
        MessageRow text = message("sms", "+1415555" + (1000 + leads));
        assertThatThrownBy(() -> stores.transactions().call(work -> {
                    aftermath.of(work, List.of(new Aftermath.Said(text, Kind.REFUSED, "21610", "")));
                    throw new IllegalStateException("The settling failed.");
                }))
                .hasMessage("The settling failed.");
        optOuts.tell();
        assertThat(told).isEmpty();
    }

    @Test
    void three_mails_within_the_window_give_an_address_up_whichever_node_saw_them() {
        String address = "full" + leads + "@leads.example";
        Aftermath other = aftermath(node());
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        now = now.plus(Duration.ofDays(14));
        say(other, message("email", address), Kind.UNDELIVERED, "4.2.2");
        assertThat(suppressed(AddressKind.EMAIL, address)).isEmpty();
        now = now.plus(Duration.ofDays(15));
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");

        assertThat(suppressed(AddressKind.EMAIL, address))
                .isEqualTo("3 messages in 30 days did not reach the address. The provider answered with code 4.2.2. The"
                        + " mailbox is full.");
        assertThat(told).as("nobody opted out").isEmpty();
    }

    @Test
    void what_is_older_does_not_count_and_who_is_freed_has_the_whole_chance_again() {
        String address = "slow" + leads + "@leads.example";
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        now = now.plus(Duration.ofDays(31));
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        assertThat(suppressed(AddressKind.EMAIL, address)).isEmpty();
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        assertThat(suppressed(AddressKind.EMAIL, address)).isNotEmpty();

        stores.transactions()
                .call(work -> stores.suppressions()
                        .remove(work, AddressKind.EMAIL, address, stores.clock().instant()));
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        say(aftermath, message("email", address), Kind.UNDELIVERED, "4.2.2");
        assertThat(suppressed(AddressKind.EMAIL, address)).isEmpty();
    }

    @Test
    void what_is_tried_again_and_the_same_mail_twice_do_not_count() {
        String address = "twice" + leads + "@leads.example";
        MessageRow mail = message("email", address);
        for (int i = 0; i < 5; i++) {
            say(aftermath, mail, Kind.UNDELIVERED, "4.2.2");
            say(aftermath, message("email", address), Kind.NOT_SENT, "4.2.2");
        }
        assertThat(suppressed(AddressKind.EMAIL, address)).isEmpty();
    }

    private void say(Aftermath by, MessageRow message, Kind kind, String code) {
        stores.transactions().call(work -> {
            by.of(work, List.of(new Aftermath.Said(message, kind, code, "")));
            return code;
        });
    }

    private String suppressed(AddressKind kind, String address) {
        return new Listed()
                .find(kind, address)
                .map(Suppressions.Suppression::reason)
                .orElse("");
    }

    private MessageRow message(String channel, String address) {
        return stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.MESSAGE);
            stores.messages()
                    .insert(
                            work,
                            List.of(new NewMessage(
                                    id,
                                    "default",
                                    7,
                                    id,
                                    "welcome",
                                    "hello",
                                    1,
                                    channel,
                                    address,
                                    null,
                                    "Hi",
                                    null,
                                    Map.of(),
                                    MessageState.SENDING,
                                    1,
                                    null,
                                    null,
                                    null,
                                    null,
                                    now,
                                    now,
                                    now,
                                    null)));
            return stores.messages().find(work, id).orElseThrow();
        });
    }

    /** Keeps events as the intake does: each id once. */
    private final class Intake implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        @Override
        public Receipt receive(Event event) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> events) {
            if (intakeFails) {
                throw new IllegalStateException("The intake is away.");
            }
            for (Event each : events) {
                if (told.stream().noneMatch(before -> before.id().equals(each.id()))) {
                    told.add(each);
                }
            }
            return List.of();
        }
    }

    private final class Listed implements Suppressions {
        @Override
        public Optional<Standing> find(Actor by, AddressKind kind, String address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
            return stores.suppressions().among(work, kind, addresses);
        }

        @Override
        public Optional<Suppression> find(AddressKind kind, String address) {
            return Optional.ofNullable(stores.transactions()
                    .call(work -> among(work, kind, List.of(address)))
                    .get(address));
        }

        @Override
        public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
            return stores.suppressions().add(work, new Suppression(kind, address, reason, now));
        }

        @Override
        public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
            return stores.suppressions()
                    .remove(work, kind, address, stores.clock().instant());
        }
    }

    private record Said(AddressKind addressKind) implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            return new Outcome.Accepted("x");
        }

        @Override
        public Consequence consequence(String code) {
            return CODES.of(code);
        }
    }

    private final class TurnedClock implements RipenClock {
        @Override
        public InstantSource machine() {
            return () -> now;
        }

        @Override
        public double speed() {
            return 1;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
