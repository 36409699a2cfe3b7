package io.ripen.rest.internal.resource;

import io.ripen.access.AccountId;
import io.ripen.access.Role;
import io.ripen.audit.Audit;
import io.ripen.audit.AuditEntry;
import io.ripen.audit.Change;
import io.ripen.audit.Verification;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.http.Quoted;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.TeamId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** Who changed what. Which entries who calls may see, the audit log decides. */
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final Needed<Audit> audit;

    public AuditResource(Needed<Audit> audit) {
        this.audit = audit;
    }

    /** Who did it. */
    public record By(String kind, String name, @Nullable AccountId account) {}

    /** An entry as it is shown. */
    public record Entry(
            long number,
            Instant at,
            By by,
            @Nullable TeamId team,
            String action,
            String target,
            Map<String, Change.Value> changes,
            boolean erased,
            String hash) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    entry.number(),
                    entry.at(),
                    new By(
                            entry.by().kind().name().toLowerCase(Locale.ROOT),
                            entry.by().name(),
                            entry.by().account()),
                    entry.team(),
                    entry.action(),
                    entry.target(),
                    entry.values(),
                    entry.erased(),
                    entry.hash());
        }
    }

    /**
     * What a look through all of it found.
     *
     * @param broken the first thing that is wrong; null when nothing is
     */
    public record Found(
            boolean whole,
            long entries,
            String hash,
            @Nullable Broken broken) {}

    /** The first thing that is wrong. */
    public record Broken(long number, String kind, String told) {}

    /** The newest first. */
    @GET
    @Needs(Role.MANAGER)
    public Listing<Entry> list(
            @QueryParam("team") @Nullable String team,
            @QueryParam("target") @Nullable String target,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context SecurityContext login,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        Audit.Query query = new Audit.Query(
                team == null ? null : Ids.team("team", team),
                target,
                actor,
                time("from", from),
                time("until", until),
                paging.after() == 0 ? null : paging.after(),
                paging.limit());
        List<Entry> found = audit.get().list(Caller.of(login), query).stream()
                .map(Entry::of)
                .toList();
        return paging.page(found, Entry::number, uri);
    }

    /** Reads all of it and computes each hash again. */
    @GET
    @Path("verification")
    public Found verify(@Context SecurityContext login) {
        Verification found = audit.get().verify(Caller.of(login));
        Verification.Broken broken = found.broken();
        return new Found(
                found.isWhole(),
                found.entries(),
                found.hash(),
                broken == null
                        ? null
                        : new Broken(broken.number(), broken.kind().name().toLowerCase(Locale.ROOT), broken.told()));
    }

    private static @Nullable Instant time(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant time = Instant.parse(text);
            // No database knows the whole range of an Instant.
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException none) {
            // Told below.
        }
        throw ProblemException.invalid(
                name, Quoted.of(text) + " is not a time.", "Use a time such as 2026-12-01T10:00:00Z.");
    }
}
