package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a provider is told of the window in which a message may reach the lead. */
class ValidityTest {
    private final List<OutboundMessage> sent = new ArrayList<>();

    @Test
    void is_what_is_left_of_the_window() {
        Finding finding = send(1, Duration.ofHours(7));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).validity()).isBetween(Duration.ofHours(7).minusMinutes(5), Duration.ofHours(7));
        assertThat(finding).isEqualTo(new Finding.Answered(new Outcome.Accepted("P")));
    }

    /** The provider's clock is the real one: of a day that lasts three seconds it would make nothing. */
    @Test
    void is_not_told_on_a_clock_that_runs_faster_than_the_provider_s() {
        send(30_000, Duration.ofDays(7));

        assertThat(sent).hasSize(1);
        assertThat(sent.get(0).validity()).isNull();
    }

    @Test
    void that_is_over_sends_nothing() {
        Finding finding = send(1, Duration.ofSeconds(-1));

        assertThat(sent).isEmpty();
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Answered.class,
                        answered -> assertThat(answered.outcome()).isInstanceOf(Outcome.Unavailable.class));
    }

    private Finding send(double speed, Duration left) {
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", new Texts());
        try (Stores stores = Stores.inMemory(new StoreOptions(speed, null, ""))) {
            Teams nobody = (Teams) Proxy.newProxyInstance(
                    Teams.class.getClassLoader(), new Class<?>[] {Teams.class}, (self, method, arguments) -> null);
            DeliveryGate gate = DeliveryGate.untracked(
                    stores,
                    nobody,
                    channels,
                    new InstalledPolicies(),
                    AttemptTokens.of(stores),
                    new GateSettings(Set.of()));
            Instant now = stores.clock().instant();
            return gate.send(
                    new Admitted(
                            1,
                            1,
                            now,
                            false,
                            new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of()),
                            ANN,
                            "sms",
                            "+14155550100",
                            null,
                            "Hello",
                            null,
                            Map.of(),
                            now.plus(left)),
                    () -> true);
        }
    }

    private final class Texts implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            sent.add(message);
            return new Outcome.Accepted("P");
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.PHONE;
        }
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
