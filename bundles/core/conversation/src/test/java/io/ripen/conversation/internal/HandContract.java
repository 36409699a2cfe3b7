package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.Reconciliation;
import io.ripen.conversation.ConversationEntry;
import io.ripen.conversation.Conversations.Result;
import io.ripen.conversation.Handwritten;
import io.ripen.conversation.InvalidHandwrittenException;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.ProviderReport;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.DeliveryReports;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.sequence.EnrollmentId;
import io.ripen.sequence.EnrollmentState;
import io.ripen.task.Task;
import io.ripen.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages that people write: one gate, one message for one click, and a way on after a crash. */
abstract class HandContract extends TalkScenario {
    private static final Handwritten HELLO = new Handwritten("sms", null, "Hi Ann, Kim here. {{contact.first_name}}");

    HandContract(TestDatabase database) {
        super(database);
    }

    private MessageId write(Contact contact, String key) {
        return ((Result.Taken) conversations.send(Actor.part("kim"), contact.id(), HELLO, key)).message();
    }

    private MessageRow row(MessageId id) {
        return stores.transactions()
                .call(work -> stores.messages().find(work, id.value()))
                .orElseThrow();
    }

    private void becomes(MessageId id, MessageState state) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(row(id).state()).isEqualTo(state));
    }

    private EnrollmentState state(long run) {
        return stores.transactions()
                .call(work -> stores.enrollments().find(work, run))
                .orElseThrow()
                .state();
    }

    private static Policy always(Decision decision) {
        return (sends, work) -> sends.stream().map(send -> decision).toList();
    }

    @Test
    void a_message_goes_out_once_and_as_it_was_written_and_the_sequences_stop() {
        Contact ann = lead("Ann", "+12125550101");
        long run = enrolled(ann);
        intake.receive(event("SM1", "sms.received", ann, Map.of("text", "Hello?")));
        Result.Taken taken = (Result.Taken) conversations.send(Actor.part("kim"), ann.id(), HELLO, "k");
        assertThat(taken.repeated()).isFalse();
        assertThat(taken.stopped()).containsExactly(new EnrollmentId(run));
        becomes(taken.message(), MessageState.ACCEPTED);
        assertThat(sms.sent).hasSize(1);
        assertThat(sms.sent.get(0).text()).isEqualTo(HELLO.text());
        assertThat(sms.sent.get(0).address()).isEqualTo("+12125550101");
        assertThat(state(run)).isEqualTo(EnrollmentState.STOPPED);
        assertThat(row(taken.message()).providerId()).isEqualTo("P-" + taken.message());
        assertThat(tasks.list(Actor.part("the test"), new Tasks.Query(null, ann.id(), null, null, 0, 10)))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.state()).isEqualTo(Task.State.DONE);
                    assertThat(task.outcome()).isEqualTo("answered");
                    assertThat(task.doneBy()).isEqualTo("kim");
                });
        List<ConversationEntry> thread = conversations
                .of(Actor.part("the test"), ann.id(), null, 10)
                .orElseThrow()
                .entries();
        assertThat(thread).extracting(ConversationEntry::writtenBy).containsExactlyInAnyOrder(null, "kim");
        clock.advance(Duration.ofDays(1));
        delivery.pickUp();
        assertThat(sms.sent).hasSize(1);
    }

    @Test
    void a_double_click_sends_once_also_when_both_come_at_once() throws Exception {
        Contact ann = lead("Ann", "+12125550101");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Result>> clicks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clicks.add(threads.submit(() -> conversations.send(Actor.part("kim"), ann.id(), HELLO, "click")));
            }
            Set<Long> messages = new TreeSet<>();
            int fresh = 0;
            for (Future<Result> each : clicks) {
                Result.Taken taken = (Result.Taken) each.get();
                messages.add(taken.message().value());
                fresh += taken.repeated() ? 0 : 1;
            }
            assertThat(messages).hasSize(1);
            assertThat(fresh).isEqualTo(1);
        } finally {
            threads.shutdown();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(sms.sent).hasSize(1));
        assertThat(conversations.send(Actor.part("kim"), ann.id(), new Handwritten("sms", null, "Other"), "click"))
                .isInstanceOf(Result.KeyUsed.class);
        assertThat(sms.sent).hasSize(1);
    }

    @Test
    void what_a_policy_denies_is_never_sent_and_leaves_the_sequences() {
        Contact ann = lead("Ann", "+12125550101");
        long run = enrolled(ann);
        policies.add("suppression", always(new Decision.Deny("The number opted out.")));
        MessageId id = write(ann, null);
        assertThat(row(id).state()).isEqualTo(MessageState.DENIED);
        assertThat(row(id).reason()).isEqualTo("The number opted out.");
        assertThat(state(run)).isEqualTo(EnrollmentState.ACTIVE);
        clock.advance(Duration.ofDays(1));
        delivery.pickUp();
        assertThat(sms.sent).isEmpty();
    }

    @Test
    void what_is_held_goes_out_when_it_may() {
        Contact ann = lead("Ann", "+12125550101");
        Instant until = clock.instant().plus(Duration.ofHours(3));
        Policy night = always(new Decision.Hold(until, "It is night."));
        policies.add("quiet", night);
        MessageId id = write(ann, null);
        assertThat(row(id).state()).isEqualTo(MessageState.PLANNED);
        assertThat(row(id).heldUntil()).isEqualTo(until);
        delivery.pickUp();
        assertThat(sms.sent).isEmpty();
        policies.remove(night);
        clock.advance(Duration.ofHours(3));
        delivery.pickUp();
        becomes(id, MessageState.ACCEPTED);
        assertThat(sms.sent).hasSize(1);
    }

    @Test
    void who_opted_out_while_it_was_held_gets_nothing() {
        Contact ann = lead("Ann", "+12125550101");
        policies.add("quiet", always(new Decision.Hold(clock.instant().plusSeconds(60), "Soon.")));
        MessageId id = write(ann, null);
        policies.add("suppression", always(new Decision.Deny("The number opted out.")));
        clock.advance(Duration.ofMinutes(2));
        delivery.pickUp();
        assertThat(row(id).state()).isEqualTo(MessageState.DENIED);
        assertThat(sms.sent).isEmpty();
    }

    @Test
    void a_provider_that_is_away_gets_it_later() {
        Contact ann = lead("Ann", "+12125550101");
        sms.answer = message -> new Outcome.Unavailable(Duration.ofSeconds(30), "429");
        MessageId id = write(ann, null);
        becomes(id, MessageState.PLANNED);
        sms.answer = message -> new Outcome.Accepted("later");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(31));
            delivery.pickUp();
            assertThat(row(id).state()).isEqualTo(MessageState.ACCEPTED);
        });
        assertThat(sms.sent).hasSize(2);
    }

    /** A node that died after the commit: its delivery never sends. */
    private MessageId crashedBeforeSending(Contact contact) {
        HandDelivery dead = anotherNode();
        dead.stop();
        MessageId id =
                ((Result.Taken) conversationsOver(dead).send(Actor.part("kim"), contact.id(), HELLO, null)).message();
        assertThat(row(id).state()).isEqualTo(MessageState.SENDING);
        return id;
    }

    @Test
    void after_a_crash_the_provider_is_asked_and_what_it_has_is_not_sent_again() {
        MessageId id = crashedBeforeSending(lead("Ann", "+12125550101"));
        sms.found = new Reconciliation.Found("P-there");
        delivery.pickUp();
        clock.advance(Duration.ofSeconds(89));
        delivery.pickUp();
        assertThat(row(id).state()).as("its lease is not over").isEqualTo(MessageState.SENDING);
        clock.advance(Duration.ofSeconds(2));
        delivery.pickUp();
        becomes(id, MessageState.ACCEPTED);
        assertThat(row(id).providerId()).isEqualTo("P-there");
        assertThat(sms.sent).isEmpty();
        assertThat(sms.asked).hasSize(1);
    }

    @Test
    void of_two_equal_messages_in_doubt_only_one_is_what_the_provider_has() {
        Contact ann = lead("Ann", "+12125550101");
        List<MessageId> both = List.of(crashedBeforeSending(ann), crashedBeforeSending(ann));
        sms.found = new Reconciliation.Found("P-there");
        HandDelivery other = anotherNode();
        try {
            clock.advance(Duration.ofSeconds(91));
            delivery.pickUp();
            other.pickUp();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(both)
                            .extracting(id -> row(id).state())
                            .containsExactlyInAnyOrder(MessageState.ACCEPTED, MessageState.UNKNOWN));
            assertThat(both).extracting(id -> row(id).providerId()).containsExactlyInAnyOrder("P-there", null);
            sms.found = new Reconciliation.Found("P-second");
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                clock.advance(Duration.ofSeconds(91));
                delivery.pickUp();
                assertThat(both)
                        .extracting(id -> row(id).providerId())
                        .containsExactlyInAnyOrder("P-there", "P-second");
            });
            assertThat(sms.sent).isEmpty();
        } finally {
            other.stop();
        }
    }

    @Test
    void after_a_crash_what_the_provider_never_had_is_sent() {
        MessageId id = crashedBeforeSending(lead("Ann", "+12125550101"));
        sms.found = new Reconciliation.NotFound("It is not listed.");
        clock.advance(Duration.ofSeconds(91));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            delivery.pickUp();
            clock.advance(Duration.ofSeconds(5));
            assertThat(row(id).state()).isEqualTo(MessageState.ACCEPTED);
        });
        assertThat(sms.sent).hasSize(1);
    }

    @Test
    void what_nobody_can_find_out_stays_unknown_and_is_never_sent_blindly() {
        MessageId id = crashedBeforeSending(lead("Ann", "+12125550101"));
        clock.advance(Duration.ofSeconds(91));
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            delivery.pickUp();
            clock.advance(Duration.ofHours(1));
            assertThat(sms.asked).hasSize(5);
        });
        clock.advance(Duration.ofDays(30));
        delivery.pickUp();
        becomes(id, MessageState.UNKNOWN);
        assertThat(sms.sent).isEmpty();
        assertThat(sms.asked).hasSize(5);
    }

    @Test
    void a_channel_that_throws_leaves_it_unknown_and_the_provider_is_asked() {
        sms.answer = message -> {
            throw new IllegalStateException("broken pipe");
        };
        MessageId id = write(lead("Ann", "+12125550101"), null);
        becomes(id, MessageState.UNKNOWN);
        sms.found = new Reconciliation.Found("P-1");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(16));
            delivery.pickUp();
            assertThat(row(id).state()).isEqualTo(MessageState.ACCEPTED);
        });
        assertThat(sms.sent).hasSize(1);
    }

    @Test
    void two_nodes_take_up_a_message_once() throws Exception {
        MessageId id = crashedBeforeSending(lead("Ann", "+12125550101"));
        sms.found = new Reconciliation.NotFound("It is not listed.");
        clock.advance(Duration.ofSeconds(91));
        HandDelivery other = anotherNode();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 10; round++) {
                Future<?> one = threads.submit(delivery::pickUp);
                Future<?> two = threads.submit(other::pickUp);
                one.get();
                two.get();
                clock.advance(Duration.ofSeconds(3));
            }
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                delivery.pickUp();
                clock.advance(Duration.ofSeconds(3));
                assertThat(row(id).state()).isEqualTo(MessageState.ACCEPTED);
            });
        } finally {
            threads.shutdown();
            other.stop();
        }
        assertThat(sms.sent).hasSize(1);
    }

    /** Whether sequences were told that somebody wrote to the lead, and how often. */
    private void toldThatWritten(Contact contact, MessageId... messages) {
        String[] expected = Stream.of(messages).map(MessageId::toString).toArray(String[]::new);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<EventRow> events = stores.transactions()
                    .call(work -> stores.events().byContact(work, contact.id().value(), 100));
            assertThat(events)
                    .filteredOn(event -> event.type().equals("message.written"))
                    .extracting(event -> event.data().get("message"))
                    .containsExactlyInAnyOrder((Object[]) expected);
        });
    }

    @Test
    void sequences_are_told_of_what_went_out_and_of_nothing_else() {
        Contact ann = lead("Ann", "+12125550101");
        MessageId out = write(ann, null);
        toldThatWritten(ann, out);

        Contact bob = lead("Bob", "+12125550102");
        Policy night = always(new Decision.Hold(clock.instant().plusSeconds(60), "Soon."));
        policies.add("quiet", night);
        MessageId held = write(bob, null);
        delivery.pickUp();
        toldThatWritten(bob);
        policies.remove(night);
        clock.advance(Duration.ofMinutes(2));
        delivery.pickUp();
        toldThatWritten(bob, held);

        Contact cid = lead("Cid", "+12125550103");
        sms.answer = message -> new Outcome.Refused("30006", "A landline.");
        becomes(write(cid, null), MessageState.REFUSED);
        policies.add("suppression", always(new Decision.Deny("The number opted out.")));
        write(cid, null);
        clock.advance(Duration.ofMinutes(2));
        delivery.pickUp();
        toldThatWritten(cid);
        toldThatWritten(ann, out);
    }

    @Test
    void sequences_are_told_once_also_after_a_crash() {
        Contact ann = lead("Ann", "+12125550101");
        MessageId id = crashedBeforeSending(ann);
        sms.found = new Reconciliation.Found("P-there");
        clock.advance(Duration.ofSeconds(91));
        delivery.pickUp();
        toldThatWritten(ann, id);
        clock.advance(Duration.ofDays(1));
        delivery.pickUp();
        toldThatWritten(ann, id);
    }

    @Test
    void sequences_are_told_also_when_the_provider_reports_before_it_is_asked() {
        Contact ann = lead("Ann", "+12125550101");
        MessageId id = crashedBeforeSending(ann);
        run(work -> stores.messages()
                .report(
                        work,
                        List.of(new ProviderReport(id.value(), DeliveryReports.Status.DELIVERED, "P-there", null)),
                        clock.instant()));
        clock.advance(Duration.ofSeconds(91));
        delivery.pickUp();
        toldThatWritten(ann, id);
        assertThat(sms.sent).isEmpty();
        assertThat(sms.asked).isEmpty();
    }

    @Test
    void a_lead_without_an_address_is_denied_with_the_cure() {
        MessageId id = write(lead("Ann", null), null);
        assertThat(row(id).state()).isEqualTo(MessageState.DENIED);
        assertThat(row(id).reason()).contains("phone number").contains("Add one");
    }

    @Test
    void nobody_is_written_to_who_is_not_there() {
        assertThat(conversations.send(Actor.part("kim"), new ContactId(4711), HELLO, null))
                .isInstanceOf(Result.NoContact.class);
    }

    @Test
    void what_cannot_be_sent_is_refused_by_field() {
        Contact ann = lead("Ann", "+12125550101");
        refused(ann, new Handwritten("pigeon", null, "Hi"), null, "channel", "email, sms");
        refused(ann, new Handwritten("sms", null, " "), null, "text", "empty");
        refused(ann, new Handwritten("sms", null, "x".repeat(20_001)), null, "text", "20000");
        refused(ann, new Handwritten("sms", null, "a\0b"), null, "text", "control");
        refused(ann, new Handwritten("sms", "Hi", "Hi"), null, "subject", "Leave");
        refused(ann, new Handwritten("email", null, "Hi"), null, "subject", "needs");
        refused(ann, new Handwritten("email", "Hi\r\nBcc: all@example.com", "Hi"), null, "subject", "control");
        refused(ann, HELLO, "", "Idempotency-Key", "UUID");
        refused(ann, HELLO, "k\n", "Idempotency-Key", "UUID");
        refused(ann, HELLO, "k".repeat(201), "Idempotency-Key", "UUID");
        assertThat(conversations
                        .of(Actor.part("the test"), ann.id(), null, 10)
                        .orElseThrow()
                        .entries())
                .isEmpty();
    }

    private void refused(Contact contact, Handwritten draft, String key, String field, String words) {
        assertThatThrownBy(() -> conversations.send(Actor.part("kim"), contact.id(), draft, key))
                .isInstanceOfSatisfying(InvalidHandwrittenException.class, refused -> {
                    assertThat(refused.field()).isEqualTo(field);
                    assertThat(refused.getMessage()).contains(words);
                });
    }

    /** A lead without an owner, to whom mails would go as well. */
    private Contact nobodys(String name) {
        return lead(name, null, name.toLowerCase(java.util.Locale.ROOT) + "@example.com", null);
    }

    private OutboundMessage mail(Contact contact, String subject) {
        int before = email.sent.size();
        email.answer = message -> new Outcome.Accepted("<ours-" + message.id() + "@acme.example>");
        conversations.send(Actor.part("kim"), contact.id(), new Handwritten("email", subject, "Hi Ann."), null);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(email.sent).hasSize(before + 1));
        OutboundMessage sent = email.sent.get(before);
        becomes(sent.id(), MessageState.ACCEPTED);
        return sent;
    }

    private void answersByMail(Contact contact, String id, String subject) {
        clock.advance(Duration.ofMinutes(1));
        intake.receive(event(
                "mail:" + id,
                "email.received",
                contact,
                Map.of("channel", "email", "messageId", id, "subject", subject, "text", "When?")));
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void a_mail_by_hand_answers_the_thread_whose_subject_it_has() {
        Contact ann = nobodys("Ann");
        OutboundMessage first = mail(ann, "The house on Elm Street");
        assertThat(first.headers()).as("it begins a thread").isEmpty();
        String ours = "<ours-" + first.id() + "@acme.example>";
        clock.advance(Duration.ofMinutes(1));

        assertThat(mail(ann, "RE: The house on Elm Street").headers())
                .as("before she answered: below our own")
                .isEqualTo(Map.of("In-Reply-To", ours, "References", ours));
        String ours2 = "<ours-" + email.sent.get(1).id() + "@acme.example>";
        answersByMail(ann, "<theirs-1@mail.example>", "Re: The house on Elm Street");
        answersByMail(ann, "<theirs-2@mail.example>", "AW: Re: the house  on elm street");
        answersByMail(ann, "<other@mail.example>", "Parking");
        answersByMail(ann, "not a message id", "Re: The house on Elm Street");

        OutboundMessage answer = mail(ann, "Re: The house on Elm Street");
        assertThat(answer.headers())
                .isEqualTo(Map.of(
                        "In-Reply-To",
                        "<theirs-2@mail.example>",
                        "References",
                        ours + " " + ours2 + " <theirs-1@mail.example> <theirs-2@mail.example>"));
        assertThat(row(answer.id()).headers()).as("kept for every attempt").isEqualTo(answer.headers());
        assertThat(mail(ann, "Another house").headers()).isEmpty();
        assertThat(mail(nobodys("Bob"), "Re: The house on Elm Street").headers())
                .as("somebody else's thread")
                .isEmpty();
    }

    @Test
    void a_long_mail_thread_names_its_first_and_its_last_mails() {
        Contact ann = nobodys("Ann");
        for (int i = 1; i <= 30; i++) {
            answersByMail(ann, "<theirs-" + i + "@mail.example>", "Re: House");
        }
        String references = mail(ann, "Re: House").headers().get("References");
        assertThat(references.split(" "))
                .hasSize(20)
                .startsWith("<theirs-1@mail.example>", "<theirs-12@mail.example>")
                .endsWith("<theirs-30@mail.example>");
    }

    @Test
    void a_held_mail_keeps_its_thread() {
        Contact ann = nobodys("Ann");
        answersByMail(ann, "<theirs-1@mail.example>", "House");
        Instant morning = clock.instant().plus(Duration.ofHours(8));
        Decision night = new Decision.Hold(morning, "It is night where the lead is.");
        policies.add(
                "night",
                (sends, work) -> sends.stream()
                        .map(send -> send.at().isBefore(morning) ? night : Decision.ALLOW)
                        .toList());
        conversations.send(Actor.part("kim"), ann.id(), new Handwritten("email", "Re: House", "Hi."), null);
        clock.advance(Duration.ofHours(8));
        delivery.pickUp();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(email.sent).hasSize(1));
        assertThat(email.sent.get(0).headers())
                .isEqualTo(Map.of("In-Reply-To", "<theirs-1@mail.example>", "References", "<theirs-1@mail.example>"));
    }

    @Test
    void the_thread_shows_what_people_did_and_not_what_machines_did() {
        Contact ann = lead("Ann", "+12125550101");
        MessageId id = write(ann, null);
        becomes(id, MessageState.ACCEPTED);
        engaged("o1", "message.opened", ann, id, "machine");
        engaged("o2", "message.opened", ann, id, "unknown");
        engaged("c1", "link.clicked", ann, id, "machine");
        assertThat(entry(ann).opened()).isNull();
        assertThat(entry(ann).clicked()).isEmpty();
        engaged("o3", "message.opened", ann, id, "human");
        engaged("c2", "link.clicked", ann, id, "unknown");
        engaged("c3", "link.clicked", ann, id, "human");
        assertThat(entry(ann).opened()).isEqualTo(clock.instant());
        assertThat(entry(ann).clicked()).containsExactly("pricing");
    }

    private ConversationEntry entry(Contact contact) {
        return conversations
                .of(Actor.part("the test"), contact.id(), null, 10)
                .orElseThrow()
                .entries()
                .get(0);
    }

    private void engaged(String id, String type, Contact contact, MessageId message, String engagement) {
        intake.receive(event(
                id, type, contact, Map.of("message", message.toString(), "engagement", engagement, "link", "pricing")));
    }

    @Test
    void a_long_thread_comes_page_by_page() {
        Contact ann = lead("Ann", "+12125550101");
        for (int i = 0; i < 7; i++) {
            intake.receive(event("SM" + i, "sms.received", ann, Map.of("text", "Line " + i)));
            clock.advance(Duration.ofNanos(i % 2 * 1_000));
        }
        List<String> read = new ArrayList<>();
        String after = null;
        do {
            var page =
                    conversations.of(Actor.part("the test"), ann.id(), after, 3).orElseThrow();
            page.entries().forEach(entry -> read.add(entry.text()));
            after = page.next();
        } while (after != null);
        assertThat(read).containsExactly("Line 0", "Line 1", "Line 2", "Line 3", "Line 4", "Line 5", "Line 6");
        for (String wrong :
                new String[] {"", "x", "1.m", "1.x5", "99999999999999999999.m1", "1.m9999999999999999999"}) {
            assertThatThrownBy(() -> conversations.of(Actor.part("the test"), ann.id(), wrong, 3))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
