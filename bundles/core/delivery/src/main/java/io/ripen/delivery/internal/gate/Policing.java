package io.ripen.delivery.internal.gate;

import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.policy.SendPath;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every policy once per batch: first those that only look, about everything; then, in order of type, those that take
 * something, about what is still allowed, the sends of the highest priority first. What one took for a send that a later one
 * does not allow is given back. A policy that fails, or is missing although it is mandatory, holds everything: nothing is
 * sent past it.
 */
final class Policing {
    private static final Logger LOG = LoggerFactory.getLogger(Policing.class);
    /** Machine time; short, since what is held here waits for an operator and not for a lead. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(20);

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

    /** One ruling for each candidate, in order. */
    List<Ruling> decide(UnitOfWork work, List<Candidate> candidates, Instant now) {
        List<Send> sends = new ArrayList<>(candidates.size());
        for (Candidate each : candidates) {
            sends.add(new Send(
                    new MessageId(each.id()),
                    SendPath.SEQUENCE,
                    each.team(),
                    each.request().contact(),
                    each.request().channel(),
                    each.channel().addressKind(),
                    each.address(),
                    each.rendered().text(),
                    now,
                    each.request().priority(),
                    each.row() == null ? null : each.row().policy(),
                    each.request().sequence(),
                    each.request().step()));
        }
        return decideSends(work, sends, now);
    }

    /** One ruling for each send, in order. */
    List<Ruling> decideSends(UnitOfWork work, List<Send> sends, Instant now) {
        if (sends.isEmpty()) {
            return List.of();
        }
        Map<String, Policy> installed = policies.all();
        for (String type : mandatory) {
            if (!installed.containsKey(type)) {
                Decision nothing = hold(
                        now,
                        "The policy '" + type
                                + "' is mandatory and not installed, so nothing is sent. Install its bundle, or"
                                + " take it out of policies.mandatory.");
                return Collections.nCopies(sends.size(), new Ruling(nothing, type));
            }
        }
        List<Ruling> rulings = new ArrayList<>(Collections.nCopies(sends.size(), Ruling.ALLOWED));
        List<Map.Entry<String, Policy>> reserving = new ArrayList<>();
        for (Map.Entry<String, Policy> each : installed.entrySet()) {
            if (each.getValue().reserves()) {
                reserving.add(each);
            } else {
                List<Decision> answers = ask(each.getKey(), each.getValue(), sends, work, now);
                for (int i = 0; i < answers.size(); i++) {
                    rulings.set(i, rulings.get(i).and(answers.get(i), each.getKey()));
                }
            }
        }
        if (!reserving.isEmpty()) {
            reserve(reserving, rulings, sends, work, now);
        }
        return rulings;
    }

    private void reserve(
            List<Map.Entry<String, Policy>> reserving,
            List<Ruling> rulings,
            List<Send> sends,
            UnitOfWork work,
            Instant now) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < sends.size(); i++) {
            if (rulings.get(i).allows()) {
                open.add(i);
            }
        }
        open.sort(Comparator.comparingInt((Integer i) -> -sends.get(i).priority())
                .thenComparingLong(i -> sends.get(i).message().value()));
        List<Policy> before = new ArrayList<>();
        for (Map.Entry<String, Policy> each : reserving) {
            if (open.isEmpty()) {
                return;
            }
            List<Decision> answers = ask(
                    each.getKey(),
                    each.getValue(),
                    open.stream().map(sends::get).toList(),
                    work,
                    now);
            List<Send> refused = new ArrayList<>();
            List<Integer> still = new ArrayList<>();
            for (int k = 0; k < open.size(); k++) {
                int i = open.get(k);
                rulings.set(i, rulings.get(i).and(answers.get(k), each.getKey()));
                if (rulings.get(i).allows()) {
                    still.add(i);
                } else {
                    refused.add(sends.get(i));
                }
            }
            if (!refused.isEmpty()) {
                for (Policy earlier : before) {
                    earlier.release(refused, work);
                }
            }
            before.add(each.getValue());
            open = still;
        }
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

    private Decision hold(Instant now, String reason) {
        return new Decision.Hold(now.plusNanos((long) (UNTIL_ASKED_AGAIN.toNanos() * speed)), reason);
    }
}
