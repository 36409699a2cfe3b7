package io.ripen.policy.suppression.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Decision;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.policy.Suppressions;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuppressionPolicyTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UnitOfWork WORK = action -> {};

    private final Kept kept = new Kept();
    private final SuppressionPolicy policy = new SuppressionPolicy(kept);

    @Test
    void deniesTheSuppressedAndSaysWhy() {
        kept.add(WORK, AddressKind.PHONE, "+14155550100", "The lead wrote STOP.");
        List<Decision> decisions = policy.decide(
                List.of(send(AddressKind.PHONE, "+14155550100"), send(AddressKind.PHONE, "+14155550101")), WORK);
        assertThat(decisions.get(0))
                .isEqualTo(new Decision.Deny(
                        "Nothing may go to the number +14155550100, which is suppressed since 2026-11-22T12:00:00Z: The"
                                + " lead wrote STOP."));
        assertThat(decisions.get(1)).isEqualTo(Decision.ALLOW);
    }

    @Test
    void aSuppressedNumberDoesNotStopTheMail() {
        kept.add(WORK, AddressKind.PHONE, "x", "The lead wrote STOP.");
        assertThat(policy.decide(List.of(send(AddressKind.EMAIL, "x")), WORK)).containsExactly(Decision.ALLOW);
    }

    @Test
    void letsTheOneNoticePassAndNoOther() {
        kept.add(WORK, AddressKind.PHONE, "+14155550100", "The lead wrote STOP.");
        kept.letPass(WORK, AddressKind.PHONE, "+14155550100", new MessageId(7));
        Send asked = send(AddressKind.PHONE, "+14155550100");
        assertThat(policy.decide(
                        List.of(
                                as(asked, 7, SendPath.NOTICE),
                                as(asked, 8, SendPath.NOTICE),
                                as(asked, 7, SendPath.HAND)),
                        WORK))
                .extracting(decision -> decision instanceof Decision.Allow)
                .containsExactly(true, false, false);
    }

    private static Send as(Send send, long message, SendPath path) {
        return new Send(
                new MessageId(message),
                path,
                send.team(),
                send.contact(),
                send.channel(),
                send.addressKind(),
                send.address(),
                send.text(),
                send.at(),
                send.priority(),
                send.heldBy(),
                send.sequence(),
                send.step());
    }

    @Test
    void asksOncePerKindHoweverManySends() {
        List<Send> sends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sends.add(send(AddressKind.PHONE, "+1415555" + i));
            sends.add(send(AddressKind.EMAIL, i + "@example.com"));
            sends.add(send(AddressKind.NONE, ""));
        }
        assertThat(policy.decide(sends, WORK)).hasSize(1_500).containsOnly(Decision.ALLOW);
        assertThat(kept.asked).isEqualTo(2);
    }

    private static Send send(AddressKind kind, String address) {
        Team team = new Team(TeamId.DEFAULT, "Default", ZoneId.of("UTC"), "US", Map.of());
        Contact ann = new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                null,
                null,
                null,
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
                NOON,
                1);
        return new Send(
                new MessageId(1),
                SendPath.SEQUENCE,
                team,
                ann,
                "sms",
                kind,
                address,
                "Hello",
                NOON,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    private static final class Kept implements Suppressions {
        @Override
        public Optional<Standing> find(Actor by, AddressKind kind, String address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
            throw new UnsupportedOperationException();
        }

        private final Map<AddressKind, Map<String, Suppression>> all = new HashMap<>();
        private int asked;

        @Override
        public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
            asked++;
            Map<String, Suppression> found = new HashMap<>(all.getOrDefault(kind, Map.of()));
            found.keySet().retainAll(addresses);
            return found;
        }

        @Override
        public void letPass(UnitOfWork work, AddressKind kind, String address, MessageId notice) {
            all.get(kind)
                    .computeIfPresent(
                            address, (a, s) -> new Suppression(kind, a, s.reason(), s.since(), notice, s.until()));
        }

        @Override
        public Optional<Suppression> find(AddressKind kind, String address) {
            return Optional.ofNullable(all.getOrDefault(kind, Map.of()).get(address));
        }

        @Override
        public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
            return all.computeIfAbsent(kind, k -> new HashMap<>())
                            .putIfAbsent(address, new Suppression(kind, address, reason, NOON))
                    == null;
        }

        @Override
        public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
            return all.getOrDefault(kind, Map.of()).remove(address) != null;
        }
    }
}
