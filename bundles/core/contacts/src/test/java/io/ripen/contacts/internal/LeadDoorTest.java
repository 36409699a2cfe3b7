package io.ripen.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripen.access.Actor;
import io.ripen.access.Scope;
import io.ripen.core.store.HistoryRow;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.ContactDraft;
import io.ripen.crm.ContactId;
import io.ripen.crm.ContactImport.Options;
import io.ripen.crm.Contacts;
import io.ripen.crm.InvalidContactException;
import io.ripen.crm.Leads.Arrival;
import io.ripen.crm.Leads.Key;
import io.ripen.crm.Leads.Known;
import io.ripen.crm.Leads.Rule;
import io.ripen.crm.PhoneExtension;
import io.ripen.event.EventSource;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in by a form, a hook or a program is made or found, whatever else is wrong. */
class LeadDoorTest {
    private static final Rule FORM = new Rule(Set.of(Key.EMAIL, Key.PHONE), true, Known.LEAVE, true);
    private static final Rule HOOK = new Rule(Set.of(Key.values()), true, Known.FILL, true);

    private final CrmFixture crm = new CrmFixture();
    private final LeadDoor door = new LeadDoor(crm.stores, crm.teams, new Kept());

    @AfterEach
    void close() {
        crm.close();
    }

    private final class Kept implements Contacts {
        @Override
        public Contact create(Actor by, ContactDraft draft) {
            throw new AssertionError("Made in the caller's transaction.");
        }

        @Override
        public Contact create(Actor by, UnitOfWork work, ContactDraft draft) {
            return crm.projection.insert(work, List.of(draft), EventSource.CRM).get(0);
        }

        @Override
        public Optional<Contact> change(Actor by, UnitOfWork work, ContactId id, ContactChange change) {
            return crm.projection.change(work, id, change, EventSource.CRM);
        }

        @Override
        public Optional<Contact> find(Actor by, ContactId id) {
            return Optional.of(crm.find(id));
        }

        @Override
        public Optional<Contact> change(Actor by, ContactId id, ContactChange change) {
            throw new AssertionError();
        }

        @Override
        public boolean delete(Actor by, ContactId id) {
            throw new AssertionError();
        }
    }

    private static ContactDraft lead(@Nullable String id, @Nullable String email, @Nullable String phone) {
        return new ContactDraft(
                TeamId.DEFAULT,
                id,
                "Ann",
                null,
                email,
                phone,
                Set.of("Web"),
                null,
                "form:demo",
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("plan", "Gold"));
    }

    @ParameterizedTest
    @CsvSource({
        "+5215512345678, +525512345678",
        "+525512345678, +5215512345678",
        "+551181234567, +5511981234567",
        "+5511981234567, +551181234567",
        "+5491123456789, +541123456789",
        "+541123456789, +5491123456789"
    })
    void a_number_in_another_spelling_is_the_same_lead(String kept, String comes) {
        Contact made = door.arrive(Actor.part("the test"), lead(null, null, kept), FORM)
                .contact()
                .orElseThrow();
        Arrival again = door.arrive(Actor.part("the test"), lead(null, null, comes), FORM);
        assertThat(again.made()).isFalse();
        assertThat(again.contact().orElseThrow().id()).isEqualTo(made.id());
        assertThat(all()).hasSize(1);
    }

    private List<Contact> all() {
        return crm.stores.transactions().call(work -> crm.stores.contacts().list(work, Scope.all(), 0, 100));
    }

