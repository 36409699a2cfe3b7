package io.ripen.mailbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.event.Event;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.mail.Bounce;
import io.ripen.mail.Complaint;
import io.ripen.mail.MailIntake.Taken;
import io.ripen.mail.MailKind;
import io.ripen.mail.MailReading;
import io.ripen.policy.Suppressions;
import io.ripen.transaction.UnitOfWork;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a mail does, against a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MailIntakeContract {
    private static final String OURS = "<ripen.%d.00ff00ff00ff00ff@acme.example>";

    private Stores stores;
    private SignedMailTokens tokens;
    private KeptMail intake;
    private MailReading reading;
    private long message;
    private long contact;
    private final List<Event> received = new ArrayList<>();
    private final Map<String, String> suppressed = new HashMap<>();
    private boolean eventsFail;
    private boolean eventsRefuse;
    private int run;

    abstract Stores open(StoreOptions options);

    @BeforeAll
    void openStores() {
        stores = open(StoreOptions.PLAIN);
    }

    @BeforeEach
    void start() {
        run++;
        received.clear();
        suppressed.clear();
        eventsFail = false;
        eventsRefuse = false;
        tokens = new SignedMailTokens(stores);
        MailFixture fixture = new MailFixture(stores);
        contact = fixture.contact("ann@lead.example");
        message = fixture.message(contact, "ann@lead.example", OURS);
        intake = new KeptMail(stores, bytes -> reading, fixture.projection(), events(), suppressions(), tokens);
    }

    @AfterAll
    void stop() {
        stores.close();
    }

    @Test
    void tokensAreOursAloneAndSurviveACaseChange() {
        String token = tokens.sign(new MessageId(message));

        assertThat(token).matches("[a-z0-9]{1,40}");
        assertThat(tokens.verify(token)).contains(new MessageId(message));
        assertThat(tokens.verify(token.toUpperCase(java.util.Locale.ROOT))).contains(new MessageId(message));
        assertThat(new SignedMailTokens(stores).verify(token))
                .as("on another node")
                .isPresent();
        assertThat(tokens.sign(new MessageId(message + 1)).replaceFirst(".*x", ""))
                .isNotEqualTo(token.replaceFirst(".*x", ""));
        for (String forged :
                List.of("", "x", token + "0", "1" + token, token.substring(1), "zzzzzzzzzzzzz" + token, "é" + token)) {
            assertThat(tokens.verify(forged)).as(forged).isEmpty();
        }
    }

    /** Two who share a mailbox, or one person twice: whichever message is answered, it is the answer of both. */
    @Test
    void anAnswerIsOfEverybodyWithTheAddress() {
        MailFixture fixture = new MailFixture(stores);
        long ann = fixture.contact("home@lead.example");
        long bob = fixture.contact("home@lead.example");
        long office = fixture.contact("office@lead.example");
        long ours = fixture.message(ann, "home@lead.example", OURS);
        intake = new KeptMail(stores, bytes -> reading, fixture.projection(), events(), suppressions(), tokens);
        String token = tokens.sign(new MessageId(ours));

        reading = mail(MailKind.REPLY, "<two-" + run + "@x>", "home@lead.example")
                .token(token)
                .done();
        take();
        assertThat(received).extracting(Event::contact).containsExactly(new ContactId(ann), new ContactId(bob));
        assertThat(received).extracting(Event::type).containsOnly(EventTypes.EMAIL_RECEIVED);
        assertThat(received).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(received.get(0).data()).containsEntry("message", String.valueOf(ours));
        assertThat(received.get(1).data()).doesNotContainKeys("message", "step", "sequence");

        // From another address of theirs, which somebody else has as well.
        received.clear();
        reading = mail(MailKind.REPLY, "<three-" + run + "@x>", "office@lead.example")
                .token(token)
                .done();
        take();
        assertThat(received)
                .extracting(Event::contact)
                .containsExactlyInAnyOrder(new ContactId(ann), new ContactId(bob), new ContactId(office));

        received.clear();
        reading = mail(MailKind.AUTO_REPLY, "<four-" + run + "@x>", "home@lead.example")
                .token(token)
                .done();
        take();
        assertThat(received).extracting(Event::contact).containsExactly(new ContactId(ann), new ContactId(bob));

        received.clear();
        reading = mail(MailKind.REPLY, "<five-" + run + "@x>", "stranger@lead.example")
                .inReplyTo(OURS.formatted(ours))
                .done();
        take();
        assertThat(received).extracting(Event::contact).containsExactly(new ContactId(ann), new ContactId(bob));
    }

    @Test
    void aReplyIsMatchedByTokenThenByIdsThenBySender() {
        reading = mail(MailKind.REPLY, "<1@x>", "else@lead.example")
                .token(tokens.sign(new MessageId(message)))
                .done();
        assertThat(take().matchedBy()).isEqualTo("token");

        reading = mail(MailKind.REPLY, "<2@x>", "else@lead.example")
                .inReplyTo(OURS.formatted(message))
                .done();
        Taken byAnswer = take();
        assertThat(byAnswer.matchedBy()).isEqualTo("in-reply-to");
        assertThat(byAnswer.contact()).contains(new ContactId(contact));
        assertThat(byAnswer.message()).contains(new MessageId(message));

        reading = mail(MailKind.REPLY, "<3@x>", "ann@lead.example")
                .token("1xforged")
                .done();
        assertThat(take().matchedBy()).isEqualTo("sender");

        // Somebody who guesses numbers does not know the rest of the Message-ID.
        reading = mail(MailKind.REPLY, "<4@x>", "else@lead.example")
                .inReplyTo("<ripen." + message + ".1111111111111111@acme.example>")
                .done();
        assertThat(take().contact()).isEmpty();
        assertThat(received)
                .extracting(Event::type)
                .containsOnly(EventTypes.EMAIL_RECEIVED)
                .hasSize(4);
        assertThat(received.get(0).contact()).isEqualTo(new ContactId(contact));
        assertThat(received.get(2).address()).isEqualTo("ann@lead.example");
    }

    @Test
    void theSameMailTwiceCountsOnce() {
        reading = mail(MailKind.REPLY, "<1@x>", "ann@lead.example").done();

        assertThat(take().duplicate()).isFalse();
        assertThat(take().duplicate()).isTrue();
        assertThat(received).hasSize(1);
        assertThat(received.get(0).id()).isEqualTo("mail:" + own("<1@x>"));
        assertThat(received.get(0).data()).containsEntry("text", "Yes").containsEntry("messageId", own("<1@x>"));
    }

    @Test
    void aMailWithoutAnIdIsKnownByItsBytes() {
        reading = mail(MailKind.REPLY, null, "ann@lead.example").done();

        assertThat(take("one").duplicate()).isFalse();
        assertThat(take("one").duplicate()).isTrue();
        assertThat(take("two").duplicate()).isFalse();
    }

    @Test
    void theMailAndItsEventAreThereTogetherOrNotAtAll() {
        reading = mail(MailKind.REPLY, "<1@x>", "ann@lead.example").done();
        eventsFail = true;

        assertThatThrownBy(this::take).hasMessageContaining("No events now");
        assertThat(kept(own("<1@x>"))).isEmpty();

        eventsFail = false;
        assertThat(take().duplicate()).isFalse();
        InboundRow row = kept(own("<1@x>")).orElseThrow();
        assertThat(row.raw()).isEqualTo("raw");
        assertThat(row.problem()).isNull();
        assertThat(row.sender()).isEqualTo("ann@lead.example");
        assertThat(row.contact()).isEqualTo(contact);
    }

    @Test
    void aMailWhoseEventIsRefusedIsKeptSoThatTheMailboxGoesOn() {
        reading = mail(MailKind.REPLY, "<1@x>", "ann@lead.example").done();
        eventsRefuse = true;

        assertThat(take().duplicate()).isFalse();
        assertThat(kept(own("<1@x>"))).isPresent();
        assertThat(received).isEmpty();
    }

    @Test
    void anAutomaticAnswerIsNoReplyAndTellsTheReturn() {
        reading = mail(MailKind.AUTO_REPLY, "<1@x>", "ann@lead.example")
                .back(LocalDate.of(2026, 12, 3))
                .done();
        take();

        assertThat(received.get(0).type()).isEqualTo(EventTypes.EMAIL_AUTO_REPLY);
        assertThat(received.get(0).data()).containsEntry("returnDate", "2026-12-03");
    }

    @Test
    void onlyAHardBounceWithOurTokenSuppresses() {
        Bounce hard = new Bounce(List.of("ann@lead.example"), true, "5.1.1");
        reading = mail(MailKind.BOUNCE, "<1@x>", "mailer-daemon@x").bounce(hard).done();
        take();
        assertThat(received.get(0).data()).containsEntry("verified", false).containsEntry("hard", true);
        reading = mail(MailKind.BOUNCE, "<2@x>", "mailer-daemon@x")
                .bounce(hard)
                .original(OURS.formatted(message))
                .done();
        take();
        assertThat(received.get(1).data()).containsEntry("verified", false);
        reading = mail(MailKind.BOUNCE, "<3@x>", "mailer-daemon@x")
                .bounce(hard)
                .token("1x00000000000000000000")
                .done();
        take();
        reading = mail(MailKind.BOUNCE, "<4@x>", "mailer-daemon@x")
                .bounce(new Bounce(List.of("ann@lead.example"), false, "5.2.2"))
                .token(tokens.sign(new MessageId(message)))
                .done();
        take();
        assertThat(suppressed).isEmpty();

        // Whatever recipient the report names: the address is the one that our message went to.
        reading = mail(MailKind.BOUNCE, "<5@x>", "mailer-daemon@x")
                .bounce(new Bounce(List.of("victim@else.example"), true, "5.1.1"))
                .token(tokens.sign(new MessageId(message)))
                .done();
        take();
        assertThat(suppressed).containsOnlyKeys("ann@lead.example");
        assertThat(received.get(4).data())
                .containsEntry("verified", true)
                .containsEntry("recipient", "ann@lead.example")
                .containsEntry("status", "5.1.1");
    }

    @Test
    void aMailThatIsOnlyLateIsToldAsSuch() {
        reading = mail(MailKind.BOUNCE, "<1@x>", "mailer-daemon@x")
                .bounce(new Bounce(List.of("ann@lead.example"), false, "4.4.1", true))
                .token(tokens.sign(new MessageId(message)))
                .done();
        take();
        assertThat(received.get(0).data()).containsEntry("delayed", true).containsEntry("verified", true);
    }

    @ParameterizedTest
    @EnumSource(
            value = MailKind.class,
            names = {"REPLY", "AUTO_REPLY", "OTHER"})
    void aMailToTheAddressOfListUnsubscribeIsAnOptOutWhoeverWroteIt(MailKind kind) {
        String token = tokens.sign(new MessageId(message));
        reading = mail(kind, "<1@x>", "ann@elsewhere.example")
                .to("unsubscribe+" + token + "@in.acme.example")
                .token(token)
                .done();
        take();
        assertThat(received).singleElement().satisfies(event -> {
            assertThat(event.type()).isEqualTo(EventTypes.OPT_OUT);
            assertThat(event.contact()).isEqualTo(new ContactId(contact));
            assertThat(event.data())
                    .containsEntry("channel", "email")
                    .containsEntry("source", "list-unsubscribe")
                    .containsEntry("address", "ann@lead.example")
                    .containsEntry("message", Long.toString(message))
                    .doesNotContainKey("confirm");
        });
    }

    @Test
    void nobodyIsUnsubscribedByAMailWithoutOurToken() {
        reading = mail(MailKind.REPLY, "<1@x>", "ann@lead.example")
                .to("unsubscribe+1xforged@in.acme.example")
                .token("1xforged")
                .done();
        take();
        reading = mail(MailKind.BOUNCE, "<2@x>", "mailer-daemon@x")
                .to("unsubscribe+" + tokens.sign(new MessageId(message)) + "@in.acme.example")
                .bounce(new Bounce(List.of("ann@lead.example"), false, "5.2.2"))
                .token(tokens.sign(new MessageId(message)))
                .done();
        take();
        assertThat(received)
                .extracting(Event::type)
                .containsExactly(EventTypes.EMAIL_RECEIVED, EventTypes.EMAIL_BOUNCED);
    }

    @Test
    void aComplaintAboutAMessageOfOursSuppresses() {
        reading = mail(MailKind.COMPLAINT, "<1@x>", "fbl@x").complaint("abuse").done();
        take();
        reading = mail(MailKind.COMPLAINT, "<2@x>", "fbl@x")
                .complaint("not-spam")
                .original(OURS.formatted(message))
                .done();
        take();
        assertThat(suppressed).isEmpty();

        reading = mail(MailKind.COMPLAINT, "<3@x>", "fbl@x")
                .complaint("abuse")
                .original(OURS.formatted(message))
                .done();
        take();
        assertThat(suppressed).containsOnlyKeys("ann@lead.example");
        assertThat(received.get(2).type()).isEqualTo(EventTypes.EMAIL_COMPLAINED);
    }

    @Test
    void whatCannotBeReadIsKeptWithTheProblem() {
        reading = new MailReading(
                MailKind.OTHER,
                null,
                null,
                "",
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                "a\0b",
                null,
                "The mail has no headers.");
        take("\0broken");

        InboundRow row = kept(sha("\0broken")).orElseThrow();
        assertThat(row.kind()).isEqualTo("other");
        assertThat(row.problem()).isEqualTo("The mail has no headers.");
        assertThat(received).isEmpty();

        KeptInbound view = new KeptInbound(stores);
        assertThat(view.list(Actor.part("the test"), null, MailKind.OTHER, 0, 1_000))
                .filteredOn(each -> each.id().equals(Long.toString(row.id())))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.problem()).isEqualTo("The mail has no headers.");
                    assertThat(each.contact()).isNull();
                });
        assertThat(view.list(Actor.part("the test"), null, MailKind.REPLY, 0, 1_000))
                .noneMatch(each -> each.id().equals(Long.toString(row.id())));
        assertThat(view.list(Actor.part("the test"), null, null, row.id(), 1_000))
                .noneMatch(each -> Long.parseLong(each.id()) <= row.id());
    }

    private Taken take() {
        return take("raw");
    }

    private Taken take(String raw) {
        return intake.take(raw.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<InboundRow> kept(String id) {
        return stores.transactions().call(work -> stores.inbound().find(work, "email", id, "default"));
    }

    private static String sha(String raw) {
        try {
            return "sha256:"
                    + java.util.HexFormat.of()
                            .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                                    .digest(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Events events() {
        return new Events() {
            @Override
            public Receipt receive(Actor by, Event event) {
                return receive(event);
            }

            @Override
            public List<Receipt> receive(UnitOfWork work, List<Event> events) {
                if (eventsRefuse) {
                    throw new io.ripen.event.InvalidEventException("data", "Too much.");
                }
                if (eventsFail) {
                    throw new IllegalStateException("No events now.");
                }
                received.addAll(events);
                return List.of();
            }

            @Override
            public Receipt receive(Event event) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private Suppressions suppressions() {
        return (Suppressions) Proxy.newProxyInstance(
                Suppressions.class.getClassLoader(),
                new Class<?>[] {Suppressions.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("add");
                    assertThat(arguments[1]).isEqualTo(AddressKind.EMAIL);
                    return suppressed.put((String) arguments[2], (String) arguments[3]) == null;
                });
    }

    /** The database is the same for all tests, so each has ids of its own. */
    private Draft mail(MailKind kind, @Nullable String id, String from) {
        return new Draft(kind, id == null ? null : own(id), from);
    }

    private String own(String id) {
        return id.replace("@", "." + run + "@");
    }

    /** A reading under construction. */
    private static final class Draft {
        private final MailKind kind;
        private final String id;
        private final String from;
        private String token;
        private String to = "sales@acme.example";
        private Bounce bounce;
        private Complaint complaint;
        private LocalDate back;
        private List<String> inReplyTo = List.of();
        private List<String> originals = List.of();

        Draft(MailKind kind, String id, String from) {
            this.kind = kind;
            this.id = id;
            this.from = from;
        }

        Draft token(String value) {
            token = value;
            return this;
        }

        Draft to(String value) {
            to = value;
            return this;
        }

        Draft bounce(Bounce value) {
            bounce = value;
            return this;
        }

        Draft complaint(String type) {
            complaint = new Complaint(type, List.of("ann@lead.example"));
            return this;
        }

        Draft back(LocalDate value) {
            back = value;
            return this;
        }

        Draft inReplyTo(String value) {
            inReplyTo = List.of(value);
            return this;
        }

        Draft original(String value) {
            originals = List.of(value);
            return this;
        }

        MailReading done() {
            return new MailReading(
                    kind,
                    bounce,
                    complaint,
                    "Yes",
                    back,
                    id,
                    inReplyTo,
                    List.of(),
                    originals,
                    from,
                    List.of(to),
                    "Re: Offer",
                    token,
                    null);
        }
    }
}
