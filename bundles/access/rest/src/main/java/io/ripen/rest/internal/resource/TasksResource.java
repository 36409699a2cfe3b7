package io.ripen.rest.internal.resource;

import io.ripen.access.Role;
import io.ripen.rest.internal.http.Choice;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.Paging;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.Listing;
import io.ripen.rest.internal.json.OutcomeBody;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.task.Tasks;
import java.util.List;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** What people are to do, and what came of it. */
@Path("tasks")
@Produces(MediaType.APPLICATION_JSON)
public final class TasksResource {
    private static final int LONGEST_OWNER = 320;
    private static final int LONGEST_NOTE = 10_000;

    private final Needed<Tasks> tasks;

    public TasksResource(Needed<Tasks> tasks) {
        this.tasks = tasks;
    }

    @GET
    @Needs(Role.VIEWER)
    public Listing<Task> list(
            @Context SecurityContext login,
            @QueryParam("team") @Nullable String team,
            @QueryParam("contact") @Nullable String contact,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("state") @Nullable String state,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Paging paging = Paging.of(after, limit);
        if (owner != null && (owner.isBlank() || owner.length() > LONGEST_OWNER)) {
            throw ProblemException.invalid(
                    "owner",
                    "The parameter 'owner' is empty or longer than " + LONGEST_OWNER + " characters.",
                    "Send the owner as the contact has it, or leave the parameter out.");
        }
        List<Task> found = tasks.get()
                .list(
                        Caller.of(login),
                        new Tasks.Query(
                                Ids.teamParameter(team),
                                Ids.contactParameter("contact", contact),
                                owner,
                                state == null ? null : Choice.of("state", state, Task.State.class),
                                paging.after(),
                                paging.limit()));
        return paging.page(found, each -> each.id().value(), uri);
    }

    @GET
    @Path("{id}")
    @Needs(Role.VIEWER)
    public Task show(@Context SecurityContext login, @PathParam("id") String id) {
        return tasks.get().find(Caller.of(login), id(id)).orElseThrow(() -> Ids.noSuch("task", id));
    }

    /** The sequence that waits for a call goes on; a call that reached the lead is a reply as well. */
    @POST
    @Path("{id}/outcome")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Task complete(@PathParam("id") String id, OutcomeBody body, @Context SecurityContext login) {
        TaskId task = id(id);
        String outcome = body.outcome();
        if (outcome == null || outcome.isBlank()) {
            throw ProblemException.invalid(
                    "outcome",
                    "The field 'outcome' is missing or empty.",
                    "Say what came of it: reached, voicemail, no-answer, wrong-number, or a word of your own.");
        }
        if (body.note() != null && body.note().length() > LONGEST_NOTE) {
            throw ProblemException.invalid(
                    "note",
                    "The note has " + body.note().length() + " characters, and at most " + LONGEST_NOTE + " are kept.",
                    "Write less.");
        }
        try {
            return tasks.get()
                    .complete(Caller.of(login), task, outcome.strip(), body.note())
                    .orElseThrow(() -> Ids.noSuch("task", id));
        } catch (IllegalArgumentException invalid) {
            throw ProblemException.invalid(
                    "outcome",
                    String.valueOf(invalid.getMessage()),
                    "Send a word such as 'voicemail'; what else there is to say goes into 'note'.");
        } catch (IllegalStateException over) {
            throw ProblemException.conflict(
                    String.valueOf(over.getMessage()),
                    "Nothing needs to be done; GET the task to see what came of it.",
                    task.toString());
        }
    }

    private static TaskId id(String text) {
        return Ids.number(text).map(TaskId::new).orElseThrow(() -> Ids.noSuch("task", text));
    }
}