    @Test
    void a_form_lead_that_the_crm_exports_later_is_one_contact_and_the_crms_id_is_its_own() throws IOException {
        door.arrive(Actor.part("the test"), lead(null, "Ann@Example.com", null), FORM);
        door.arrive(Actor.part("the test"), lead(null, null, "(415) 555-0100"), FORM);
        crm.csv.run(
                Actor.part("the test"),
                new StringReader("""
                        Record ID,Email,Phone
                        151,ann@example.com,
                        152,bob@example.com,+14155550100
                        153,cid@example.com,+14155550101
                        """),
                new Options(TeamId.DEFAULT, Set.of(), "csv"),
                rows -> {});
        door.arrive(Actor.part("the test"), lead(null, "cid@example.com", null), FORM);
        door.arrive(Actor.part("the test"), lead("151", "other@example.com", null), HOOK);
        assertThat(all())
                .extracting(Contact::externalId, Contact::email)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("151", "ann@example.com"),
                        org.assertj.core.groups.Tuple.tuple("152", "bob@example.com"),
                        org.assertj.core.groups.Tuple.tuple("153", "cid@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // What is there                   | what comes                         | how many
                "|ann@example.com|4155550100       ||ann@example.com|4155550199           |1",
                "|ann@example.com|4155550100       ||ANN@example.com|                      |1",
                "|ann@example.com|4155550100       |||+1 415 555 0100                      |1",
                "|ann@example.com|4155550100       ||bob@example.com|4155550100           |2",
                "7|ann@example.com|                |8|ann@example.com|                     |2",
                "7|ann@example.com|                |7|new@example.com|                     |1",
                "|ann@example.com|                 |8|ann@example.com|                     |1",
                "7||4155550100                     ||ann@example.com|4155550100           |1",
                "||4155550100                      |||4155550101                           |2"
            })
    void who_is_the_same_is_one_rule(
            String id, String email, String phone, String id2, String email2, String phone2, int people) {
        door.arrive(Actor.part("the test"), lead(id, email, phone), HOOK);
        Arrival arrival = door.arrive(Actor.part("the test"), lead(id2, email2, phone2), HOOK);
        assertThat(all()).hasSize(people);
        assertThat(arrival.made()).isEqualTo(people == 2);
    }

    @Test
    void somebody_who_is_known_is_left_filled_or_updated_as_the_door_says() {
        Contact known = crm.create(CrmFixture.draft("ann@example.com", null));
        door.arrive(Actor.part("the test"), lead("7", "ann@example.com", "4155550100"), FORM);
        assertThat(crm.find(known.id())).isEqualTo(known);

        door.arrive(Actor.part("the test"), lead("7", "ann@example.com", "4155550100"), HOOK);
        Contact filled = crm.find(known.id());
        assertThat(filled.externalId()).isEqualTo("7");
        assertThat(filled.phoneE164()).isEqualTo("+14155550100");
        assertThat(filled.lastName()).isEqualTo("Ott");
        assertThat(filled.tags()).contains("New Lead", "Web");
        assertThat(filled.fields()).containsEntry("plan", "Gold");

        door.arrive(
                Actor.part("the test"),
                lead("7", "ann@example.com", "4155550111"),
                new Rule(Set.of(Key.EXTERNAL_ID), true, Known.UPDATE, true));
        assertThat(crm.find(known.id()).phoneE164()).isEqualTo("+14155550111");
    }

    @Test
    void a_door_that_only_finds_makes_nobody() {
        Rule finds = new Rule(Set.of(Key.EMAIL), false, Known.LEAVE, true);
        assertThat(door.arrive(Actor.part("the test"), lead(null, "ann@example.com", null), finds)
                        .contact())
                .isEmpty();
        Contact known = crm.create(CrmFixture.draft("ann@example.com", null));
        assertThat(door.arrive(Actor.part("the test"), lead(null, "ann@example.com", null), finds)
                        .contact())
                .contains(known);
        assertThat(all()).hasSize(1);
    }

