package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Contacts that are inserted, and what their own transaction knows of them. */
abstract class NewContactsContract extends StoreContract {

    NewContactsContract(TestDatabase database) {
        super(database);
    }

    @Test
    void an_external_id_that_is_taken_is_left_out_and_the_others_are_kept() {
        Contact first = aContact("crm-1", null);
        Contact again = aContact("crm-1", null);
        Contact other = aContact("crm-2", null);
        Contact nameless = aContact(null, null);
        run(work -> {
            assertThat(stores.contacts().insert(work, List.of(first)))
                    .containsExactly(first.id().value());
            assertThat(stores.contacts().insert(work, List.of(again, other, nameless)))
                    .containsExactlyInAnyOrder(other.id().value(), nameless.id().value());
            assertThat(stores.contacts().findAll(work, Set.of(again.id()))).isEmpty();
        });
        assertThat(kept(first.id(), again.id(), other.id())).containsOnlyKeys(first.id(), other.id());
    }

    @Test
    void of_many_that_take_one_external_id_at_once_exactly_one_does() throws Exception {
        List<Callable<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Contact contact = aContact("raced", null);
            takers.add(() -> {
                Set<Long> inserted = in(work -> stores.contacts().insert(work, List.of(contact)));
                return inserted.size();
            });
        }
        assertThat(together(takers).stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    }

    @Test
    void its_own_transaction_sees_it_as_it_is_by_then() {
        Contact ann = aContact("seen", null);
        run(work -> {
            stores.contacts().insert(work, List.of(ann));
            assertThat(stores.contacts().findAll(work, List.of(ann.id()))).containsExactly(Map.entry(ann.id(), ann));
            stores.contacts().rescore(work, List.of(named(ann, "Bea")), NOW);
            assertThat(stores.contacts().findAll(work, List.of(ann.id())).get(ann.id()))
                    .extracting(Contact::firstName)
                    .isEqualTo("Bea");
            stores.contacts().update(work, List.of(named(ann, "Cleo")), NOW);
            assertThat(stores.contacts().findAll(work, List.of(ann.id())).get(ann.id()))
                    .extracting(Contact::firstName)
                    .isEqualTo("Cleo");
            stores.contacts().delete(work, ann.id());
            assertThat(stores.contacts().findAll(work, List.of(ann.id()))).isEmpty();
        });
    }

    @Test
    void what_is_read_of_a_new_contact_is_what_others_read_later() {
        Contact ann = aContact("same", "+12125550147");
        Map<ContactId, Contact> own = in(work -> {
            stores.contacts().insert(work, List.of(ann));
            return stores.contacts().findAll(work, List.of(ann.id()));
        });
        assertThat(kept(ann.id())).isEqualTo(own);
    }

    @Test
    void the_runs_that_its_own_transaction_began_are_seen() {
        Contact ann = aContact("runs", null);
        Set<Long> who = Set.of(ann.id().value());
        run(work -> {
            stores.contacts().insert(work, List.of(ann));
            assertThat(stores.enrollments().lockActiveOfContact(work, who)).isEmpty();
            assertThat(stores.enrollments().lockConcerned(work, who, Set.of("b2b"), Set.of("reply")))
                    .isEmpty();
            assertThat(stores.enrollments().ofContacts(work, who, "b2b")).isEmpty();
            NewEnrollment run = aRun(work, "b2b", ann.id().value(), NOW);
            stores.enrollments().insert(work, List.of(run));
            assertThat(stores.enrollments().lockActiveOfContact(work, who))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(run.id());
            assertThat(stores.enrollments().lockConcerned(work, who, Set.of("b2b"), Set.of("reply")))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(run.id());
            assertThat(stores.enrollments().ofContacts(work, who, "b2b"))
                    .extracting(EnrollmentRow::id)
                    .containsExactly(run.id());
        });
    }

    private Map<ContactId, Contact> kept(ContactId... ids) {
        return in(work -> stores.contacts().findAll(work, List.of(ids)));
    }

    private static Contact named(Contact c, String firstName) {
        return new Contact(
                c.id(),
                c.team(),
                c.externalId(),
                firstName,
                c.lastName(),
                c.email(),
                c.phone(),
                c.phoneE164(),
                c.tags(),
                c.owner(),
                c.source(),
                c.stage(),
                c.timeZone(),
                c.score(),
                c.address(),
                c.company(),
                c.consent(),
                c.fields(),
                c.createdAt(),
                c.version() + 1);
    }
}
