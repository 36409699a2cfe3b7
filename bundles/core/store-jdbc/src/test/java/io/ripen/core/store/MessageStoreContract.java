package io.ripen.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Scope;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.DeliveryReports.Status;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class MessageStoreContract extends StoreContract {

    MessageStoreContract(TestDatabase database) {
        super(database);
    }

    private MessageStore messages() {
        return stores.messages();
    }

    private NewMessage message(long enrollment, String step, MessageState state) {
        return in(work -> new NewMessage(
                stores.ids().next(work, IdKind.MESSAGE),
                "default",
                41,
                enrollment,
                "b2b",
                step,
                1,
                "email",
                "ann@example.com",
                "Hello",
                "Text",
                "<p>Text</p>",
                Map.of("X-Step", step),
                state,
                state == MessageState.SENDING ? 1 : 0,
                null,
                null,
                null,
                null,
                NOW,
                state == MessageState.SENDING ? NOW : null,
                state == MessageState.SENDING ? NOW : null,
                state == MessageState.DENIED ? NOW : null));
    }

    private long kept(MessageState state) {
        long run = in(work -> stores.ids().next(work, IdKind.ENROLLMENT));
        NewMessage message = message(run, "day-1", state == MessageState.UNKNOWN ? MessageState.SENDING : state);
        run(work -> assertThat(messages().insert(work, List.of(message))).containsExactly(message.id()));
        if (state == MessageState.UNKNOWN) {
            run(work -> messages().settle(work, List.of(to(message.id(), 1, MessageState.UNKNOWN))));
        }
        return message.id();
    }

    private static Settlement to(long id, int attempt, MessageState state) {
        return new Settlement(id, attempt, state, "SM1", "30003", "because", null, null, NOW.plusSeconds(2));
    }

    private MessageRow row(long id) {
        Optional<MessageRow> row = in(work -> messages().find(work, id));
        return row.orElseThrow();
    }

    @Test
    void a_message_is_kept_as_it_was_given_and_once_for_a_step() {
        NewMessage first = message(70_001, "day-1", MessageState.SENDING);
        NewMessage again = message(70_001, "day-1", MessageState.SENDING);
        NewMessage other = message(70_001, "day-3", MessageState.PLANNED);
        run(work -> {
            assertThat(messages().insert(work, List.of(first))).containsExactly(first.id());
            assertThat(messages().insert(work, List.of(again, other))).containsExactly(other.id());
        });
        MessageRow row = row(first.id());
        assertThat(row)
                .isEqualTo(new MessageRow(
                        first.id(),
                        "default",
                        41,
                        70_001,
                        "b2b",
                        "day-1",
                        1,
                        "email",
                        "ann@example.com",
                        "Hello",
                        "Text",
                        "<p>Text</p>",
                        Map.of("X-Step", "day-1"),
                        MessageState.SENDING,
                        null,
                        1,
                        null,
                        null,
                        null,
                        null,
                        NOW,
                        NOW,
                        NOW,
                        null,
                        null));
        StepKey key = new StepKey(70_001, "day-1", 1);
        Map<StepKey, MessageRow> found =
                in(work -> messages().findByStep(work, List.of(key, new StepKey(70_001, "day-1", 2))));
        assertThat(found).containsExactly(Map.entry(key, row));
    }

    @Test
    void of_many_that_plan_one_step_at_once_exactly_one_does() throws Exception {
        List<Callable<Integer>> planners = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            NewMessage message = message(70_100, "race", MessageState.SENDING);
            planners.add(() -> {
                Set<Long> kept = in(work -> messages().insert(work, List.of(message)));
                return kept.size();
            });
        }
        assertThat(together(planners).stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(1);
    }

    /** Which settlements are taken in which state; everything else leaves the message as it is. */
    @ParameterizedTest
    @CsvSource({
        "SENDING,  ACCEPTED,  true",
        "SENDING,  REFUSED,   true",
        "SENDING,  PLANNED, true",
        "SENDING,  UNKNOWN, true",
        "SENDING,  DENIED,    false",
        "SENDING,  CANCELLED, false",
        "UNKNOWN,  ACCEPTED,  true",
        "UNKNOWN,  REFUSED,   true",
        "UNKNOWN,  PLANNED, true",
        "UNKNOWN,  UNKNOWN, true",
        "UNKNOWN,  CANCELLED, false",
        "PLANNED,  ACCEPTED,  false",
        "PLANNED,  UNKNOWN,  false",
        "PLANNED,  PLANNED, true",
        "PLANNED,  DENIED, true",
        "PLANNED,  CANCELLED, true",
        "DENIED,   ACCEPTED,  false",
        "DENIED,   PLANNED,  false"
    })
    void a_message_never_goes_back(MessageState from, MessageState to, boolean taken) {
        long id = kept(from);
        Set<Long> settled = in(work -> messages().settle(work, List.of(to(id, 0, to))));
        assertThat(settled).hasSize(taken ? 1 : 0);
        assertThat(row(id).state()).isEqualTo(taken ? to : from);
    }

    @ParameterizedTest
    @CsvSource({
        "SENDING, 1, true",
        "SENDING, 0, true",
        "SENDING, 7, false",
        "UNKNOWN, 0, true",
        "PLANNED, 0, false",
        "ACCEPTED, 0, false",
        "REFUSED, 0, false",
        "DENIED, 0, false"
    })
    void an_acceptance_without_more_to_say_is_guarded_in_the_same_way(MessageState from, int attempt, boolean taken) {
        long id = kept(from);
        MessageRow before = row(id);
        Instant at = NOW.plusSeconds(3);
        run(work -> assertThat(messages()
                        .settle(
                                work,
                                List.of(new Settlement(
                                        id, attempt, MessageState.ACCEPTED, "SM2", null, null, null, null, at))))
                .hasSize(taken ? 1 : 0));
        if (taken) {
            assertThat(row(id).state()).isEqualTo(MessageState.ACCEPTED);
            assertThat(row(id).providerId()).isEqualTo("SM2");
            assertThat(row(id).code()).isNull();
            assertThat(row(id).reason()).isNull();
            assertThat(row(id).settledAt()).isEqualTo(at);
            run(work -> assertThat(messages().lockUnknown(work, 1_000))
                    .extracting(MessageRow::id)
                    .doesNotContain(id));
        } else {
            assertThat(row(id)).isEqualTo(before);
        }
    }

    @Test
    void the_outcome_of_an_older_attempt_changes_nothing() {
        long id = kept(MessageState.PLANNED);
        run(work ->
                assertThat(messages().beginAttempt(work, List.of(id), NOW, NOW)).containsExactly(id));
        run(work -> messages().settle(work, List.of(to(id, 1, MessageState.PLANNED))));
        run(work -> assertThat(messages().beginAttempt(work, List.of(id), NOW.plusSeconds(5), NOW.plusSeconds(6)))
                .containsExactly(id));
        assertThat(row(id).attempt()).isEqualTo(2);
        assertThat(row(id).sendingAt()).isEqualTo(NOW.plusSeconds(5));
        assertThat(row(id).sendingMachineAt()).isEqualTo(NOW.plusSeconds(6));
        run(work -> {
            assertThat(messages().settle(work, List.of(to(id, 1, MessageState.REFUSED))))
                    .isEmpty();
            assertThat(messages().settle(work, List.of(to(id, 2, MessageState.ACCEPTED))))
                    .containsExactly(id);
        });
        assertThat(row(id).providerId()).isEqualTo("SM1");
        assertThat(row(id).settledAt()).isEqualTo(NOW.plusSeconds(2));
    }

    @Test
    void an_attempt_begins_only_from_planned_and_repeats_only_from_unknown() {
        long sending = kept(MessageState.SENDING);
        long unknown = kept(MessageState.UNKNOWN);
        run(work -> {
            assertThat(messages().beginAttempt(work, List.of(sending, unknown), NOW, NOW))
                    .isEmpty();
            assertThat(messages().repeatAttempt(work, List.of(sending, unknown), NOW, NOW))
                    .containsExactly(unknown);
        });
        assertThat(row(unknown).state()).isEqualTo(MessageState.SENDING);
        assertThat(row(unknown).attempt()).isEqualTo(2);
    }

    @Test
    void reports_may_come_in_any_order_and_twice() {
        long id = kept(MessageState.UNKNOWN);
        assertThat(report(id, Status.DELIVERED)).containsExactly(id);
        assertThat(report(id, Status.ACCEPTED)).isEmpty();
        assertThat(report(id, Status.UNDELIVERED)).isEmpty();
        assertThat(report(id, Status.DELIVERED)).isEmpty();
        MessageRow row = row(id);
        assertThat(row.state()).isEqualTo(MessageState.DELIVERED);
        assertThat(row.deliveredAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(row.settledAt()).isNotNull();
        long denied = kept(MessageState.DENIED);
        assertThat(report(denied, Status.DELIVERED)).isEmpty();
        assertThat(report(-5, Status.DELIVERED)).isEmpty();
    }

    @Test
    void reports_of_several_messages_are_kept_together() {
        long sent = kept(MessageState.SENDING);
        long lost = kept(MessageState.ACCEPTED);
        long arrived = kept(MessageState.UNDELIVERED);
        long known = kept(MessageState.ACCEPTED);

        Set<Long> changed = in(work -> messages()
                .report(
                        work,
                        List.of(
                                new ProviderReport(arrived, Status.DELIVERED, "", null),
                                new ProviderReport(lost, Status.UNDELIVERED, "", "30003"),
                                new ProviderReport(known, Status.ACCEPTED, "SM9", null),
                                new ProviderReport(sent, Status.ACCEPTED, "SM8", null)),
                        NOW.plusSeconds(9)));

        assertThat(changed).containsExactlyInAnyOrder(arrived, lost, sent);
        assertThat(row(arrived).state()).isEqualTo(MessageState.DELIVERED);
        assertThat(row(arrived).deliveredAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(row(lost).state()).isEqualTo(MessageState.UNDELIVERED);
        assertThat(row(lost).code()).isEqualTo("30003");
        assertThat(row(lost).deliveredAt()).isNull();
        assertThat(row(sent).state()).isEqualTo(MessageState.ACCEPTED);
        assertThat(row(sent).providerId()).isEqualTo("SM8");
        assertThat(row(sent).settledAt()).isEqualTo(NOW.plusSeconds(9));
        assertThat(row(known).providerId()).isNotEqualTo("SM9");
    }

    private Set<Long> report(long id, Status status) {
        return in(work ->
                messages().report(work, List.of(new ProviderReport(id, status, "SM9", null)), NOW.plusSeconds(9)));
    }

    @Test
    void the_unknown_are_counted_and_locked_without_a_search() {
        long before = in(work -> messages().countUnknown(work));
        long id = kept(MessageState.UNKNOWN);
        run(work -> {
            assertThat(messages().countUnknown(work)).isEqualTo(before + 1);
            assertThat(messages().lockUnknown(work, 1000))
                    .extracting(MessageRow::id)
                    .contains(id);
            assertThat(messages()
                            .list(
                                    work,
                                    Scope.all(),
                                    new Messages.Query(null, null, null, MessageState.UNKNOWN, id - 1, 10)))
                    .extracting(MessageRow::id)
                    .containsExactly(id);
        });
        run(work -> messages().settle(work, List.of(to(id, 0, MessageState.ACCEPTED))));
        run(work -> assertThat(messages().countUnknown(work)).isEqualTo(before));
    }

    @Test
    void provider_ids_of_an_address_are_those_of_its_contacts() {
        Instant now = NOW;
        run(work -> {
            ContactId id = new ContactId(stores.ids().next(work, IdKind.CONTACT));
            stores.contacts()
                    .insert(
                            work,
                            List.of(new Contact(
                                    id,
                                    TeamId.DEFAULT,
                                    null,
                                    null,
                                    null,
                                    "Ann@Example.com",
                                    null,
                                    "+14155550177",
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
                                    now,
                                    1)));
            NewMessage message = new NewMessage(
                    stores.ids().next(work, IdKind.MESSAGE),
                    "default",
                    id.value(),
                    0,
                    null,
                    null,
                    1,
                    "sms",
                    "+14155550177",
                    null,
                    "Hi",
                    null,
                    Map.of(),
                    MessageState.SENDING,
                    1,
                    null,
                    null,
                    null,
                    null,
                    now,
                    now,
                    now,
                    null);
            messages().insert(work, List.of(message));
            messages().settle(work, List.of(to(message.id(), 1, MessageState.ACCEPTED)));
            assertThat(messages().providerIdsTo(work, "+14155550177", now)).containsExactly("SM1");
            assertThat(messages().providerIdsTo(work, "+14155550177", now.plusSeconds(1)))
                    .isEmpty();
            assertThat(messages().providerIdsTo(work, "+14155550178", now)).isEmpty();
        });
    }

    @Test
    void outcomes_are_those_of_the_runs_asked_for() {
        NewMessage one = message(71_001, "day-1", MessageState.DENIED);
        NewMessage two = message(71_001, "day-3", MessageState.SENDING);
        NewMessage other = message(71_002, "day-1", MessageState.SENDING);
        run(work -> messages().insert(work, List.of(one, two, other)));
        List<StepOutcome> outcomes = in(work -> messages().outcomes(work, List.of(71_001L)));
        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        new StepOutcome(71_001, "day-1", 1, MessageState.DENIED),
                        new StepOutcome(71_001, "day-3", 1, MessageState.SENDING));
    }

    @Test
    void the_last_message_of_a_sequence_is_found_among_thousands() {
        long contact = someContact();
        run(work -> {
            List<NewMessage> all = new ArrayList<>();
            for (int i = 0; i < 1_500; i++) {
                all.add(to(work, contact, i < 1_200 ? "old" : i < 1_499 ? null : "new", NOW));
            }
            NewMessage last = all.remove(all.size() - 1);
            all.add(all.size() - 200, last);
            all.add(to(work, contact, "planned", null));
            messages().insert(work, all);
        });
        Optional<MessageRow> last = in(work -> messages().lastOfSequence(work, contact));
        assertThat(last.map(MessageRow::sequence)).contains("new");
        long nobody = someContact();
        Optional<MessageRow> none = in(work -> messages().lastOfSequence(work, nobody));
        assertThat(none).isEmpty();
    }

    private NewMessage to(UnitOfWork work, long contact, @Nullable String sequence, @Nullable Instant sending) {
        return new NewMessage(
                stores.ids().next(work, IdKind.MESSAGE),
                "default",
                contact,
                sequence == null ? 0 : stores.ids().next(work, IdKind.ENROLLMENT),
                sequence,
                sequence == null ? null : "a",
                1,
                "sms",
                "+14155550177",
                null,
                "Hi",
                null,
                Map.of(),
                sending == null ? MessageState.PLANNED : MessageState.SENDING,
                1,
                null,
                null,
                null,
                null,
                NOW,
                sending,
                sending,
                null);
    }
}
