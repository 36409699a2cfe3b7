package io.ripen.rest.internal;

import io.ripen.access.Actor;
import io.ripen.policy.Backlogs;
import io.ripen.policy.Blocks;
import io.ripen.policy.Decision;
import io.ripen.policy.Policy;
import io.ripen.policy.Send;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.transaction.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Blocks in memory, a backlog that is always the same, and a policy that reads the setting {@code caps}. */
final class Switches implements Blocks, Backlogs, Policy {
    final Map<String, Block> set = new TreeMap<>();

    @Override
    public boolean set(UnitOfWork work, String name, String reason, String by) {
        return set.putIfAbsent(name, new Block(name, reason, by, Crm.NOW)) == null;
    }

    @Override
    public boolean lift(UnitOfWork work, String name, String by) {
        return set.remove(name) != null;
    }

    @Override
    public Map<String, Block> among(UnitOfWork work, Collection<String> names) {
        Map<String, Block> found = new TreeMap<>(set);
        found.keySet().retainAll(names);
        return found;
    }

    @Override
    public boolean set(Actor by, String name, String reason) {
        return set.putIfAbsent(name, new Block(name, reason, by.name(), Crm.NOW)) == null;
    }

    @Override
    public boolean lift(Actor by, String name) {
        return set.remove(name) != null;
    }

    @Override
    public List<Block> all(Actor by) {
        return all();
    }

    @Override
    public List<Block> all() {
        return List.copyOf(set.values());
    }

    @Override
    public Optional<Backlog> behind(Actor by, String block) {
        return Optional.of(new Backlog(
                block,
                12,
                List.of(new Line(
                        new SequenceId("new-lead-14-day"),
                        new StepId("day-3-case-study"),
                        12,
                        4,
                        "skip",
                        Crm.NOW.minusSeconds(86_400),
                        Crm.NOW))));
    }

    @Override
    public List<Decision> decide(List<Send> sends, UnitOfWork work) {
        throw new AssertionError("Nothing is sent here.");
    }

    @Override
    public List<String> problems(Team team) {
        return "b2x".equals(team.settings().get("caps"))
                ? List.of("The team's setting 'caps.preset' is 'b2x': write usual, b2b or b2c.")
                : List.of();
    }
}
