package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.policy.OptOutLists;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people change in a team stands in the audit log, with who did it and what it was before. */
class RecordedChangesTest {
    private static final Actor KIM = new Actor(Actor.Kind.PERSON, null, "kim", true, Map.of());
    private static final TeamId SHOP = new TeamId("shop");

    private final CrmFixture crm = new CrmFixture();
    private final SuppressionList suppressions = new SuppressionList(crm.stores, new ConsentBook(crm.stores));

    @AfterEach
    void close() {
        crm.close();
    }

    private List<AuditEntry> entries(String target) {
        Audit.Query query = new Audit.Query(null, target, null, null, null, null, 10);
        return crm.stores.transactions().call(work -> crm.stores.audit().list(work, Scope.all(), query));
    }

    @Test
    void a_team_and_each_setting_of_it() {
        crm.teams.save(KIM, new Team(SHOP, "Shop", ZoneId.of("UTC"), "US", Map.of("caps", 3, "same", "x")));
        crm.teams.save(KIM, new Team(SHOP, "Shop", ZoneId.of("UTC"), "DE", Map.of("caps", 4, "same", "x")));
        crm.teams.save(KIM, new Team(SHOP, "Shop", ZoneId.of("UTC"), "DE", Map.of("caps", 4, "same", "x")));

        List<AuditEntry> entries = entries("team:shop");
        assertThat(entries).extracting(AuditEntry::action).containsExactly("team.changed", "team.created");
        assertThat(entries.get(0).by().name()).isEqualTo("kim");
        assertThat(entries.get(0).team()).isEqualTo(SHOP);
        assertThat(entries.get(0).values())
                .isEqualTo(Map.of("region", new Change.Value("US", "DE"), "settings.caps", new Change.Value(3, 4)));
    }

    @Test
    void a_lifted_suppression_without_the_address_in_what_stays_readable() {
        Contact ann = crm.create(CrmFixture.draft(null, "(415) 555-0100"));
        crm.stores
                .transactions()
                .call(work -> suppressions.add(work, AddressKind.PHONE, "+14155550100", "A dead number."));

        suppressions.lift(KIM, AddressKind.PHONE, "+14155550100", "It rings again.", false);

        assertThat(entries("contact:" + ann.id())).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("suppression.lifted");
            assertThat(entry.values()).containsKeys("kind", "address", "reason");
        });
    }

    @Test
    void a_list_of_opt_outs_by_its_size() {
        ListedOptOuts lists = new ListedOptOuts(crm.stores, crm.teams, suppressions, crm.intake);
        lists.keep(
                KIM,
                List.of(
                        new OptOutLists.Row(1, "ann@example.com", null, null),
                        new OptOutLists.Row(2, "no address", null, null)),
                new OptOutLists.Options(TeamId.DEFAULT, "Mailchimp", OptOutLists.Meaning.OPT_OUT, true));

        assertThat(entries("team:default")).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("opt-outs.listed");
            assertThat(entry.values())
                    .containsEntry("source", new Change.Value(null, "Mailchimp"))
                    .containsEntry("rows", new Change.Value(null, 2));
        });
    }
}
