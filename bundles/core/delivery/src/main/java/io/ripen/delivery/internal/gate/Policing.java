package io.ripen.delivery.internal.gate;

import io.ripen.core.store.Savepoint;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every policy once per batch: first those that only look, about everything; then, in order of type, those that take
 * something, about what is still allowed, the sends of the highest priority first. What one took for a send that a later one
 * does not allow is given back. A policy that is missing although it is mandatory holds everything. One that fails holds the
 * sends that it fails at, and what it had done is undone: nothing is sent past it, and nothing else is lost by it.
 */
final class Policing {
    private static final Logger LOG = LoggerFactory.getLogger(Policing.class);
    /** Machine time; short, since what is held here waits for an operator and not for a lead. */
    private static final Duration UNTIL_ASKED_AGAIN = Duration.ofSeconds(20);

    /** How often a policy that fails is asked about parts of a batch. */
    private static final int MOST_TRIES = 64;

    private final InstalledPolicies policies;
    private final Set<String> mandatory;
    private final double speed;
    /** Those that failed when they were asked last. */
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

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

    /** Policies that failed when they were asked last, in order. */
    Set<String> failing() {
        Set<String> now = new TreeSet<>(failing);
        now.retainAll(policies.all().keySet());
        return now;
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
                    each.request().step(),
                    each.request().answers()));
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
        // Apart from the claim, all together; each apart only when one of them failed.
        List<Ruling> rulings = new ArrayList<>();
        Optional<Throwable> failure =
                Savepoint.run(work, () -> rulings.addAll(asked(installed, sends, work, now, this::askPlainly)));
        if (failure.isEmpty()) {
            failing.clear();
            return rulings;
        }
        return asked(installed, sends, work, now, this::ask);
    }

    /** How a policy is asked: one decision for each send, in order. */
    @FunctionalInterface
    private interface Asking {
        List<Decision> ask(String type, Policy policy, List<Send> sends, UnitOfWork work, Instant now);
    }

    private List<Ruling> asked(
            Map<String, Policy> installed, List<Send> sends, UnitOfWork work, Instant now, Asking asking) {
        List<Ruling> rulings = new ArrayList<>(Collections.nCopies(sends.size(), Ruling.ALLOWED));
        List<Map.Entry<String, Policy>> reserving = new ArrayList<>();
        for (Map.Entry<String, Policy> each : installed.entrySet()) {
            if (each.getValue().reserves()) {
                reserving.add(each);
            } else {
                List<Decision> answers = asking.ask(each.getKey(), each.getValue(), sends, work, now);
                for (int i = 0; i < answers.size(); i++) {
                    rulings.set(i, rulings.get(i).and(answers.get(i), each.getKey()));
                }
            }
        }
        if (!reserving.isEmpty()) {
            reserve(reserving, rulings, sends, work, now, asking);
        }
        return rulings;
    }

    private void reserve(
            List<Map.Entry<String, Policy>> reserving,
            List<Ruling> rulings,
            List<Send> sends,
            UnitOfWork work,
            Instant now,
            Asking asking) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < sends.size(); i++) {
            if (rulings.get(i).allows()) {
                open.add(i);
            }
        }
        open.sort(Comparator.comparingInt((Integer i) -> -sends.get(i).priority())
                .thenComparingLong(i -> sends.get(i).message().value()));
        List<Map.Entry<String, Policy>> before = new ArrayList<>();
        for (Map.Entry<String, Policy> each : reserving) {
            if (open.isEmpty()) {
                return;
            }
            List<Decision> answers = asking.ask(
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
                before.forEach(earlier -> release(earlier.getKey(), earlier.getValue(), refused, work));
            }
            before.add(each);
            open = still;
        }
    }

    private List<Decision> askPlainly(String type, Policy policy, List<Send> sends, UnitOfWork work, Instant now) {
        List<Decision> answers = policy.decide(sends, work);
        if (answers.size() != sends.size() || !answers.stream().allMatch(Objects::nonNull)) {
            throw new IllegalStateException("It answered " + answers.size() + " of " + sends.size() + " sends.");
        }
        return answers;
    }

    private List<Decision> ask(String type, Policy policy, List<Send> sends, UnitOfWork work, Instant now) {
        int[] triesLeft = {MOST_TRIES};
        failing.remove(type);
        return ask(type, policy, sends, work, now, triesLeft);
    }

    /** Halves what it fails at, until only that is held. */
    private List<Decision> ask(
            String type, Policy policy, List<Send> sends, UnitOfWork work, Instant now, int[] triesLeft) {
        List<Decision> answers = new ArrayList<>(sends.size());
        Optional<Throwable> failure =
                Savepoint.run(work, () -> answers.addAll(askPlainly(type, policy, sends, work, now)));
        if (failure.isEmpty()) {
            return answers;
        }
        failing.add(type);
        if (sends.size() > 1 && --triesLeft[0] > 0) {
            int middle = sends.size() / 2;
            List<Decision> both = new ArrayList<>(ask(type, policy, sends.subList(0, middle), work, now, triesLeft));
            both.addAll(ask(type, policy, sends.subList(middle, sends.size()), work, now, triesLeft));
            return both;
        }
        LOG.error(
                "Policy '{}' failed for {} sends, the first to contact {}; they are held.",
                type,
                sends.size(),
                sends.get(0).contact().id(),
                failure.get());
        return Collections.nCopies(
                sends.size(), hold(now, "The policy '" + type + "' failed, so nothing is sent; see the log."));
    }

    /** Tells those that reserve of sends that their providers refused for good. */
    void refused(UnitOfWork work, List<Send> sends) {
        policies.all().forEach((type, policy) -> {
            if (policy.reserves()) {
                giveBack(type, sends, work, () -> policy.refused(sends, work));
            }
        });
    }

    private void release(String type, Policy policy, List<Send> refused, UnitOfWork work) {
        giveBack(type, refused, work, () -> policy.release(refused, work));
    }

    private void giveBack(String type, List<Send> refused, UnitOfWork work, Runnable action) {
        Optional<Throwable> failure = Savepoint.run(work, action);
        if (failure.isPresent()) {
            failing.add(type);
            LOG.error(
                    "Policy '{}' failed to give back what it took for {} sends that do not go; it counts as used.",
                    type,
                    refused.size(),
                    failure.get());
        }
    }

    private Decision hold(Instant now, String reason) {
        return new Decision.Hold(now.plusNanos((long) (UNTIL_ASKED_AGAIN.toNanos() * speed)), reason);
    }
}
