package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EnrollmentRow;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.StrangerRow;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.intake.KeptEvents;
import io.ripen.event.Event;
import io.ripen.event.EventLog;
import io.ripen.event.EventLog.State;
import io.ripen.event.EventSource;
import io.ripen.event.Receipt;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An event that is quicker than its contact waits, and then means what it would have meant. */
abstract class StrangersContract extends EngineScenario {

    StrangersContract(TestDatabase database) {
        super(database);
    }

    private Event told(String id, String type, String address, @Nullable TeamId team) {
        return new Event(id, type, team, null, address, clock.instant(), EventSource.API, Map.of("total", 5));
    }

    private Contact row(UnitOfWork work, @Nullable String email, @Nullable String phone, int version) {
        long id = stores.ids().next(work, IdKind.CONTACT);
        return contact(id, email, phone, version);
    }

    private Contact contact(long id, @Nullable String email, @Nullable String phone, int version) {
        return new Contact(
                new ContactId(id),
                TeamId.DEFAULT,
                null,
                "Bea",
                null,
                email,
                phone,
                phone,
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
                clock.instant(),
                version);
    }

    /** As the projection makes one. */
    private Contact comes(@Nullable String email, @Nullable String phone, boolean quietly) {
        return stores.transactions().call(work -> {
            Contact made = row(work, email, phone, 1);
            stores.contacts().insert(work, List.of(made));
            List<Event> created = List.of(new Event(
                    "created-" + made.id(),
                    "contact.created",
                    TeamId.DEFAULT,
                    made.id(),
                    null,
                    clock.instant(),
                    EventSource.CRM,
                    Map.of()));
            if (quietly) {
                events.receiveQuietly(work, created);
            } else {
                events.receive(work, created);
            }
            return made;
        });
    }

    private List<EventLog.Entry> log() {
        return new KeptEvents(stores).list(Actor.part("the test"), new EventLog.Query(TeamId.DEFAULT, null, null, 100));
    }

