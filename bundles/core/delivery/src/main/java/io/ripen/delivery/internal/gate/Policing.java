package io.ripen.delivery.internal.gate;

import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every policy once per batch. A denial beats a hold, the latest hold counts, and a policy that fails or is missing
 * although it is mandatory holds everything: nothing is sent past it.
 */
final class Policing {
    private static final Logger LOG = LoggerFactory.getLogger(Policing.class);
    /** Machine time; short, since what is held here waits for an operator and not for a lead. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofMinutes(1);

    private final InstalledPolicies policies;
    private final Set<String> mandatory;
    private final double speed;

    Policing(InstalledPolicies policies, Set<String> mandatory, double speed) {
        this.policies = policies;
        this.mandatory = mandatory;
        this.speed = speed;
    }

    /** Mandatory policies that are not installed, in order. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>(mandatory);
        missing.removeAll(policies.all().keySet());
        return missing;
    }

    /** One decision for each candidate, in order. */
    List<Decision> decide(UnitOfWork work, List<Candidate> candidates, Instant now) {
        List<Send> sends = new ArrayList<>(candidates.size());
        for (Candidate each : candidates) {
            sends.add(new Send(
                    new MessageId(each.id()),
                    each.team(),
                    each.request().contact(),
                    each.request().channel(),
                    each.channel().addressKind(),
                    each.address(),
                    each.rendered().text(),
                    now,
                    each.request().sequence(),
                    each.request().step()));
        }
        return decideSends(work, sends, now);
    }

    /** One decision for each send, in order. */
    List<Decision> decideSends(UnitOfWork work, List<Send> sends, Instant now) {
        if (sends.isEmpty()) {
            return List.of();
        }
        Map<String, Policy> installed = policies.all();
        for (String type : mandatory) {
            if (!installed.containsKey(type)) {
                return all(
                        sends,
                        hold(
                                now,
                                "The policy '" + type
                                        + "' is mandatory and not installed, so nothing is sent. Install its bundle, or take it out of"
                                        + " policies.mandatory."));
            }
        }
        List<Decision> decisions = all(sends, Decision.ALLOW);
        for (Map.Entry<String, Policy> each : installed.entrySet()) {
            List<Decision> answers = ask(each.getKey(), each.getValue(), sends, work, now);
            for (int i = 0; i < answers.size(); i++) {
                decisions.set(i, stricter(decisions.get(i), answers.get(i)));
            }
        }
        return decisions;
    }

    private List<Decision> ask(String type, Policy policy, List<Send> sends, UnitOfWork work, Instant now) {
        try {
            List<Decision> answers = policy.decide(sends, work);
            if (answers.size() == sends.size() && answers.stream().allMatch(Objects::nonNull)) {
                return answers;
            }
            LOG.error("Policy '{}' answered {} of {} sends; all of them are held.", type, answers.size(), sends.size());
        } catch (RuntimeException | LinkageError failed) {
            LOG.error("Policy '{}' failed for {} sends; all of them are held.", type, sends.size(), failed);
        }
        return Collections.nCopies(
                sends.size(), hold(now, "The policy '" + type + "' failed, so nothing is sent; see the log."));
    }

    private static Decision stricter(Decision one, Decision other) {
        if (one instanceof Decision.Deny || other instanceof Decision.Allow) {
            return one;
        }
        if (other instanceof Decision.Deny || one instanceof Decision.Allow) {
            return other;
        }
        Instant first = ((Decision.Hold) one).until();
        return ((Decision.Hold) other).until().isAfter(first) ? other : one;
    }

    private Decision hold(Instant now, String reason) {
        return new Decision.Hold(now.plusNanos((long) (UNTIL_ASKED_AGAIN.toNanos() * speed)), reason);
    }

    private static List<Decision> all(List<Send> sends, Decision decision) {
        return new ArrayList<>(Collections.nCopies(sends.size(), decision));
    }
}
