package ${package};

import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.PolicyType;
import io.ripen.policy.Send;
import io.ripen.transaction.UnitOfWork;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** No message goes at a weekend, by the team's clock; it waits until Monday at 9:00. */
@Component
@PolicyType("${type}")
public final class ${className} implements Policy {
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    /** Asked for a whole batch: what a policy needs from elsewhere it loads once for all of them. */
    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        return sends.stream().map(${className}::decide).toList();
    }

    private static Decision decide(Send send) {
        ZonedDateTime at = send.at().atZone(send.team().zone());
        boolean weekend = at.getDayOfWeek() == DayOfWeek.SATURDAY || at.getDayOfWeek() == DayOfWeek.SUNDAY;
        if (!weekend) {
            return Decision.ALLOW;
        }
        ZonedDateTime monday = at.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING);
        return new Decision.Hold(monday.toInstant(), "It is a weekend, and messages go from Monday to Friday.");
    }
}