    private EventLog.Entry log(String id) {
        return log().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private List<EnrollmentRow> runs(Contact contact) {
        return stores.transactions()
                .call(work -> stores.enrollments()
                        .ofContacts(work, Set.of(contact.id().value()), null));
    }

    private void deploy() {
        sequences.deploy(nurture().on("purchase", (event, contact) -> true));
    }

    @Test
    void anEventForAnAddressThatBecomesAContactASecondLaterBeginsWhatItMeans() {
        deploy();
        Receipt receipt = events.receive(told("hook:shop:A-1", "purchase", "Bea@Example.com", TeamId.DEFAULT));
        assertThat(receipt.contacts()).isEmpty();
        assertThat(receipt.waitsUntil()).isEqualTo(clock.instant().plus(ofHours(72)));
        assertThat(log("hook:shop:A-1").state()).isEqualTo(State.WAITING);

        clock.advance(java.time.Duration.ofSeconds(1));
        Contact bea = comes("bea@example.com", null, false);
        EventLog.Entry entry = log("hook:shop:A-1");
        assertThat(entry.state()).isEqualTo(State.COUNTED);
        assertThat(entry.contact()).isEqualTo(bea.id());
        assertThat(entry.hook()).isEqualTo("shop");
        assertThat(entry.enrolled()).hasSize(1);
        assertThat(entry.data()).containsEntry("total", 5);
        assertThat(events.receive(told("hook:shop:A-1", "purchase", "bea@example.com", TeamId.DEFAULT))
                        .duplicate())
                .as("its sender tries again")
                .isTrue();
        assertThat(comes("bea@example.com", null, false)).isNotNull();
        assertThat(log().stream().filter(each -> each.id().equals("hook:shop:A-1")))
                .as("it counts once")
                .hasSize(1);
    }

    @Test
    void aNumberAndAnEventForWhicheverTeamFindTheirContact() {
        deploy();
        events.receive(told("p1", "purchase", "+14155550177", null));
        comes(null, "+14155550177", false);
        assertThat(log("p1").enrolled()).hasSize(1);
    }

    @Test
    void oneNumberInTwoSpellingsIsOnePerson() {
        deploy();
        events.receive(told("older", "purchase", "+52 1 55 1234 5678", null));
        comes(null, "+525512345678", false);
        assertThat(log("older").enrolled()).hasSize(1);
        events.receive(told("newer", "purchase", "+5511987654321", TeamId.DEFAULT));
        comes(null, "+551187654321", false);
        assertThat(log("newer").enrolled()).hasSize(1);
    }

    @Test
    void aContactThatGetsTheAddressLaterIsMeantAsWell() {
        deploy();
        Contact bea = comes(null, "+14155550178", false);
        events.receive(told("p1", "purchase", "bea@example.com", null));
        stores.transactions().call(work -> {
            stores.contacts()
                    .update(
                            work,
                            List.of(contact(bea.id().value(), "bea@example.com", bea.phone(), 2)),
                            clock.instant());
            return events.receive(
                    work,
                    List.of(new Event(
                            "changed",
                            "field.changed",
                            TeamId.DEFAULT,
                            bea.id(),
                            null,
                            clock.instant(),
                            EventSource.CRM,
                            Map.of("field", "email", "to", "bea@example.com"))));
        });
        assertThat(log("p1").contact()).isEqualTo(bea.id());
        assertThat(log("p1").enrolled()).hasSize(1);
    }

    @Test
    void anEventOfAnotherTeamAndOneThatIsTooOldAreNot() {
        deploy();
        events.receive(told("theirs", "purchase", "bea@example.com", new TeamId("other")));
        events.receive(told("old", "purchase", "bea@example.com", null));
        clock.advance(ofHours(73));
        events.receive(told("new", "purchase", "bea@example.com", null));
        comes("bea@example.com", null, false);
        assertThat(log("new").state()).isEqualTo(State.COUNTED);
        assertThat(log("old").contact()).isNull();
        events.lookForStrangers();
        assertThat(log("old").state()).isEqualTo(State.EXPIRED);
        List<StrangerRow> waiting =
                stores.transactions().call(work -> stores.strangers().of(work, List.of("bea@example.com")));
        assertThat(waiting).isEmpty();
    }

    @Test
    void whatCameAtTheSameMomentInAnotherTransactionIsFoundSoonAfter() {
        deploy();
        stores.transactions()
                .call(work -> stores.contacts().insert(work, List.of(row(work, "eve@example.com", null, 1))));
        // Its intake did not see the contact.
        stores.transactions().call(work -> {
            EventRow row = new EventRow(
                    "default", "p1", "purchase", 0, clock.instant(), clock.instant(), EventSource.API, Map.of());
            stores.events().insertNew(work, List.of(row));
            stores.strangers().keep(work, List.of(new StrangerRow(row, true, "eve@example.com")));
            return null;
        });
        assertThat(log("p1").state()).isEqualTo(State.WAITING);
        events.lookForStrangers();
        assertThat(log("p1").enrolled()).hasSize(1);
    }

    @Test
    void anEventThatEndsEndsWhatTheContactBeganBy() {
        sequences.deploy(new FakeSequence("welcome")
                .sms("hello")
                .wait("w", ofDays(3))
                .exitOn("appointment.booked")
                .on("contact.created", (event, contact) -> true));
        events.receive(told("b1", "appointment.booked", "bea@example.com", null));
        comes("bea@example.com", null, false);
        assertThat(log("b1").stopped()).hasSize(1);
    }

    @Test
    void whatIsBroughtAlongQuietlyBeginsNothingAndEndsWhatItEnds() {
        deploy();
        sequences.deploy(new FakeSequence("welcome").sms("hello").on("contact.created", (event, contact) -> true));
        events.receive(told("p1", "purchase", "bea@example.com", null));
        Contact bea = comes("bea@example.com", null, true);
        assertThat(log("p1").contact()).isEqualTo(bea.id());
        assertThat(runs(bea)).isEmpty();
        Contact loud = comes("loud@example.com", null, false);
        assertThat(runs(loud)).hasSize(1);
    }
}
