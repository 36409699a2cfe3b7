package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.LaterOutcome;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.report.DeliveryHealth;
import io.ripen.health.HealthCheck.Status;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A channel")
class ChannelReachTest {
    private static final Outcome REFUSED_CONNECTION =
            new Outcome.Unavailable(Duration.ofSeconds(1), "Connection refused.", "");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-30T12:00:00Z"));
    private final ChannelReach reach = new ChannelReach(now::get);

    @Test
    void is_told_after_three_attempts_in_a_row_without_success_between() {
        reach.heard("email", REFUSED_CONNECTION);
        reach.heard("email", REFUSED_CONNECTION);
        assertThat(reach.unreached()).isEmpty();
        reach.heard("sms", REFUSED_CONNECTION);

        reach.heard("email", REFUSED_CONNECTION);

        assertThat(reach.unreached()).containsOnlyKeys("email");
        assertThat(reach.unreached().get("email")).contains("3 attempts in a row", "12:00:00", "Connection refused.");
    }

    @Test
    void recovers_by_one_message_that_goes_through_or_is_refused_by_its_provider() {
        for (Outcome answer : new Outcome[] {new Outcome.Accepted("SM1"), new Outcome.Refused("21610", "Opted out.")}) {
            for (int i = 0; i < 5; i++) {
                reach.heard("sms", REFUSED_CONNECTION);
            }
            assertThat(reach.unreached()).containsKey("sms");
            reach.heard("sms", answer);
            assertThat(reach.unreached()).isEmpty();
        }
    }

    @Test
    void that_is_not_tried_any_more_is_forgotten() {
        for (int i = 0; i < 5; i++) {
            reach.heard("sms", REFUSED_CONNECTION);
        }
        now.set(now.get().plus(Duration.ofMinutes(16)));
        assertThat(reach.unreached()).isEmpty();
        reach.heard("sms", REFUSED_CONNECTION);
        assertThat(reach.unreached()).isEmpty();
    }

    @Test
    void that_answers_again_is_told_no_more_and_when_none_answers_that_is_critical() {
        AtomicReference<Outcome> answer = new AtomicReference<>(REFUSED_CONNECTION);
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", channel(answer, AddressKind.PHONE));
        channels.add("email", channel(answer, AddressKind.EMAIL));
        channels.add("call", new Channel() {
            @Override
            public Outcome send(OutboundMessage message) {
                return new Outcome.Accepted("1");
            }

            @Override
            public AddressKind addressKind() {
                return AddressKind.PHONE;
            }

            @Override
            public LaterOutcome laterOutcome() {
                return new LaterOutcome("call.completed", Duration.ofDays(2));
            }
        });
        try (Stores stores = Stores.inMemory(StoreOptions.PLAIN)) {
            Teams nobody = (Teams) Proxy.newProxyInstance(
                    Teams.class.getClassLoader(), new Class<?>[] {Teams.class}, (self, method, arguments) -> null);
            DeliveryGate gate = DeliveryGate.untracked(
                    stores,
                    nobody,
                    channels,
                    new InstalledPolicies(),
                    AttemptTokens.of(stores),
                    new GateSettings(Set.of()));
            DeliveryHealth health = new DeliveryHealth(stores, gate);
            assertThat(health.check().status()).isEqualTo(Status.OK);

            three(gate, "email", stores.clock().instant());
            assertThat(health.check().status()).isEqualTo(Status.WARN);
            assertThat(health.check().message())
                    .contains("'email'", "Connection refused.")
                    .doesNotContain("'sms'");

            three(gate, "sms", stores.clock().instant());
            assertThat(health.check().status()).isEqualTo(Status.CRITICAL);
            assertThat(health.check().message()).contains("No channel reaches its provider", "'email'", "'sms'");

            answer.set(new Outcome.Accepted("SM1"));
            three(gate, "sms", stores.clock().instant());
            three(gate, "email", stores.clock().instant());
            assertThat(health.check().status()).isEqualTo(Status.OK);
        }
    }

    private static void three(DeliveryGate gate, String channel, Instant now) {
        for (int i = 0; i < 3; i++) {
            gate.send(
                    new Admitted(
                            1,
                            1,
                            now,
                            false,
                            new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of()),
                            ANN,
                            channel,
                            "+14155550100",
                            null,
                            "Hello",
                            null,
                            Map.of(),
                            now.plus(Duration.ofHours(1))),
                    () -> true);
        }
    }

    private static Channel channel(AtomicReference<Outcome> answer, AddressKind kind) {
        return new Channel() {
            @Override
            public Outcome send(OutboundMessage message) {
                return answer.get();
            }

            @Override
            public AddressKind addressKind() {
                return kind;
            }
        };
    }

    private static final Contact ANN = new Contact(
            new ContactId(1),
            TeamId.DEFAULT,
            null,
            "Ann",
            null,
            null,
            null,
            "+14155550100",
            Set.of(),
            null,
            null,
            null,
            null,
            0,
            null,
            null,
            Consent.UNKNOWN,
            Map.of(),
            Instant.EPOCH,
            1);
}
