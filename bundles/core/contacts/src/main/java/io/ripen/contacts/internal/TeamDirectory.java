package io.ripen.contacts.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.core.store.Stores;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The teams in memory; what another node saved is seen within some seconds. */
@Component
public final class TeamDirectory implements Teams {
    private static final Logger LOG = LoggerFactory.getLogger(TeamDirectory.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Stores stores;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Snapshot snapshot;

    private record Snapshot(Map<TeamId, Team> teams, Instant readAt) {}

    @Activate
    public TeamDirectory(@Reference Stores stores) {
        this.stores = stores;
        this.snapshot = read();
    }

    /** Settings one by one, so that the log shows which one was changed. */
    private static Change change(Actor by, @Nullable Team before, Team after) {
        Change change = Change.of(by, before == null ? "team.created" : "team.changed", "team:" + after.id())
                .in(after.id())
                .value("name", before == null ? null : before.name(), after.name())
                .value(
                        "timeZone",
                        before == null ? null : before.zone().getId(),
                        after.zone().getId())
                .value("region", before == null ? null : before.region(), after.region());
        Map<String, Object> old = before == null ? Map.of() : before.settings();
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(after.settings().keySet());
        for (String name : names) {
            Object from = old.get(name);
            Object to = after.settings().get(name);
            // As they are written: a number that was read from the database is of another class than the same one from
            // a body.
            if (!String.valueOf(from).equals(String.valueOf(to))) {
                change.value("settings." + name, from, to);
            }
        }
        return change;
    }

    private Snapshot read() {
        Instant now = stores.clock().machine().instant();
        Map<TeamId, Team> teams = new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
        for (Team team : stores.transactions().call(work -> stores.teams().all(work))) {
            teams.put(team.id(), team);
        }
        return new Snapshot(teams, now);
    }

    private Map<TeamId, Team> teams() {
        Snapshot now = snapshot;
        Duration age = Duration.between(now.readAt(), stores.clock().machine().instant());
        // One thread looks; nobody waits for it.
        if (age.compareTo(FRESH) > 0 && reading.tryLock()) {
            try {
                snapshot = read();
            } catch (StoreUnavailableException e) {
                LOG.debug("The teams were not read anew; those known before stand.", e);
            } finally {
                reading.unlock();
            }
        }
        return snapshot.teams();
    }

    @Override
    public Optional<Team> find(TeamId id) {
        return Optional.ofNullable(teams().get(id));
    }

    @Override
    public List<Team> all() {
        return new ArrayList<>(teams().values());
    }

    @Override
    public void save(Actor by, Team team) {
        // A team that is not there for somebody, and one that does not exist, are refused in the same words.
        if (find(by, team.id()).isEmpty()) {
            by.requireAdmin();
        } else {
            by.require(Role.MANAGER, team.id());
        }
        if (!COUNTRIES.contains(team.region())) {
            throw new IllegalArgumentException("region: '" + team.region()
                    + "' is not a country code: use two capital letters (ISO 3166-1) such as US or DE.");
        }
        String flaw = team.name().isBlank() ? "is empty; give the team one." : Texts.flaw(team.name(), 200, false);
        if (flaw != null) {
            throw new IllegalArgumentException("name: The name " + flaw);
        }
        Optional<Team> before = Optional.ofNullable(read().teams().get(team.id()));
        stores.transactions().call(work -> {
            stores.teams().save(work, team);
            Change change = change(by, before.orElse(null), team);
            if (!change.isEmpty()) {
                stores.audit().record(work, change);
            }
            return team;
        });
        reading.lock();
        try {
            snapshot = read();
        } finally {
            reading.unlock();
        }
    }
}
