package io.ripen.conversation.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.conversation.Conversations.Result;
import io.ripen.conversation.Handwritten;
import io.ripen.core.fixtures.TestDatabase;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.policy.Blocks;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.OptOuts.Choice;
import io.ripen.policy.blocks.internal.BlocksPolicy;
import io.ripen.policy.suppression.internal.SuppressionPolicy;
import io.ripen.task.Task;
import io.ripen.task.Tasks;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** STOP, free wording, HELP and START, from the intake to what leaves. */
abstract class OptingOutContract extends TalkScenario {
    private static final String NUMBER = "+12125550101";

    OptingOutContract(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void policies() {
        policies.add("suppression", new SuppressionPolicy(suppressions));
        policies.add("block", new BlocksPolicy(blocks));
    }

    private void texts(String id, String from, String text, String... more) {
        Map<String, Object> data = new HashMap<>(Map.of("channel", "sms", "text", text));
        for (int i = 0; i < more.length; i += 2) {
            data.put(more[i], more[i + 1]);
        }
        intake.receive(new Event(id, "sms.received", null, null, from, clock.instant(), EventSource.PROVIDER, data));
    }

    private void mails(String id, String from, String text) {
        intake.receive(new Event(
                id,
                "email.received",
                null,
                null,
                from,
                clock.instant(),
                EventSource.PROVIDER,
                Map.of("channel", "email", "text", text)));
    }

    private boolean isSuppressed(AddressKind kind, String address) {
        return suppressions.find(kind, address).isPresent();
    }

    private List<Task> open(Contact contact) {
        return tasks.list(Actor.part("the test"), new Tasks.Query(null, contact.id(), null, Task.State.OPEN, 0, 10));
    }

    private List<String> recorded(Contact contact) {
        return consents.of(Actor.part("the test"), contact.id()).stream()
                .map(each -> each.channel() + " " + each.state().word() + " " + each.source() + " " + each.wording())
                .toList();
    }

    /** What goes out once everything that is due has been taken up. */
    private List<String> sent() {
        delivery.pickUp();
        List<Contact> leads = stores.transactions()
                .call(work -> stores.contacts().findByAddresses(work, List.of(NUMBER, "+12125550102"), List.of()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> leads.stream()
                        .flatMap(lead ->
                                conversations
                                        .of(Actor.part("the test"), lead.id(), null, 100)
                                        .orElseThrow()
                                        .entries()
                                        .stream())
                        .noneMatch(entry -> "PLANNED".equals(String.valueOf(entry.state()))
                                || "SENDING".equals(String.valueOf(entry.state()))));
        return sms.sent.stream().map(each -> each.text()).toList();
    }

    @Test
    void a_doubtful_wording_holds_every_spelling_of_the_mailbox() {
        Contact ann = lead("Ann", null, "ann.lead@gmail.com", "kim@example.com");
        Contact again = lead("Ann", null, "AnnLead+cars@googlemail.com", "kim@example.com");
        mails("<1@x>", "ann.lead@gmail.com", "Please leave me alone.");
        assertThat(blocks.all())
                .extracting(Blocks.Block::name)
                .containsExactly("email:annlead@gmail.com")
                .containsExactly(Blocks.address(AddressKind.EMAIL, again.email()));

        optingOut.decide(Actor.part("kim"), ann.id(), Choice.KEEP, null);
        assertThat(blocks.all()).isEmpty();
    }

    @Test
    void stop_ends_all_channels_is_confirmed_once_and_asks_nobody() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "Stop!!");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "Ann@Example.com")).isTrue();
        assertThat(open(ann)).isEmpty();
        assertThat(sent())
                .containsExactly(
                        "Harbor Homes: You are unsubscribed and will get no more messages. Reply START to resubscribe.");
        texts("SM2", NUMBER, "STOP");
        texts("SM1", NUMBER, "Stop!!");
        assertThat(sent()).hasSize(1);
        assertThat(recorded(ann)).containsExactly("sms out sms STOP", "email out sms Stop!!", "sms out sms Stop!!");
    }

    @Test
    void nothing_else_reaches_who_opted_out_whichever_contact_has_the_number() {
        lead("Ann", NUMBER);
        texts("SM1", NUMBER, "stop");
        assertThat(sent()).hasSize(1);
        Contact again = lead("Ann again", NUMBER);
        assertThat(conversations.send(Actor.part("kim"), again.id(), new Handwritten("sms", null, "Hi"), null))
                .isInstanceOf(Result.Taken.class);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_number_of_two_leads_ends_for_both_and_is_confirmed_once() {
        Contact ann = lead("Ann", NUMBER);
        Contact bob = lead("Bob", NUMBER);
        texts("SM1", NUMBER, "STOP");
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "bob@example.com")).isTrue();
        assertThat(sent()).hasSize(1);
        assertThat(open(ann)).isEmpty();
        assertThat(open(bob)).isEmpty();
    }

    @Test
    void nothing_is_confirmed_where_the_provider_did() {
        lead("Ann", NUMBER);
        texts("SM1", NUMBER, "STOP", "optOutType", "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(sent()).isEmpty();
        settings(new ConsentSettings(true, true, "Bye", "Help"));
        lead("Bob", "+12125550102");
        texts("SM2", "+12125550102", "STOP");
        texts("SM3", "+12125550102", "HELP");
        assertThat(isSuppressed(AddressKind.PHONE, "+12125550102")).isTrue();
        assertThat(sent()).isEmpty();
    }

    @Test
    void what_the_provider_read_counts_more_than_the_text() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "Pls nomore", "optOutType", "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        texts("SM2", NUMBER, "YES", "optOutType", "START");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        assertThat(open(ann)).isEmpty();
    }

    @Test
    void by_channel_the_other_one_goes_on() {
        settings(new ConsentSettings(false, false, "Bye", "Help"));
        lead("Ann", NUMBER);
        texts("SM1", NUMBER, "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isFalse();
    }

    @Test
    void start_brings_the_number_back_and_is_kept_with_its_text() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "STOP");
        assertThat(sent()).hasSize(1);
        texts("SM2", NUMBER, "unstop");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(recorded(ann).get(0)).isEqualTo("sms in sms unstop");
        assertThat(open(ann)).isEmpty();
        conversations.send(Actor.part("kim"), ann.id(), new Handwritten("sms", null, "Welcome back"), null);
        assertThat(sent()).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        texts("SM3", NUMBER, "STOP");
        assertThat(sent()).hasSize(3);
    }

    @Test
    void yes_brings_back_only_who_had_written_stop() {
        Contact ann = lead("Ann", NUMBER);
        run(work -> suppressions.add(work, AddressKind.PHONE, NUMBER, "The number is dead."));
        texts("SM1", NUMBER, "Yes");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(open(ann)).hasSize(1);
        Contact bob = lead("Bob", "+12125550102");
        texts("SM2", "+12125550102", "STOP");
        texts("SM3", "+12125550102", "YES");
        assertThat(isSuppressed(AddressKind.PHONE, "+12125550102")).isFalse();
        assertThat(open(bob)).isEmpty();
    }

    @Test
    void help_is_answered_once_also_to_who_opted_out() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "HELP");
        texts("SM1", NUMBER, "HELP");
        texts("SM2", NUMBER, "help");
        assertThat(sent())
                .containsExactly("Harbor Homes: For help, reply and a person answers. Reply STOP to opt out.");
        assertThat(open(ann)).isEmpty();
        texts("SM3", NUMBER, "STOP");
        assertThat(sent()).hasSize(2);
        clock.advance(Duration.ofHours(2));
        texts("SM4", NUMBER, "HELP");
        assertThat(sent()).hasSize(3);
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
    }

    @Test
    void free_wording_holds_everything_until_a_person_decides() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "please stop texting me");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        assertThat(held()).containsExactlyInAnyOrder("email:ann@example.com", "phone:" + NUMBER);
        Task asked = open(ann).get(0);
        assertThat(asked.kind()).isEqualTo("consent");
        assertThat(asked.script()).contains("please stop texting me", "'opt-out'", "'keep'");
        assertThat(sent()).isEmpty();
        assertThatThrownBy(() -> tasks.complete(Actor.part("kim"), asked.id(), "done", null))
                .hasMessageContaining("'keep'");
        tasks.complete(Actor.part("kim"), asked.id(), "opt-out", "She said so.");
        assertThat(held()).isEmpty();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(recorded(ann))
                .containsExactlyInAnyOrder("sms out person She said so.", "email out person She said so.");
        assertThat(open(ann)).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void what_was_not_meant_that_way_goes_on() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "leave me alone");
        texts("SM2", NUMBER, "I said leave me alone");
        assertThat(open(ann)).hasSize(1);
        assertThat(open(ann).get(0).script()).contains("sms: I said leave me alone");
        tasks.complete(Actor.part("kim"), open(ann).get(0).id(), "keep", null);
        assertThat(held()).isEmpty();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        assertThat(open(ann)).isEmpty();
    }

    @Test
    void a_person_decides_without_the_task() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "take me off your list");
        assertThat(optingOut
                        .standing(Actor.part("the test"), ann.id())
                        .orElseThrow()
                        .held())
                .hasSize(2);
        assertThat(optingOut
                        .decide(Actor.part("kim"), ann.id(), Choice.KEEP, null)
                        .orElseThrow()
                        .held())
                .isEmpty();
        assertThat(open(ann)).isEmpty();
        texts("SM2", NUMBER, "take me off your list now");
        for (int i = 0; i < 2; i++) {
            assertThat(optingOut
                            .decide(Actor.part("kim"), ann.id(), Choice.OPT_OUT, null)
                            .orElseThrow()
                            .suppressed())
                    .hasSize(2);
        }
        assertThat(held()).isEmpty();
        assertThat(open(ann)).isEmpty();
        assertThat(recorded(ann)).hasSize(2);
        assertThat(optingOut
                        .decide(Actor.part("kim"), ann.id(), Choice.KEEP, null)
                        .orElseThrow()
                        .suppressed())
                .hasSize(2);
    }

    @Test
    void stop_decides_what_was_held() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "not interested, remove me");
        texts("SM2", NUMBER, "STOP");
        assertThat(held()).isEmpty();
        assertThat(open(ann)).isEmpty();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void a_mail_that_says_unsubscribe_ends_and_is_not_confirmed() {
        Contact ann = lead("Ann", NUMBER);
        mails("m1", "ann@example.com", "Unsubscribe\n\nSent from my iPhone");
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(sent()).isEmpty();
        assertThat(email.sent).isEmpty();
        assertThat(open(ann)).isEmpty();
    }

    @Test
    void a_complaint_that_is_certain_ends_and_another_does_not() {
        Contact ann = lead("Ann", NUMBER);
        intake.receive(event("c1", "email.complained", ann, Map.of("complaint", "abuse", "verified", false)));
        intake.receive(event("c2", "email.complained", ann, Map.of("complaint", "not-spam", "verified", true)));
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isFalse();
        intake.receive(event("c3", "email.complained", ann, Map.of("complaint", "abuse", "verified", true)));
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(recorded(ann)).contains("email out complaint null");
    }

    @Test
    void an_opt_out_that_a_program_reports_ends() {
        Contact ann = lead("Ann", NUMBER);
        intake.receive(event("o1", "opt-out", ann, Map.of()));
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(sent()).isEmpty();
    }

    @Test
    void a_stop_of_a_stranger_counts_when_the_number_is_imported_later() {
        texts("SM1", NUMBER, "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, "(212) 555-0101")).isTrue();
        Contact ann = lead("Ann", NUMBER);
        assertThat(recorded(ann)).containsExactly("sms out sms STOP");
        texts("SM2", NUMBER, "START");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
    }

    /** As a program posts it. */
    private Event posted(String id, String type, Contact contact, Map<String, Object> data) {
        return new Event(id, type, null, contact.id(), null, clock.instant(), EventSource.API, data);
    }

    private void told(String id, String type, String address, Map<String, Object> data) {
        intake.receive(new Event(id, type, null, null, address, clock.instant(), EventSource.API, data));
    }

    /** A list of opt-outs is brought along as events, and nobody becomes a contact by it. */
    @Test
    void an_opt_out_of_an_address_that_nobody_has_counts_for_whoever_has_it_later() {
        told("o1", "opt-out", "ann@example.com", Map.of("source", "list of 2024"));
        told("o2", "opt-out", "(212) 555-0101", Map.of("channel", "sms"));
        told("o3", "opt-out", "+52 1 55 1234 5678", Map.of());
        told("o4", "opt-out", "Bob.Lead+x@GMAIL.com", Map.of("wording", "Told us at the fair."));
        told("o5", "opt-out", "not an address", Map.of());
        assertThat(isSuppressed(AddressKind.EMAIL, "Ann@Example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, "+525512345678")).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "boblead@gmail.com")).isTrue();
        assertThat(suppressions.find(AddressKind.PHONE, "not an address")).isEmpty();
        Contact ann = lead("Ann", NUMBER);
        assertThat(recorded(ann)).contains("email out list of 2024 null");
        List<Contact> bobs = stores.transactions()
                .call(work -> stores.contacts().findByAddresses(work, List.of(), List.of("bob.lead@gmail.com")));
        assertThat(bobs).isEmpty();
    }

    /** As SES, SendGrid and Mailgun tell it to a program that posts it. */
    @Test
    void a_hard_bounce_that_a_program_tells_suppresses_the_address_only() {
        Contact ann = lead("Ann", NUMBER);
        intake.receive(posted("b1", "email.bounced", ann, Map.of("hard", false, "status", "4.2.2")));
        intake.receive(posted("b2", "email.bounced", ann, Map.of("hard", true, "verified", false)));
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isFalse();
        intake.receive(posted("b3", "email.bounced", ann, Map.of("hard", true, "status", "5.1.1")));
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        assertThat(suppressions
                        .find(AddressKind.EMAIL, "ann@example.com")
                        .orElseThrow()
                        .reason())
                .contains("5.1.1");
        assertThat(recorded(ann)).as("a bounce is no opt-out").isEmpty();
    }

    @Test
    void a_bounce_and_a_complaint_of_an_address_that_nobody_has_count_too() {
        told("b1", "email.bounced", "gone@example.com", Map.of("hard", "true"));
        told("b2", "email.bounced", "full@example.com", Map.of("hard", false));
        told("c1", "email.complained", "cross@example.com", Map.of("complaint", "abuse"));
        told("c2", "email.complained", "fine@example.com", Map.of("complaint", "not-spam"));
        assertThat(isSuppressed(AddressKind.EMAIL, "gone@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "full@example.com")).isFalse();
        assertThat(isSuppressed(AddressKind.EMAIL, "cross@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.EMAIL, "fine@example.com")).isFalse();
    }

    @Test
    void a_complaint_that_a_program_tells_is_an_opt_out() {
        Contact ann = lead("Ann", NUMBER);
        intake.receive(posted("c1", "email.complained", ann, Map.of("complaint", "abuse")));
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com")).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).as("as a STOP does").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "+525512345678, +5215512345678",
        "+5215512345678, +525512345678",
        "+5511987654321, +551187654321",
        "+551187654321, +5511987654321",
        "+541123456789, +5491123456789",
        "+447700900123, +44 0 7700 900123",
        "+2290197123456, +22997123456",
    })
    void a_stop_from_the_other_spelling_of_a_number_is_the_leads_own(String has, String from) {
        Contact ann = lead("Ann", has);
        texts("SM1", from, "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, has)).isTrue();
        assertThat(isSuppressed(AddressKind.PHONE, from)).isTrue();
        assertThat(recorded(ann)).isNotEmpty();
        assertThat(isSuppressed(AddressKind.EMAIL, "ann@example.com"))
                .as("it was Ann who wrote")
                .isTrue();
        texts("SM2", from, "START");
        assertThat(isSuppressed(AddressKind.PHONE, has)).isFalse();
    }

    @Test
    void spellings_of_one_address_are_one() {
        run(work -> {
            assertThat(suppressions.add(work, AddressKind.PHONE, "+1 (415) 555-0100", "STOP"))
                    .isTrue();
            assertThat(suppressions.add(work, AddressKind.PHONE, "4155550100", "STOP"))
                    .isFalse();
            assertThat(suppressions.add(work, AddressKind.EMAIL, "Jo.Doe+home@Googlemail.com", "STOP"))
                    .isTrue();
            assertThat(suppressions.among(work, AddressKind.EMAIL, List.of("jodoe@gmail.com", "j.o.doe@gmail.com")))
                    .containsOnlyKeys("jodoe@gmail.com", "j.o.doe@gmail.com");
            assertThat(suppressions.among(work, AddressKind.EMAIL, List.of("jo.doe@example.com")))
                    .isEmpty();
        });
        assertThat(isSuppressed(AddressKind.PHONE, "+14155550100")).isTrue();
    }

    @Test
    void consent_of_a_form_is_kept_with_its_words() {
        Contact ann = lead("Ann", NUMBER);
        intake.receive(event(
                "f1",
                "form.submitted",
                ann,
                Map.of("form", "quote", "fields", Map.of("consent", "on", "consent_text", "I agree to texts"))));
        intake.receive(event("f2", "form.submitted", ann, Map.of("form", "quote", "fields", Map.of("name", "Ann"))));
        assertThat(recorded(ann))
                .containsExactlyInAnyOrder(
                        "sms in form:quote I agree to texts", "email in form:quote I agree to texts");
        ConsentRecord newest = stores.transactions()
                .call(work -> consents.newest(work, AddressKind.PHONE, "sms", List.of(NUMBER)))
                .get(NUMBER);
        assertThat(newest.state()).isEqualTo(State.IN);
    }

    @Test
    void an_intake_that_fails_has_suppressed_nobody_and_one_that_answered_has() {
        lead("Ann", NUMBER);
        Intake working = intake;
        intake = new Intake(List.of(new EventRule() {
            @Override
            public Place place() {
                return Place.OPT_OUT;
            }

            @Override
            public Set<String> types() {
                return Set.of("sms.received");
            }

            @Override
            public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
                working.receive(work, List.of(occurrences.get(0).event()));
                throw new IllegalStateException("The disk is full.");
            }
        }));
        assertThatThrownBy(() -> texts("SM1", NUMBER, "STOP")).hasMessageContaining("disk");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
        intake = working;
        texts("SM1", NUMBER, "STOP");
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isTrue();
        assertThat(sent()).hasSize(1);
    }

    /** What is admitted before the STOP has crossed it; nothing is admitted after its answer, and one confirmation goes. */
    @Test
    void a_stop_against_messages_that_go_at_the_same_moment() throws Exception {
        int leads = 40;
        ExecutorService both = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            List<Contact> all = new ArrayList<>();
            for (int i = 0; i < leads; i++) {
                String number = "+1212555" + (1_000 + i);
                Contact lead = lead("Lea" + i, number);
                all.add(lead);
                done.add(both.submit(() ->
                        conversations.send(Actor.part("kim"), lead.id(), new Handwritten("sms", null, "Hi"), null)));
                done.add(both.submit(() -> texts("SM-" + number, number, "STOP")));
                done.add(both.submit(() -> texts("SM2-" + number, number, "STOP")));
            }
            for (Future<?> each : done) {
                each.get(60, TimeUnit.SECONDS);
            }
            for (Contact lead : all) {
                conversations.send(Actor.part("kim"), lead.id(), new Handwritten("sms", null, "After"), null);
            }
            for (int i = 0; i < leads; i += 10) {
                delivery.pickUp();
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> confirmations() >= leads);
            assertThat(confirmations()).isEqualTo(leads);
            assertThat(sms.sent).noneMatch(each -> each.text().equals("After"));
        } finally {
            both.shutdownNow();
        }
    }

    private long confirmations() {
        return sms.sent.stream()
                .filter(each -> each.text().contains("unsubscribed"))
                .count();
    }

    @Test
    void a_text_like_any_other_asks_for_an_answer_and_holds_nothing() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "Can you stop by at 5?");
        assertThat(open(ann)).singleElement().extracting(Task::kind).isEqualTo("reply");
        assertThat(held()).isEmpty();
        assertThat(sent()).isEmpty();
    }

    @Test
    void who_went_with_somebody_else_is_a_task_and_no_opt_out() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "We went with someone else");
        assertThat(open(ann)).singleElement().satisfies(task -> {
            assertThat(task.kind()).isEqualTo("reply");
            assertThat(task.title()).startsWith("Went with somebody else: Ann");
        });
        assertThat(held()).isEmpty();
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
    }

    @Test
    void the_wrong_person_waits_for_a_person_and_is_not_suppressed() {
        Contact ann = lead("Ann", NUMBER);
        texts("SM1", NUMBER, "Wrong number");
        assertThat(open(ann))
                .singleElement()
                .satisfies(task -> assertThat(task.title()).startsWith("Is this the wrong person? Ann"));
        assertThat(held()).contains("phone:" + NUMBER);
        assertThat(isSuppressed(AddressKind.PHONE, NUMBER)).isFalse();
    }

    private List<String> held() {
        return blocks.all().stream().map(Blocks.Block::name).toList();
    }
}
