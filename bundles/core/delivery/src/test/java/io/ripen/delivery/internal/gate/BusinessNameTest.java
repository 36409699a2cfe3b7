package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing goes to a lead under the name "Default". */
class BusinessNameTest {
    private final Stores stores = Stores.inMemory(StoreOptions.PLAIN);
    private Team team = named("Default", Map.of());

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void aTeamWithoutANameWritesToNobodyAndSaysWhatToDo() {
        assertThat(admit(true, false)).isInstanceOfSatisfying(GateAnswer.Hold.class, hold -> {
            assertThat(hold.policy()).isEqualTo("business-name");
            assertThat(hold.reason())
                    .contains("'default'", "\"Default\"", "PUT /api/v1/teams/default", "within 5 minutes");
            assertThat(Duration.between(stores.clock().instant(), hold.until())).isLessThan(Duration.ofMinutes(6));
            assertThat(hold.fresh()).isTrue();
        });
        assertThat(admit(true, true))
                .isInstanceOfSatisfying(
                        GateAnswer.Hold.class,
                        hold -> assertThat(hold.fresh()).as("told once").isFalse());
    }

    @Test
    void whatWaitedGoesOutUnderTheNameThatTheTeamGotAtLast() {
        admit(true, false);
        team = named("Harbor Homes", Map.of());
        assertThat(admit(true, true))
                .isInstanceOfSatisfying(
                        GateAnswer.Go.class,
                        go -> assertThat(go.message().text()).isEqualTo("Harbor Homes: Hi Ann!"));
    }

    @Test
    void theSettingIsANameAsWell() {
        team = named("Default", Map.of("businessName", "Harbor Homes"));
        assertThat(admit(true, false))
                .isInstanceOfSatisfying(
                        GateAnswer.Go.class,
                        go -> assertThat(go.message().text()).isEqualTo("Harbor Homes: Hi Ann!"));
        for (String none : List.of("default", " Default ", "  ")) {
            assertThat(named("DEFAULT", Map.of("businessName", none)).hasBusinessName())
                    .as(none)
                    .isFalse();
        }
        assertThat(named("Default Risk Advisors", Map.of()).hasBusinessName()).isTrue();
    }

    @Test
    void whoSwitchesItOffGetsWhatTheyAskFor() {
        assertThat(admit(false, false)).isInstanceOf(GateAnswer.Go.class);
    }

    private static Team named(String name, Map<String, Object> settings) {
        return new Team(TeamId.DEFAULT, name, ZoneOffset.UTC, "US", settings);
    }

    private GateAnswer admit(boolean needed, boolean resumed) {
        Teams teams = (Teams) Proxy.newProxyInstance(
                Teams.class.getClassLoader(),
                new Class<?>[] {Teams.class},
                (self, method, arguments) -> Optional.of(team));
        InstalledChannels channels = new InstalledChannels();
        channels.add("sms", new Texts());
        DeliveryGate gate = DeliveryGate.untracked(
                stores,
                teams,
                channels,
                new InstalledPolicies(),
                AttemptTokens.of(stores),
                new GateSettings(Set.of(), Closing.NONE, needed));
        return stores.transactions()
                .call(work -> gate.admit(work, List.of(request(resumed))).get(0));
    }

    private TouchRequest request(boolean resumed) {
        Contact ann = new Contact(
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
        return new TouchRequest(
                7,
                ann,
                new SequenceId("hello"),
                new StepId("first"),
                1,
                "sms",
                "first",
                Map.of(),
                Map.of(),
                "r1",
                file -> Optional.of("{{team.business_name}}: Hi {{contact.first_name}}!"),
                5,
                stores.clock().instant(),
                null,
                resumed,
                null);
    }

    private static final class Texts implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            return new Outcome.Accepted("P");
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.PHONE;
        }
    }
}
