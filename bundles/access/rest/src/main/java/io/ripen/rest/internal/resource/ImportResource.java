package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.crm.ContactImport;
import io.ripen.crm.ContactImport.DateOrder;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Charsets;
import io.ripen.rest.internal.http.ErrorAnswers;
import io.ripen.rest.internal.http.Multipart;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.TeamId;
import io.ripen.transaction.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Imports contacts from CSV while it comes in: the body itself, or the file in a form. */
@Path("contacts/import")
@Produces(MediaType.APPLICATION_JSON)
public final class ImportResource {
    private static final long LARGEST = 200L * 1024 * 1024;
    private static final int LONGEST_SOURCE = 100;

    private final Needed<ContactImport> imports;
    private final KnownNames known;

    public ImportResource(Needed<ContactImport> imports, KnownNames known) {
        this.imports = imports;
        this.known = known;
    }

    /** A row that was not kept. */
    public record Refusal(long line, String field, String reason) {}

    /** What came of it. */
    public record Result(
            long created,
            long updated,
            long refused,
            List<Refusal> refusals,
            long warned,
            List<ContactImport.Warning> warnings) {}

    @POST
    @Consumes({"text/csv", MediaType.MULTIPART_FORM_DATA})
    @BodyLimit(LARGEST)
    @Needs(Role.MANAGER)
    public Result run(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("tag") List<String> tags,
            @QueryParam("source") @Nullable String source,
            @QueryParam("quiet") @Nullable String quiet,
            @QueryParam("dates") @Nullable String dates,
            @HeaderParam("Content-Type") String contentType,
            InputStream body)
            throws IOException {
        Actor by = Caller.of(login);
        ContactImport.Options options = options(by, team, tags, source, ArrivalRule.yes("quiet", quiet), order(dates));
        if (!contentType.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            return run(by, Charsets.reader(body, contentType), options);
        }
        Multipart form = new Multipart(body, contentType);
        for (Optional<Multipart.Part> part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equals("file")) {
                return run(
                        by,
                        Charsets.reader(part.get().body(), part.get().headers().get("content-type")),
                        options);
            }
        }
        throw ProblemException.invalid(
                "file", "The form has no field 'file'.", "Send the CSV in it, as curl -F file=@leads.csv does.");
    }

    private Result run(Actor by, Reader csv, ContactImport.Options options) throws IOException {
        AtomicLong rows = new AtomicLong();
        ContactImport.Result result;
        try {
            result = imports.get().run(by, csv, options, rows::set);
        } catch (StoreUnavailableException e) {
            throw ErrorAnswers.unavailable("The database went away while the file was imported. Its first " + rows
                    + " rows were dealt with, and what was kept of them stays; a row that is sent again is recognised by"
                    + " its external id, e-mail or phone.");
        } catch (ProblemException | IOException e) {
            if (rows.get() == 0) {
                throw e;
            }
            // What was kept stays kept; whoever sent it must know from where to go on.
            throw ProblemException.of(
                    e instanceof ProblemException problem ? problem.problem().status() : 400,
                    "import-incomplete",
                    "Only a part was imported",
                    "The file could not be read to its end: " + e.getMessage() + " Its first " + rows
                            + " rows were imported; what was kept of them stays.",
                    "Send the rest in another call, or the whole again: a row with the same external id, e-mail or phone"
                            + " changes the contact that is there.");
        }
        return new Result(
                result.created(),
                result.updated(),
                result.refused(),
                result.refusals().stream()
                        .map(each -> new Refusal(each.line(), each.field(), each.reason()))
                        .toList(),
                result.warned(),
                result.warnings());
    }

    private static @Nullable DateOrder order(@Nullable String dates) {
        if (dates == null) {
            return null;
        }
        return switch (dates) {
            case "day-first" -> DateOrder.DAY_FIRST;
            case "month-first" -> DateOrder.MONTH_FIRST;
            default ->
                throw ProblemException.invalid(
                        "dates",
                        "The parameter 'dates' says no order.",
                        "Use day-first or month-first, or leave it out for the way of the team's country.");
        };
    }

    private ContactImport.Options options(
            Actor by,
            @Nullable String team,
            List<String> tags,
            @Nullable String source,
            boolean quiet,
            @Nullable DateOrder dates) {
        TeamId id = known.teamParameter(by, team).id();
        Set<String> each = new LinkedHashSet<>();
        for (String written : tags) {
            for (String tag : written.split(",", -1)) {
                if (tag.isBlank()) {
                    throw ProblemException.invalid(
                            "tag",
                            "The parameter 'tag' has an empty value.",
                            "Name one tag or several, separated by commas, or leave it out.");
                }
                each.add(tag.strip());
            }
        }
        String from = source == null ? "import" : source.strip();
        if (from.isEmpty() || from.length() > LONGEST_SOURCE) {
            throw ProblemException.invalid(
                    "source",
                    "The parameter 'source' is empty or too long.",
                    "Use 1 to " + LONGEST_SOURCE + " characters, or leave it out.");
        }
        return new ContactImport.Options(id, each, from, quiet, dates);
    }
}