    @Test
    void a_bad_number_beside_a_good_mail_is_a_note_and_a_line_in_the_timeline() {
        Arrival arrival = door.arrive(Actor.part("the test"), lead(null, "ann@example.com", "07911 12"), FORM);
        Contact ann = arrival.contact().orElseThrow();
        assertThat(ann.phone()).isNull();
        assertThat(ann.fields()).containsEntry("phone_note", "07911 12").containsEntry("plan", "Gold");
        assertThat(arrival.warnings())
                .singleElement()
                .satisfies(each -> assertThat(each.field()).isEqualTo("phone"));
        List<HistoryRow> lines = crm.stores
                .transactions()
                .call(work -> crm.stores.history().byContact(work, ann.id().value(), 10));
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("07911 12").contains("phone_note"));
    }

    @Test
    void without_any_good_address_nobody_is_made_and_both_are_named() {
        assertThatExceptionOfType(InvalidContactException.class)
                .isThrownBy(() -> door.arrive(Actor.part("the test"), lead(null, "ann at example", "555-0100"), FORM))
                .satisfies(wrong -> assertThat(wrong.problems())
                        .extracting(InvalidContactException.Problem::field)
                        .contains("email", "phone"));
        assertThat(all()).isEmpty();
    }

    @Test
    void what_is_hostile_or_much_too_long_costs_itself_and_not_the_lead() {
        ContactDraft odd = new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann\u0000\n\uD800",
                "x".repeat(5_000),
                "ann@example.com",
                "\u202E12",
                Set.of("t".repeat(500)),
                null,
                null,
                null,
                "Mars/Olympus",
                null,
                null,
                null,
                null,
                Map.of("n".repeat(300), "v"));
        Arrival arrival = door.arrive(Actor.part("the test"), odd, FORM);
        Contact ann = arrival.contact().orElseThrow();
        assertThat(ann.firstName()).isEqualTo("Ann  ?");
        assertThat(ann.lastName()).hasSize(200);
        assertThat(ann.fields()).containsKeys("last_name_note", "phone_note", "time_zone_note");
        assertThat(arrival.warnings()).hasSizeGreaterThan(4);
    }

    @Test
    void of_many_at_one_moment_one_makes_the_contact() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Arrival>> calls = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String phone = i % 2 == 0 ? "415 555 0100" : "+14155550100";
                calls.add(() -> door.arrive(Actor.part("the test"), lead(null, "ann@example.com", phone), HOOK));
            }
            int made = 0;
            for (Future<Arrival> each : threads.invokeAll(calls)) {
                made += each.get().made() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(all()).hasSize(1);
    }

    @Test
    void who_names_the_same_thing_waits_until_the_first_is_done() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        try {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String name = "n" + i;
                calls.add(() -> crm.stores.transactions().call(work -> {
                    door.queue(work, TeamId.DEFAULT, "form:demo:7");
                    seen.add("in " + name);
                    Thread.yield();
                    return seen.add("out " + name);
                }));
            }
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        for (int i = 0; i < seen.size(); i += 2) {
            assertThat(seen.get(i + 1)).isEqualTo(seen.get(i).replace("in ", "out "));
        }
    }

    @Test
    void what_was_kept_under_older_rules_holds_up_no_change() {
        ContactId old =
                crm.create(CrmFixture.draft("ann@example.com", "4155550100")).id();
        crm.stores.transactions().call(work -> {
            Contact contact = crm.stores.contacts().lock(work, Set.of(old)).get(old);
            ContactDraft before = ContactFactory.draft(contact);
            crm.stores
                    .contacts()
                    .update(
                            work,
                            List.of(new Contact(
                                    old,
                                    contact.team(),
                                    null,
                                    "Ann",
                                    null,
                                    "ann@example.com",
                                    "555-0100",
                                    "+15550100",
                                    before.tags(),
                                    null,
                                    null,
                                    null,
                                    null,
                                    0,
                                    null,
                                    null,
                                    contact.consent(),
                                    Map.of(),
                                    contact.createdAt(),
                                    2)),
                            CrmFixture.NOW);
            return null;
        });
        crm.stores
                .transactions()
                .call(work -> crm.projection.change(
                        work, old, ContactChange.tags(Set.of("Warm"), Set.of()), EventSource.SEQUENCE));
        assertThat(crm.find(old).hasTag("Warm")).isTrue();
        assertThat(crm.find(old).phoneE164()).as("it could never be dialled").isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "415 555 2671 x123|123",
                "(415) 555-2671 ext. 12|12",
                "+1 415-555-2671;ext=99|99",
                "4155552671 extension 7|7",
                "+44 20 7946 0000 #4321|4321",
                "030 1234567 Durchwahl 12|12",
                "+33 1 70 18 99 00 poste 55|55",
                "415-555-2671, ext 4|4",
                "415.555.2671X8|8",
                "+52 55 1234 5678 Ext: 101|101"
            })
    void an_extension_is_kept_apart(String phone, String extension) {
        assertThat(PhoneExtension.in(phone)).contains(extension);
        String region = phone.startsWith("030") ? "DE" : "US";
        assertThat(PhoneNumbers.e164(phone, region))
                .isEqualTo(PhoneNumbers.e164(PhoneExtension.without(phone), region))
                .isNotNull()
                .doesNotEndWith(extension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4155552671", "+1 415 555 2671", "#12345", "x12", "+44 7700 900123", "ext 12"})
    void a_number_without_one_has_none(String phone) {
        assertThat(PhoneExtension.in(phone)).isEmpty();
        assertThat(PhoneExtension.without(phone)).isEqualTo(phone);
    }
}
