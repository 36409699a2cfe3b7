package io.ripen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.crm.Contact;
import io.ripen.delivery.MessageId;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Policy} must hold. Inherit it, and give it the policy with the transactions that it works in. When the
 * policy needs no database, {@link #transactions} may be {@code noTransactions()}.
 */
public abstract class PolicyContract {

    protected abstract Policy policy();

    protected abstract Transactions transactions();

    /** A send that the policy must allow. */
    protected Send allowed() {
        return send(1, "sms", AddressKind.PHONE, "+12125550101", SettableClock.START);
    }

    /** Sends that it must hold or deny. */
    protected abstract List<Send> notAllowed();

    @Test
    void allows_what_is_right() {
        assertThat(decide(List.of(allowed()))).hasOnlyElementsOfType(Decision.Allow.class);
    }

    @Test
    void answers_nothing_when_nothing_is_asked() {
        assertThat(decide(List.of())).isEmpty();
    }

    @Test
    void answers_each_send_in_its_place() {
        List<Send> sends = new ArrayList<>();
        for (Send not : notAllowed()) {
            sends.add(allowed());
            sends.add(not);
        }
        sends.add(allowed());
        List<Decision> decisions = decide(sends);
        assertThat(decisions).hasSameSizeAs(sends);
        for (int i = 0; i < sends.size(); i++) {
            if (i % 2 == 0) {
                assertThat(decisions.get(i)).as("%s", sends.get(i)).isInstanceOf(Decision.Allow.class);
            } else {
                assertThat(decisions.get(i)).as("%s", sends.get(i)).isNotInstanceOf(Decision.Allow.class);
            }
        }
    }

    @Test
    void gives_a_reason_and_a_later_time() {
        for (Send not : notAllowed()) {
            Decision decision = decide(List.of(not)).get(0);
            if (decision instanceof Decision.Hold hold) {
                assertThat(hold.until())
                        .as("Held until a time that is over, the lead would be asked about without end: %s", not)
                        .isAfter(not.at());
                assertThat(hold.reason()).isNotBlank();
            } else if (decision instanceof Decision.Await await) {
                assertThat(await.block()).isNotBlank();
                assertThat(await.reason()).isNotBlank();
            } else if (decision instanceof Decision.Deny deny) {
                assertThat(deny.reason()).isNotBlank();
            }
        }
    }

    @Test
    void decides_the_same_when_asked_again() {
        for (Send not : notAllowed()) {
            assertThat(decide(List.of(not))).isEqualTo(decide(List.of(not)));
        }
    }

    @Test
    void decides_on_several_threads_at_once() throws Exception {
        Together.run(4, number -> {
            answers_each_send_in_its_place();
            assertThat(decide(List.of(allowed()))).hasOnlyElementsOfType(Decision.Allow.class);
        });
    }

    /** A message that asks to be sent. */
    protected static Send send(long id, String channel, AddressKind kind, String address, Instant at) {
        Contact contact = Examples.contact(id, "Lead" + id);
        return new Send(
                new MessageId(id),
                io.ripen.policy.SendPath.SEQUENCE,
                Examples.TEAM,
                contact,
                channel,
                kind,
                address.toLowerCase(Locale.ROOT),
                "Hello",
                at,
                Send.USUAL_PRIORITY,
                null,
                null,
                null);
    }

    /** For a policy that asks no database. */
    protected static Transactions noTransactions() {
        return new Transactions() {
            @Override
            public <T extends @org.jspecify.annotations.Nullable Object> T call(Body<T> body) {
                return body.in(Runnable::run);
            }
        };
    }

    private List<Decision> decide(List<Send> sends) {
        return transactions().call(work -> policy().decide(sends, work));
    }
}
