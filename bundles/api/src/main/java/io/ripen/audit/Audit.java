package io.ripen.audit;

import io.ripen.access.Actor;
import io.ripen.access.RefusedException;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The audit log. An OSGi service; thread-safe. */
@ProviderType
public interface Audit {

    /**
     * Adds an entry when this transaction is committed, and never when it is rolled back. Entries get their numbers in the order of
     * the commits. The end of the log is locked only then, so two changes wait for each other no longer than one commit takes.
     *
     * @throws IllegalArgumentException when action or target are empty or too long
     */
    void record(UnitOfWork work, Change change);

    /**
     * Which entries.
     *
     * @param team only of this team; null for all
     * @param target only about this; null for all
     * @param actor only by who has exactly this name; null for all
     * @param from only at this time or later; null for all
     * @param until only before this time; null for all
     * @param before only with smaller numbers; null from the newest on
     * @param limit 1 to 1,000
     */
    record Query(
            @Nullable TeamId team,
            @Nullable String target,
            @Nullable String actor,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Long before,
            int limit) {}

    /** Entries that the actor may see, the newest first: an admin all, a manager those of their teams, others none. */
    List<AuditEntry> list(Actor by, Query query);

    /**
     * Reads the whole log and computes each hash again. Takes about a second for 100,000 entries. Compares it also with what this node
     * noted in its data folder, so that an end that was cut off is found.
     *
     * @throws RefusedException when the actor is no admin
     */
    Verification verify(Actor by);
}
