package io.ripen.itests;

import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.util.List;

/** What a third party would write: holds texts to those whose first name is Wait. */
public final class HoldsAMoment implements Policy {
    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        return sends.stream().map(HoldsAMoment::decide).toList();
    }

    private static Decision decide(Send send) {
        return "Wait".equals(send.contact().firstName())
                ? new Decision.Hold(send.at().plus(Duration.ofSeconds(1)), "Who is called Wait has to.")
                : Decision.ALLOW;
    }
}
