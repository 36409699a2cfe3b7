package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripen.access.Actor;
import io.ripen.channel.Outcome;
import io.ripen.conversation.ConversationEntry;
import io.ripen.conversation.ConversationEntry.Direction;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.NotificationRow;
import io.ripen.core.store.NotificationStore;
import io.ripen.crm.Contact;
import io.ripen.net.OutboundTargets;
import io.ripen.policy.Blocks;
import io.ripen.sequence.SequenceId;
import io.ripen.task.Task;
import io.ripen.task.TaskDraft;
import io.ripen.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happens when a lead wrote. */
abstract class LeadWroteContract extends TalkScenario {

    LeadWroteContract(TestDatabase database) {
        super(database);
    }

    private void texts(Contact contact, String id, String text) {
        intake.receive(event(id, "sms.received", contact, Map.of("channel", "sms", "text", text)));
    }

    private List<ConversationEntry> thread(Contact contact) {
        return conversations
                .of(Actor.part("the test"), contact.id(), null, 100)
                .orElseThrow()
                .entries();
    }

    private List<Task> open(Contact contact) {
        return tasks.list(Actor.part("the test"), new Tasks.Query(null, contact.id(), null, Task.State.OPEN, 0, 10));
    }

    private void told(int mails) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(email.sent).hasSize(mails));
    }

    @Test
    void the_text_is_in_the_thread_and_the_owner_has_a_task_and_a_mail() {
        Contact ann = lead("Ann", "+12125550101");
        texts(ann, "SM1", "Yes, please call");
        assertThat(thread(ann)).hasSize(1);
        ConversationEntry said = thread(ann).get(0);
        assertThat(said.direction()).isEqualTo(Direction.IN);
        assertThat(said.text()).isEqualTo("Yes, please call");
        assertThat(said.channel()).isEqualTo("sms");
        assertThat(said.kind()).isEqualTo("reply");
        assertThat(open(ann)).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("reply");
            assertThat(task.title()).isEqualTo("Reply to Ann Example");
            assertThat(task.owner()).isEqualTo("kim@example.com");
            assertThat(task.script()).isEqualTo("sms: Yes, please call");
        });
        told(1);
        assertThat(email.sent.get(0).address()).isEqualTo("kim@example.com");
        assertThat(email.sent.get(0).subject()).isEqualTo("Ann Example replied by sms");
        assertThat(email.sent.get(0).text())
                .contains("Yes, please call", "+12125550101", "/contacts/" + ann.id() + "/conversation");
        assertThat(email.sent.get(0).headers()).containsEntry("Auto-Submitted", "auto-generated");
    }

    @Test
    void the_same_event_again_tells_nobody_again() {
        Contact ann = lead("Ann", "+12125550101");
        for (int i = 0; i < 5; i++) {
            texts(ann, "SM1", "Yes");
        }
        told(1);
        notices.tell();
        assertThat(email.sent).hasSize(1);
        assertThat(thread(ann)).hasSize(1);
        assertThat(open(ann)).hasSize(1);
    }

    @Test
    void who_writes_three_times_is_one_task_with_three_texts() {
        Contact ann = lead("Ann", "+12125550101");
        texts(ann, "SM1", "Yes");
        texts(ann, "SM2", "Or no");
        clock.advance(Duration.ofMinutes(1));
        intake.receive(event("mail-1", "email.received", ann, Map.of("text", "By mail then", "subject", "Re: Hi")));
        assertThat(open(ann))
                .singleElement()
                .extracting(Task::script)
                .isEqualTo("sms: Yes\n\nsms: Or no\n\nemail: By mail then");
        assertThat(thread(ann)).extracting(ConversationEntry::text).containsExactly("Yes", "Or no", "By mail then");
        assertThat(thread(ann).get(2).subject()).isEqualTo("Re: Hi");
    }

    @Test
    void a_mail_that_its_channel_has_kept_already_stays_as_it_is() {
        Contact ann = lead("Ann", "+12125550101");
        run(work -> stores.inbound()
                .insert(
                        work,
                        List.of(new InboundRow(
                                stores.ids().next(work, IdKind.INBOUND),
                                "default",
                                ann.id().value(),
                                "email",
                                "reply",
                                "<1@example.com>",
                                "ann@example.com",
                                null,
                                "Re: Hi",
                                "With all parts",
                                "raw",
                                null,
                                "token",
                                0,
                                clock.instant()))));
        intake.receive(event(
                "mail-1", "email.received", ann, Map.of("text", "With all parts", "messageId", "<1@example.com>")));
        assertThat(thread(ann)).hasSize(1);
        assertThat(open(ann)).hasSize(1);
    }

    @Test
    void a_mail_that_was_kept_for_nobody_is_in_the_thread_of_whom_it_concerns() {
        Contact ann = lead("Ann", "+12125550101");
        run(work -> stores.inbound()
                .insert(
                        work,
                        List.of(new InboundRow(
                                stores.ids().next(work, IdKind.INBOUND),
                                "default",
                                0,
                                "email",
                                "reply",
                                "<1@example.com>",
                                "ann@example.com",
                                null,
                                null,
                                "Two of us",
                                "raw",
                                null,
                                null,
                                0,
                                clock.instant()))));
        intake.receive(
                event("mail:1", "email.received", ann, Map.of("text", "Two of us", "messageId", "<1@example.com>")));
        assertThat(thread(ann)).extracting(ConversationEntry::text).containsExactly("Two of us");
    }

    @Test
    void a_number_of_two_leads_is_in_both_threads() {
        Contact ann = lead("Ann", "+12125550101");
        Contact bob = lead("Bob", "+12125550101");
        intake.receive(
                event("SM1", "sms.received", ann, Map.of("channel", "sms", "text", "Who is it?")), List.of(ann, bob));
        assertThat(thread(ann)).hasSize(1);
        assertThat(thread(bob)).hasSize(1);
        assertThat(open(bob)).hasSize(1);
    }

    @Test
    void a_call_and_an_automatic_answer_tell_nobody() {
        Contact ann = lead("Ann", "+12125550101");
        intake.receive(event("c1", "reply", ann, Map.of("channel", "call", "text", "Talked")));
        intake.receive(event("a1", "email.auto-reply", ann, Map.of("text", "I am away")));
        notices.tell();
        assertThat(open(ann)).isEmpty();
        assertThat(thread(ann)).isEmpty();
        assertThat(email.sent).isEmpty();
    }

    /** What the circuit breaker does, and delivery when a provider says that the sender is not registered. */
    private void sendingIsPaused(Contact seenAt, TaskBook tasks) {
        run(work -> tasks.create(
                work,
                new Tasks.Origin(seenAt.team(), seenAt.id(), null, null, new SequenceId("welcome"), null, null),
                new TaskDraft(
                        TaskDraft.ALARM,
                        "Sequence welcome is paused for team default",
                        "9 of 100 opted out. Lift the block.",
                        null,
                        Duration.ZERO)));
    }

    @Test
    void the_owner_is_told_that_sending_was_paused() {
        sendingIsPaused(lead("Ann", "+12125550101"), tasks);
        told(1);
        assertThat(email.sent.get(0).address()).isEqualTo("kim@example.com");
        assertThat(email.sent.get(0).subject()).isEqualTo("Sequence welcome is paused for team default");
        assertThat(email.sent.get(0).text()).contains("9 of 100 opted out.", "https://ripen.example/api/v1/blocks");
    }

    @Test
    void whoever_is_named_for_alarms_is_told_instead_and_a_webhook_too() {
        notices.stop();
        alarmMail = "ops@example.com";
        notices = notices(new Webhooks(
                new String[] {"default=https://crm.example.com/told"}, "", OutboundTargets.allowing(List.of())));
        notices.stop();
        sendingIsPaused(lead("Ann", "+12125550101", null, null), new TaskBook(stores, intake, notices));
        List<NotificationRow> due = stores.transactions()
                .call(work -> stores.notifications()
                        .claim(
                                work,
                                clock.instant(),
                                clock.instant().plusSeconds(120),
                                10,
                                NotificationStore.But.NOTHING));
        assertThat(due)
                .extracting(NotificationRow::target)
                .containsExactlyInAnyOrder("ops@example.com", "https://crm.example.com/told");
        assertThat(due)
                .filteredOn(row -> row.kind().equals("webhook"))
                .singleElement()
                .extracting(NotificationRow::body)
                .asString()
                .contains("\"type\":\"sending.paused\"", "\"sequence\":\"welcome\"", "9 of 100 opted out.");
    }

    @Test
    void nobody_is_told_while_all_that_leaves_is_held_and_everybody_afterwards() {
        Contact ann = lead("Ann", "+12125550101");
        run(work -> blocks.set(work, Blocks.HOLD, "A copy.", "ripen start"));
        texts(ann, "SM1", "Yes");
        notices.tell();
        assertThat(email.sent).isEmpty();
        assertThat(open(ann)).hasSize(1);

        run(work -> blocks.lift(work, Blocks.HOLD, "kim"));
        notices.tell();
        told(1);
    }

    @Test
    void an_owner_without_an_address_has_the_task_only() {
        Contact ann = lead("Ann", "+12125550101", null, "kim");
        texts(ann, "SM1", "Yes");
        notices.tell();
        assertThat(open(ann)).hasSize(1);
        assertThat(email.sent).isEmpty();
    }

    @Test
    void hostile_names_and_owners_make_no_second_line_and_no_second_address() {
        Contact ann = lead("Ann\r\nBcc: all@example.com", "+12125550101", null, "kim@example.com, pat@example.com");
        texts(ann, "SM1", "Yes");
        assertThat(open(ann).get(0).title()).isEqualTo("Reply to Ann Bcc: all@example.com Example");
        notices.tell();
        assertThat(email.sent).isEmpty();
    }

    @Test
    void a_mail_server_that_is_away_delays_and_loses_nothing() {
        Contact ann = lead("Ann", "+12125550101");
        email.answer = message -> new Outcome.Unavailable(Duration.ofSeconds(1), "Away.");
        texts(ann, "SM1", "Yes");
        told(1);
        email.answer = message -> new Outcome.Accepted("ok");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(11));
            notices.tell();
            assertThat(email.sent).hasSizeGreaterThanOrEqualTo(2);
        });
        int tries = email.sent.size();
        assertThat(email.sent.get(0).id()).isEqualTo(email.sent.get(1).id());
        clock.advance(Duration.ofDays(1));
        notices.tell();
        assertThat(email.sent).hasSize(tries);
    }

    /** As when the node dies between taking it and telling. */
    @Test
    void what_was_taken_and_not_told_is_told_later() {
        Contact ann = lead("Ann", "+12125550101");
        notices.stop();
        texts(ann, "SM1", "Yes");
        run(work -> assertThat(stores.notifications()
                        .claim(
                                work,
                                clock.instant(),
                                clock.instant().plusSeconds(120),
                                10,
                                NotificationStore.But.NOTHING))
                .hasSize(1));
        notices.tell();
        assertThat(email.sent).isEmpty();
        clock.advance(Duration.ofSeconds(121));
        notices.tell();
        assertThat(email.sent).hasSize(1);
    }
}
