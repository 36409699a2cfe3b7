package io.ripen.engine.internal.run;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.CounterKey;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.IdKind;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.Message;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.Receipt;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.team.TeamId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What comes in by others' words: whom it concerns, and what it is counted and remembered as. */
abstract class IntakeContract extends EngineScenario {

    IntakeContract(TestDatabase database) {
        super(database);
    }

    @Test
    void anOutcomeOfAnyTextIsRememberedAndCountedWithinLimits() {
        sequences.deploy(new FakeSequence("nurture")
                .waitFor("call", "call.completed", "m", ofDays(2))
                .then(lead -> lead.note("outcome " + lead.outcome("call")))
                .wait("w", ofDays(9)));
        Random random = new Random(7);
        List<Contact> leads = contacts(30, "Lea");
        leads.forEach(lead -> enroll("nurture", lead));
        engine.drain();
        for (Contact lead : leads) {
            StringBuilder text = new StringBuilder();
            random.ints(20_000, 'a', 'z').forEach(c -> text.append((char) c));
            event("call.completed", lead, Map.of("message", "m", "outcome", text.toString()));
        }
        Contact reached = contact("Rea");
        enroll("nurture", reached);
        engine.drain();
        event("call.completed", reached, Map.of("message", "m", "outcome", "reached"));
        engine.drain();
        assertThat(count("nurture", "call", "outcome.other")).isEqualTo(30);
        assertThat(count("nurture", "call", "outcome.reached")).isEqualTo(1);
        Map<CounterKey, Long> counters =
                stores.transactions().call(work -> stores.counters().sums(work, "nurture"));
        assertThat(counters.keySet().stream().filter(key -> key.name().startsWith("outcome.")))
                .hasSize(2);
        assertThat(lines(leads.get(0), "note")).singleElement().asString().hasSize("outcome ".length() + 200);
        assertThat(lines(reached, "note")).containsExactly("outcome reached");
        assertThat(lines(leads.get(0), "arrived")).singleElement().asString().hasSizeLessThan(300);
    }

    @Test
    void anEventOfSeveralContactsIsSeenByTheConditionsOfEach() {
        sequences.deploy(new FakeSequence("nurture")
                .wait("w", ofHours(1))
                .then(lead -> lead.note("clicked " + lead.clicked("pricing") + ", replied " + lead.replied()))
                .wait("w2", ofDays(9))
                .exitOn("opt-out"));
        List<Contact> family = family(3);
        family.forEach(each -> enroll("nurture", each));
        Contact stranger = contact("Sam");
        enroll("nurture", stranger);
        engine.drain();
        Receipt click = byAddress("click-1", "link.clicked", Map.of("link", "pricing"));
        assertThat(click.contacts()).hasSize(3);
        assertThat(click.duplicate()).isFalse();
        byAddress("reply-1", "reply", Map.of("text", "Yes"));
        assertThat(byAddress("click-1", "link.clicked", Map.of("link", "pricing"))
                        .duplicate())
                .isTrue();
        advance(ofHours(2));
        for (Contact each : family) {
            assertThat(lines(each, "note")).containsExactly("clicked true, replied true");
            List<EventRow> did = stores.transactions()
                    .call(work -> stores.events().byContact(work, each.id().value(), 10));
            assertThat(did).extracting(EventRow::id).containsExactlyInAnyOrder("click-1", "reply-1");
        }
        assertThat(lines(stranger, "note")).containsExactly("clicked false, replied false");
    }

    @Test
    void aCallThatNobodyMadeInTimeIsWrittenDownAsExpired() {
        Contact ann = ann();
        Task call = called(ann);
        assertThat(state(call)).isEqualTo(Task.State.OPEN);
        advance(ofDays(2));
        assertThat(state(call)).isEqualTo(Task.State.EXPIRED);
    }

    @Test
    void aCallWhoseOutcomeCameAnotherWayIsWrittenDownAsExpired() {
        Contact ann = ann();
        Task call = called(ann);
        event("call.completed", ann, Map.of("message", String.valueOf(call.message()), "outcome", "voicemail"));
        assertThat(state(call)).isEqualTo(Task.State.EXPIRED);
    }

    @Test
    void aCallOfALeadWhoRepliedIsWrittenDownAsCancelled() {
        Contact ann = ann();
        Task call = called(ann);
        event("reply", ann);
        assertThat(state(call)).isEqualTo(Task.State.CANCELLED);
    }

    private Task called(Contact lead) {
        sequences.deploy(new FakeSequence("nurture")
                .smsAndOutcome("call-1", "call.completed", ofDays(1))
                .wait("w", ofDays(9)));
        EnrollmentId run = enroll("nurture", lead);
        engine.drain();
        Message message = onlyMessageTo(lead);
        return stores.transactions().call(work -> {
            Task task = new Task(
                    new TaskId(stores.ids().next(work, IdKind.TASK)),
                    lead.team(),
                    lead.id(),
                    null,
                    "call",
                    "Call",
                    null,
                    null,
                    Task.State.OPEN,
                    null,
                    null,
                    run,
                    new SequenceId("nurture"),
                    new StepId("call-1"),
                    message.id(),
                    stores.clock().instant(),
                    null,
                    null,
                    null);
            stores.tasks().insert(work, task);
            return task;
        });
    }

    private Task.State state(Task task) {
        return stores.transactions()
                .call(work -> stores.tasks().find(work, task.id().value()))
                .orElseThrow()
                .state();
    }

    private Receipt byAddress(String id, String type, Map<String, Object> data) {
        return events.receive(
                new Event(id, type, null, null, "+14155550123", stores.clock().instant(), EventSource.API, data));
    }

    /** Contacts of one team with one number. */
    private List<Contact> family(int size) {
        return stores.transactions().call(work -> {
            long[] ids = stores.ids().next(work, IdKind.CONTACT, size);
            List<Contact> all = java.util.Arrays.stream(ids)
                    .mapToObj(id -> new Contact(
                            new ContactId(id),
                            TeamId.DEFAULT,
                            null,
                            "Fay",
                            null,
                            null,
                            "+14155550123",
                            "+14155550123",
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
                            stores.clock().instant(),
                            1))
                    .toList();
            stores.contacts().insert(work, all);
            return all;
        });
    }
}
