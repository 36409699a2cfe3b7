package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripen.core.store.HistoryRow;
import io.ripen.crm.Company;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.DuplicateContactException;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.InvalidContactException.Problem;
import io.ripen.crm.PostalAddress;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalProjectionTest {
    private final CrmFixture crm = new CrmFixture();

    @AfterEach
    void close() {
        crm.close();
    }

    private Contact change(Contact contact, Map<String, Object> set) {
        return change(contact, new ContactChange(set, Set.of(), Set.of()));
    }

    private Contact change(Contact contact, ContactChange change) {
        Optional<Contact> changed = crm.stores
                .transactions()
                .call(work -> crm.projection.change(work, contact.id(), change, EventSource.API));
        return changed.orElseThrow();
    }

    private List<String> fieldsRefused(ContactDraft draft) {
        return crm.projection.check(draft).stream().map(Problem::field).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "renewal_date, 11/09/2027, 2027-11-09",
        "renewal_date, 09.11.2027, 2027-11-09",
        "renewal_date, 1825718400000, 2027-11-09",
        "renewal_date, 2027-11-09, 2027-11-09",
        "renewal_date, 9 November 2027, 2027-11-09",
        "plan, 11/09, 11/09",
        "size, 51-200, 51-200"
    })
    void aDateInAFieldIsReadAtEveryDoor(String field, String written, String kept) {
        Contact made = crm.create(with(Map.of(field, written)));
        assertThat(made.fields()).containsEntry(field, kept);
        Contact bare = crm.create(CrmFixture.draft("bob@example.com", null));
        Contact changed = crm.stores
                .transactions()
                .call(work -> crm.projection.change(
                        work,
                        bare.id(),
                        new ContactChange(Map.of("fields", Map.of(field, written)), Set.of(), Set.of()),
                        EventSource.CRM))
                .orElseThrow();
        assertThat(changed.fields()).containsEntry(field, kept);
    }

    @Test
    void aDateThatCannotBeReadIsToldInTheTimeline() {
        Contact made = crm.create(with(Map.of("renewal_date", "31/31/2027")));
        assertThat(made.fields()).containsEntry("renewal_date", "31/31/2027");
        List<HistoryRow> told = crm.stores
                .transactions()
                .call(work -> crm.stores.history().byContact(work, made.id().value(), 10));
        assertThat(told).anyMatch(row -> row.text().contains("'31/31/2027' is no date that can be read"));
    }

    private static ContactDraft with(Map<String, Object> fields) {
        return new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                "ann@example.com",
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                fields);
    }

    @Test
    void a_contact_is_kept_whole_and_its_creation_is_received() {
        ContactDraft draft = new ContactDraft(
                TeamId.DEFAULT,
                "crm-1",
                " Ann ",
                "Ott",
                "Ann.Ott@Example.com",
                "(415) 555-0100",
                Set.of("New Lead"),
                "sam",
                "web-form",
                "new",
                "Europe/Berlin",
                7,
                new PostalAddress("1 Main St", "Springfield", "IL", "62701", "us"),
                new Company("Acme", 30, "tools"),
                new Consent(true, null),
                Map.of("plan", "gold", "seats", 3));
        Contact contact = crm.create(draft);
        assertThat(contact.firstName()).isEqualTo("Ann");
        assertThat(contact.phoneE164()).isEqualTo("+14155550100");
        assertThat(contact.address().country()).isEqualTo("US");
        assertThat(contact.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(contact.version()).isEqualTo(1);
        assertThat(crm.find(contact.id())).isEqualTo(contact);
        assertThat(crm.intake.received).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo("contact.created");
            assertThat(event.contact()).isEqualTo(contact.id());
            assertThat(event.source()).isEqualTo(EventSource.API);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "US, 415 555 0100, +14155550100",
        "DE, 030 23125 123, +493023125123",
        "GB, 020 7946 0018, +442079460018",
        "JP, 03-5550-0100, +81355500100",
        "US, +49 30 23125 123, +493023125123"
    })
    void a_national_number_is_read_in_the_country_of_the_address(String country, String phone, String e164) {
        assertThat(crm.create(CrmFixture.in(country, phone)).phoneE164()).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann",
                "ann@",
                "@example.com",
                "ann@example",
                "ann ott@example.com",
                "ann@exa mple.com",
                "ann@@example.com",
                "Ann <ann@example.com>",
                "ann@example.com, bob@example.com",
                "ann@example..com",
                "ann@-example.com",
                "ann@example.com\r\nBcc: all@example.com",
                "ann@example.com\u0000",
                ".ann@example.com",
                "ann@[127.0.0.1]",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com"
            })
    void what_is_no_address_is_refused(String email) {
        assertThat(fieldsRefused(CrmFixture.draft(email, null))).containsExactly("email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.com", "ANN+tag@Example.co.uk", "o'hara@example.org", "a.b-c_d@x.example.test"})
    void what_is_an_address_is_kept(String email) {
        assertThat(crm.create(CrmFixture.draft(email, null)).email()).isEqualTo(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "hello", "+1", "+999 1234567", "0000000000000000000000000000", "415\u00005550100"})
    void what_is_no_number_is_refused(String phone) {
        assertThat(fieldsRefused(CrmFixture.draft(null, phone))).containsExactly("phone");
    }

    @Test
    void every_problem_names_its_field_and_a_cure() {
        ContactDraft draft = new ContactDraft(
                new TeamId("nowhere"),
                "x".repeat(300),
                "A\u0007",
                "M\uFFFDller",
                null,
                " ",
                Set.of("t".repeat(101)),
                "\uD83D",
                null,
                null,
                "Mars/Base",
                2_000_000,
                new PostalAddress(null, null, null, null, "Atlantis"),
                new Company(null, 0, null),
                null,
                Map.of("bad", new Object(), "long", "x".repeat(30_000)));
        List<Problem> problems = crm.projection.check(draft);
        assertThat(problems)
                .extracting(Problem::field)
                .contains(
                        "email",
                        "externalId",
                        "firstName",
                        "lastName",
                        "tags",
                        "owner",
                        "timeZone",
                        "score",
                        "address.country",
                        "company.size",
                        "fields.bad",
                        "fields.long",
                        "team");
        assertThat(problems).extracting(Problem::message).allMatch(text -> text.matches("(?s).*(: |; ).*\\."));
        assertThatExceptionOfType(InvalidContactException.class).isThrownBy(() -> crm.create(draft));
        assertThat(crm.intake.received).isEmpty();
    }

    @Test
    void a_taken_external_id_names_its_holder() {
        ContactDraft draft = new ContactDraft(
                TeamId.DEFAULT,
                "crm-1",
                null,
                null,
                "a@example.com",
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        Contact first = crm.create(draft);
        assertThatExceptionOfType(DuplicateContactException.class)
                .isThrownBy(() -> crm.create(draft))
                .satisfies(e -> assertThat(e.existing()).isEqualTo(first.id()));
    }

    @Test
    void a_change_sets_clears_and_leaves() {
        Contact contact = crm.create(CrmFixture.draft("ann@example.com", "415 555 0100"));
        crm.intake.received.clear();
        Map<String, Object> set = new HashMap<>();
        set.put("lastName", null);
        set.put("stage", "won");
        set.put("address", Map.of("country", "DE"));
        set.put("fields", Map.of("plan", "gold"));
        set.put("phone", "030 23125 123");
        Contact changed = change(contact, set);
        assertThat(changed.firstName()).isEqualTo("Ann");
        assertThat(changed.lastName()).isNull();
        assertThat(changed.phoneE164()).isEqualTo("+493023125123");
        assertThat(changed.fields()).containsEntry("plan", "gold");
        assertThat(changed.version()).isEqualTo(2);
        assertThat(crm.find(contact.id())).isEqualTo(changed);
        assertThat(crm.intake.received)
                .extracting(Event::type, event -> event.data().get("field"))
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("stage.changed", null),
                        org.assertj.core.groups.Tuple.tuple("field.changed", "lastName"),
                        org.assertj.core.groups.Tuple.tuple("field.changed", "phone"),
                        org.assertj.core.groups.Tuple.tuple("field.changed", "address"),
                        org.assertj.core.groups.Tuple.tuple("field.changed", "fields.plan"));
        assertThat(crm.intake.received).extracting(Event::id).doesNotHaveDuplicates();
    }

    @Test
    void tags_are_compared_without_case_and_only_real_changes_are_events() {
        Contact contact = crm.create(CrmFixture.draft("ann@example.com", null));
        crm.intake.received.clear();
        Contact same = change(contact, ContactChange.tags(Set.of("NEW LEAD"), Set.of("never had")));
        assertThat(same.version()).isEqualTo(1);
        assertThat(crm.intake.received).isEmpty();
        Contact changed = change(contact, ContactChange.tags(Set.of("VIP"), Set.of("new lead")));
        assertThat(changed.tags()).containsExactly("VIP");
        assertThat(crm.intake.received)
                .extracting(Event::type, event -> event.data().get("tag"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tag.added", "VIP"),
                        org.assertj.core.groups.Tuple.tuple("tag.removed", "New Lead"));
    }

    @Test
    void a_wrong_change_says_what_is_wrong_and_changes_nothing() {
        Contact contact = crm.create(CrmFixture.draft("ann@example.com", null));
        Map<String, Object> set = new HashMap<>();
        set.put("frist_name", "Ann");
        set.put("email", 5);
        set.put("score", 1.5);
        set.put("address", "Main St");
        set.put("company", Map.of("nmae", "x"));
        set.put("consent", Map.of("sms", "yes"));
        assertThatExceptionOfType(InvalidContactException.class)
                .isThrownBy(() -> change(contact, set))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::field)
                        .containsExactlyInAnyOrder(
                                "frist_name", "email", "score", "address", "company.nmae", "consent.sms"));
        Map<String, Object> homeless = new HashMap<>();
        homeless.put("email", null);
        assertThatExceptionOfType(InvalidContactException.class).isThrownBy(() -> change(contact, homeless));
        assertThat(crm.find(contact.id())).isEqualTo(contact);
    }

    @Test
    void contacts_are_found_by_any_spelling_of_an_address() {
        Contact ann = crm.create(CrmFixture.draft("Ann@Example.com", "+1 415 555 0100"));
        for (String address : Arrays.asList("ann@example.COM", "(415) 555-0100", "+14155550100", " 1-415-555-0100 ")) {
            List<Contact> found = crm.stores.transactions().call(work -> crm.projection.findByAddress(work, address));
            assertThat(found).as(address).containsExactly(ann);
        }
    }

    @Test
    void deleting_stops_the_runs_first() {
        Contact contact = crm.create(CrmFixture.draft("ann@example.com", null));
        assertThat(crm.stores.transactions().<Boolean>call(work -> crm.projection.delete(work, contact.id())))
                .isTrue();
        assertThat(crm.runs.stopped).containsExactly(contact.id());
        assertThat(crm.stores.transactions().<Boolean>call(work -> crm.projection.delete(work, contact.id())))
                .isFalse();
    }
}
