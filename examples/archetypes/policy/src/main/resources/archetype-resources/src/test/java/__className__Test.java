package ${package};

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.testkit.PolicyContract;
import io.ripen.transaction.Transactions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract brings the tests that every policy has to pass; below it is what only this one does. */
class ${className}Test extends PolicyContract {
    private static final Instant FRIDAY_NIGHT = Instant.parse("2026-01-09T23:00:00Z");
    private static final Instant SUNDAY = Instant.parse("2026-01-11T15:00:00Z");

    @Override
    protected Policy policy() {
        return new ${className}();
    }

    @Override
    protected Transactions transactions() {
        return noTransactions();
    }

    @Override
    protected List<Send> notAllowed() {
        return List.of(send(1, "sms", AddressKind.PHONE, "+12125550101", SUNDAY));
    }

    @Test
    void lets_through_what_goes_on_a_friday_night() {
        Send send = send(1, "sms", AddressKind.PHONE, "+12125550101", FRIDAY_NIGHT);
        List<Decision> decisions = transactions().call(work -> policy().decide(List.of(send), work));
        assertThat(decisions).containsExactly(Decision.ALLOW);
    }
}
