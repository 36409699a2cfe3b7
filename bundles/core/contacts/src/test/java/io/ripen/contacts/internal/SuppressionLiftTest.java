package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.Suppressions.Lifted;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may see and take back that an address must not be written to. */
class SuppressionLiftTest {
    private static final String NUMBER = "+14155550100";
    private static final Actor ADMIN = new Actor(Actor.Kind.PERSON, null, "root", true, Map.of());

    private final CrmFixture crm = new CrmFixture();
    private final ConsentBook consents = new ConsentBook(crm.stores);
    private final SuppressionList suppressions = new SuppressionList(crm.stores, consents);

    @AfterEach
    void close() {
        crm.close();
    }

    private static Actor person(Role role, String team) {
        return new Actor(Actor.Kind.PERSON, null, "kim", false, Map.of(new TeamId(team), role));
    }

    private void suppressed(boolean byTheLead) {
        crm.stores.transactions().call(work -> {
            if (byTheLead) {
                consents.keep(
                        work,
                        List.of(new ConsentRecord(
                                AddressKind.PHONE,
                                NUMBER,
                                "sms",
                                ConsentRecord.State.OUT,
                                "sms",
                                "STOP",
                                CrmFixture.NOW,
                                null,
                                TeamId.DEFAULT,
                                null)));
            }
            return suppressions.add(work, AddressKind.PHONE, NUMBER, byTheLead ? "STOP" : "A dead number.");
        });
    }

    @Test
    void an_opt_out_stays_unless_the_lead_agreed_and_nothing_is_changed() {
        suppressed(true);

        assertThat(suppressions.lift(ADMIN, AddressKind.PHONE, NUMBER, "A good lead.", false))
                .isEqualTo(Lifted.OPTED_OUT);

        assertThat(suppressions.find(ADMIN, AddressKind.PHONE, NUMBER))
                .get()
                .satisfies(standing -> assertThat(standing.optedOut()).isTrue());
    }

    @Test
    void the_leads_own_words_are_kept_as_consent() {
        suppressed(true);

        assertThat(suppressions.lift(ADMIN, AddressKind.PHONE, NUMBER, "\"Do text me\", on the phone.", true))
                .isEqualTo(Lifted.LIFTED);

        assertThat(suppressions.find(ADMIN, AddressKind.PHONE, NUMBER)).isEmpty();
        ConsentRecord newest = crm.stores
                .transactions()
                .call(work -> consents.newest(work, AddressKind.PHONE, "sms", List.of(NUMBER)))
                .get(NUMBER);
        assertThat(newest.state()).isEqualTo(ConsentRecord.State.IN);
        assertThat(newest.wording()).isEqualTo("\"Do text me\", on the phone.");
        assertThat(newest.by()).isEqualTo("root");
    }

    @Test
    void an_address_that_no_contact_of_the_team_has_is_not_there() {
        suppressed(false);
        Actor stranger = person(Role.MANAGER, "other");

        assertThat(suppressions.find(stranger, AddressKind.PHONE, NUMBER)).isEmpty();
        assertThat(suppressions.lift(stranger, AddressKind.PHONE, NUMBER, "Again.", false))
                .isEqualTo(Lifted.NOT_SUPPRESSED);
        assertThat(suppressions.find(ADMIN, AddressKind.PHONE, NUMBER)).isPresent();
    }

    @Test
    void a_manager_of_a_contact_with_the_address_lifts_it_and_an_agent_does_not() {
        Contact ann = crm.create(CrmFixture.draft(null, "(415) 555-0100"));
        suppressed(false);
        String team = ann.team().value();

        assertThat(suppressions.find(person(Role.VIEWER, team), AddressKind.PHONE, NUMBER))
                .isPresent();
        assertThatThrownBy(() -> suppressions.lift(
                        person(Role.AGENT, team), AddressKind.PHONE, NUMBER, "It rings again.", false))
                .isInstanceOf(RefusedException.class);
        assertThat(suppressions.lift(person(Role.MANAGER, team), AddressKind.PHONE, NUMBER, "It rings again.", false))
                .isEqualTo(Lifted.LIFTED);
        assertThat(suppressions.find(ADMIN, AddressKind.PHONE, NUMBER)).isEmpty();
    }
}
