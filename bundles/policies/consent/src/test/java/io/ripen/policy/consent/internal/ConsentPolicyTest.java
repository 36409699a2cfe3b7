package io.ripen.policy.consent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UnitOfWork WORK = action -> {};
    private static final String NUMBER = "+14155550100";

    private final Book book = new Book();

    private Decision decide(ConsentPolicy policy, Send send) {
        return policy.decide(List.of(send), WORK).get(0);
    }

    @Test
    void who_forbade_texts_is_never_texted() {
        ConsentPolicy policy = policy();
        assertThat(decide(policy, text(new Consent(false, true), SendPath.SEQUENCE)))
                .isInstanceOfSatisfying(
                        Decision.Deny.class, deny -> assertThat(deny.reason()).contains("consent.sms = false"));
        assertThat(decide(policy, text(new Consent(false, true), SendPath.HAND)))
                .isInstanceOf(Decision.Deny.class);
        assertThat(decide(policy, text(new Consent(true, false), SendPath.SEQUENCE)))
                .isEqualTo(Decision.ALLOW);
        assertThat(book.asked).isZero();
    }

    @Test
    void silence_allows_unless_consent_is_required() {
        Send send = text(Consent.UNKNOWN, SendPath.SEQUENCE);
        assertThat(decide(policy(), send)).isEqualTo(Decision.ALLOW);
        assertThat(decide(policy("email"), send)).isEqualTo(Decision.ALLOW);
        assertThat(decide(policy("sms"), send))
                .isInstanceOfSatisfying(
                        Decision.Deny.class, deny -> assertThat(deny.reason()).contains("There is no record", NUMBER));
    }

    @Test
    void where_it_is_required_a_record_or_the_contact_may_say_yes() {
        ConsentPolicy policy = policy("sms");
        assertThat(decide(policy, text(new Consent(true, null), SendPath.SEQUENCE)))
                .isEqualTo(Decision.ALLOW);
        book.put(State.IN);
        assertThat(decide(policy, text(Consent.UNKNOWN, SendPath.SEQUENCE))).isEqualTo(Decision.ALLOW);
        book.put(State.OUT);
        assertThat(decide(policy, text(Consent.UNKNOWN, SendPath.SEQUENCE)))
                .isInstanceOfSatisfying(
                        Decision.Deny.class, deny -> assertThat(deny.reason()).contains("withdrew the consent"));
    }

    @Test
    void what_the_lead_asked_for_and_trials_pass() {
        ConsentPolicy policy = policy("sms");
        assertThat(decide(policy, text(new Consent(false, null), SendPath.NOTICE)))
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(policy, text(new Consent(false, null), SendPath.TEST)))
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void a_batch_is_one_question() {
        List<Send> sends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sends.add(text(Consent.UNKNOWN, SendPath.SEQUENCE));
        }
        policy("sms").decide(sends, WORK);
        assertThat(book.asked).isEqualTo(1);
    }

    private ConsentPolicy policy(String... required) {
        return ConsentPolicy.requiring(book, Set.of(required));
    }

    private static Send text(Consent consent, SendPath path) {
        Contact ann = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                null,
                NUMBER,
                NUMBER,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                consent,
                Map.of(),
                NOON,
                1);
        return new Send(
                new MessageId(1),
                path,
                new Team(TeamId.DEFAULT, "Default", ZoneOffset.UTC, "US", Map.of()),
                ann,
                "sms",
                AddressKind.PHONE,
                NUMBER,
                "Hello",
                NOON,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    private static final class Book implements Consents {
        private final Map<String, ConsentRecord> newest = new HashMap<>();
        private int asked;

        void put(State state) {
            newest.put(
                    NUMBER,
                    new ConsentRecord(AddressKind.PHONE, NUMBER, "sms", state, "sms", null, NOON, null, null, null));
        }

        @Override
        public void keep(UnitOfWork work, List<ConsentRecord> records) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, ConsentRecord> newest(
                UnitOfWork work, AddressKind kind, String channel, Collection<String> addresses) {
            asked++;
            return newest;
        }

        @Override
        public List<ConsentRecord> of(Actor by, ContactId contact) {
            throw new UnsupportedOperationException();
        }
    }
}
