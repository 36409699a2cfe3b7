package io.ripen.rest.internal.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.policy.OptOutLists;
import io.ripen.policy.OptOutLists.Answer;
import io.ripen.policy.OptOutLists.Meaning;
import io.ripen.policy.OptOutLists.Options;
import io.ripen.policy.OptOutLists.State;
import io.ripen.rest.internal.http.BodyLimit;
import io.ripen.rest.internal.http.Charsets;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** Takes a list of addresses that must not be written to, as another system has it. Each row is answered by itself. */
@Path("opt-outs")
@Produces(MediaType.APPLICATION_JSON)
public final class OptOutsResource {
    private static final long LARGEST = 20L * 1024 * 1024;
    /** Of 10,000 rows. */
    private static final long LARGEST_JSON = 4 * 1024 * 1024;

    private static final int MOST = 10_000;
    private static final int LONGEST_SOURCE = 100;

    private final Needed<OptOutLists> lists;
    private final KnownNames known;

    public OptOutsResource(Needed<OptOutLists> lists, KnownNames known) {
        this.lists = lists;
        this.known = known;
    }

    /** @param rows addresses, or objects with {@code email} or {@code phone}, and {@code reason} */
    public record Body(@Nullable List<@Nullable Object> rows) {}

    /** What became of a row. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Row(
            long line,
            @Nullable String address,
            String result,
            @Nullable String reason) {}

    /** How many rows became what, and each of them. */
    public record Result(long suppressed, long known, long leftOut, long refused, List<Row> rows) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @BodyLimit(LARGEST_JSON)
    @Needs(Role.MANAGER)
    public Result keep(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("source") @Nullable String source,
            @QueryParam("meaning") @Nullable String meaning,
            @QueryParam("channel") @Nullable String channel,
            Body body) {
        List<@Nullable Object> given = body.rows();
        if (given == null || given.isEmpty() || given.size() > MOST) {
            throw ProblemException.invalid(
                    "rows",
                    given == null || given.isEmpty()
                            ? "The field 'rows' is missing or empty."
                            : "There are " + given.size() + " rows, and at most " + MOST + " are taken at once.",
                    "Send 1 to " + MOST
                            + " addresses, such as {\"rows\":[\"ann@example.com\",{\"phone\":\"+14155550100\"}]}.");
        }
        Actor by = Caller.of(login);
        List<OptOutLists.Row> rows = new ArrayList<>(given.size());
        for (Object each : given) {
            rows.add(row(rows.size() + 1, each));
        }
        return result(lists.get().keep(by, rows, options(by, team, source, meaning, channel)));
    }

    @POST
    @Consumes("text/csv")
    @BodyLimit(LARGEST)
    @Needs(Role.MANAGER)
    public Result read(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("source") @Nullable String source,
            @QueryParam("meaning") @Nullable String meaning,
            @QueryParam("channel") @Nullable String channel,
            @HeaderParam("Content-Type") String contentType,
            InputStream csv)
            throws IOException {
        Actor by = Caller.of(login);
        Options options = options(by, team, source, meaning, channel);
        return result(lists.get().read(by, Charsets.reader(csv, contentType), options));
    }

    /** What is no address is told as a row without one, so that the others are kept. */
    private static OptOutLists.Row row(long line, @Nullable Object given) {
        if (given instanceof String text) {
            boolean mail = text.indexOf('@') >= 0;
            return new OptOutLists.Row(line, mail ? text(text) : null, mail ? null : text(text), null);
        }
        if (given instanceof Map<?, ?> named) {
            return new OptOutLists.Row(
                    line, text(named.get("email")), text(named.get("phone")), text(named.get("reason")));
        }
        return new OptOutLists.Row(line, null, null, null);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text.strip() : null;
    }

    private Options options(
            Actor by,
            @Nullable String team,
            @Nullable String source,
            @Nullable String meaning,
            @Nullable String channel) {
        TeamId id = known.teamParameter(by, team).id();
        String from = source == null ? "list" : source.strip();
        if (from.isEmpty() || from.length() > LONGEST_SOURCE) {
            throw ProblemException.invalid(
                    "source",
                    "The parameter 'source' is empty or too long.",
                    "Say in 1 to " + LONGEST_SOURCE + " characters where the list is from, or leave it out.");
        }
        return new Options(id, from, meaning(meaning), phones(channel));
    }

    private static Meaning meaning(@Nullable String word) {
        if (word == null) {
            return Meaning.OPT_OUT;
        }
        for (Meaning each : Meaning.values()) {
            if (word(each).equals(word)) {
                return each;
            }
        }
        throw ProblemException.invalid(
                "meaning",
                "The parameter 'meaning' has a word that is not known.",
                "Use opt-out, bounce or complaint, or leave it out for opt-out.");
    }

    private static boolean phones(@Nullable String channel) {
        if (channel == null || channel.equals("email") || channel.equals("sms")) {
            return "sms".equals(channel);
        }
        throw ProblemException.invalid(
                "channel",
                "The parameter 'channel' has a word that is not known.",
                "Use email or sms, or leave it out.");
    }

    private static Result result(List<Answer> answers) {
        return new Result(
                count(answers, State.SUPPRESSED),
                count(answers, State.KNOWN),
                count(answers, State.LEFT_OUT),
                count(answers, State.REFUSED),
                answers.stream()
                        .map(each -> new Row(each.line(), each.address(), word(each.state()), each.reason()))
                        .toList());
    }

    private static long count(List<Answer> answers, State state) {
        return answers.stream().filter(each -> each.state() == state).count();
    }

    private static String word(Enum<?> each) {
        return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
