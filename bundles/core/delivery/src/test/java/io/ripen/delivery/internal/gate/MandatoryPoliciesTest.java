package io.ripen.delivery.internal.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.report.DeliveryHealth;
import io.ripen.health.HealthCheck.Result;
import io.ripen.health.HealthCheck.Status;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("policies.mandatory")
class MandatoryPoliciesTest {
    private static final UnitOfWork WORK = action -> {};
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of(values("block, consent, suppression"), Set.of("block", "consent", "suppression")),
                Arguments.of(values("block,consent,suppression"), Set.of("block", "consent", "suppression")),
                Arguments.of(values("  block ,\tconsent,, suppression , "), Set.of("block", "consent", "suppression")),
                Arguments.of(values("block", "consent", "suppression"), Set.of("block", "consent", "suppression")),
                Arguments.of(values("block, consent", "suppression"), Set.of("block", "consent", "suppression")),
                Arguments.of(values("suppression, suppression"), Set.of("suppression")),
                Arguments.of(values("suppression"), Set.of("suppression")),
                Arguments.of(values(""), Set.of()),
                Arguments.of(values(" , "), Set.of()),
                Arguments.of(values(), Set.of()));
    }

    private static Object values(String... values) {
        return values;
    }

    @ParameterizedTest
    @MethodSource("written")
    void is_read_as_a_line_of_a_file_or_as_a_list(String[] written, Set<String> types) {
        assertThat(GateSettings.of(config(written)).mandatory()).containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void has_all_that_keep_leads_from_harm_when_nothing_is_written() throws Exception {
        String[] usual =
                (String[]) GateConfig.class.getMethod("policies_mandatory").getDefaultValue();
        assertThat(GateSettings.of(config(usual)).mandatory())
                .containsExactlyInAnyOrder("block", "consent", "frequency-caps", "pace", "quiet-hours", "suppression");
    }

    @ParameterizedTest
    @ValueSource(strings = {"supression", "Suppression", "block;suppression", "block suppression"})
    void with_a_name_that_no_policy_has_holds_everything_and_says_which(String wrong) {
        InstalledPolicies installed = new InstalledPolicies();
        installed.add("suppression", (sends, work) -> Collections.nCopies(sends.size(), Decision.ALLOW));
        installed.add("block", (sends, work) -> Collections.nCopies(sends.size(), Decision.ALLOW));
        Set<String> mandatory = GateSettings.of(config("block, " + wrong)).mandatory();
        Policing policing = new Policing(installed, mandatory, 1);

        List<Ruling> rulings =
                policing.decideSends(WORK, List.of(send(1, SendPath.SEQUENCE), send(2, SendPath.HAND)), NOON);
        assertThat(rulings).hasSize(2).allSatisfy(ruling -> {
            assertThat(ruling.policy()).isEqualTo(wrong);
            assertThat(ruling.decision()).isInstanceOfSatisfying(Decision.Hold.class, hold -> {
                assertThat(hold.until()).isAfter(NOON);
                assertThat(hold.reason())
                        .isEqualTo("The policy '" + wrong + "' is mandatory and not installed, so nothing is sent."
                                + " Install its bundle, or take it out of policies.mandatory.");
            });
        });
        assertThat(policing.missing()).containsExactly(wrong);
        assertThat(health(installed, mandatory)).satisfies(result -> {
            assertThat(result.status()).isEqualTo(Status.CRITICAL);
            assertThat(result.message()).contains(": " + wrong + ".");
        });

        installed.add(wrong, (sends, work) -> Collections.nCopies(sends.size(), Decision.ALLOW));
        try (Stores stores = Stores.inMemory(StoreOptions.PLAIN)) {
            List<Ruling> now = stores.transactions()
                    .call(work -> policing.decideSends(work, List.of(send(1, SendPath.SEQUENCE)), NOON));
            assertThat(now).containsExactly(Ruling.ALLOWED);
        }
    }

    private static Result health(InstalledPolicies installed, Set<String> mandatory) {
        try (Stores stores = Stores.inMemory(StoreOptions.PLAIN)) {
            Teams nobody = (Teams) Proxy.newProxyInstance(
                    Teams.class.getClassLoader(), new Class<?>[] {Teams.class}, (self, method, arguments) -> null);
            return new DeliveryHealth(
                            stores,
                            DeliveryGate.untracked(
                                    stores,
                                    nobody,
                                    new InstalledChannels(),
                                    installed,
                                    AttemptTokens.of(stores),
                                    new GateSettings(mandatory)))
                    .check();
        }
    }

    private static Send send(long id, SendPath path) {
        Team team = new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of());
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
                NOON,
                1);
        return new Send(
                new MessageId(id),
                path,
                team,
                ann,
                "sms",
                AddressKind.PHONE,
                "+14155550100",
                "Hello",
                NOON,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    private static GateConfig config(String... mandatory) {
        return (GateConfig) Proxy.newProxyInstance(
                GateConfig.class.getClassLoader(),
                new Class<?>[] {GateConfig.class},
                (self, method, arguments) ->
                        method.getName().equals("policies_mandatory") ? mandatory : method.getDefaultValue());
    }
}
