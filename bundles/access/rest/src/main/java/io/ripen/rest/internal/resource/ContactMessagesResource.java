package io.ripen.rest.internal.resource;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.conversation.Conversations;
import io.ripen.conversation.Conversations.Result;
import io.ripen.conversation.Handwritten;
import io.ripen.conversation.InvalidHandwrittenException;
import io.ripen.delivery.Message;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.MessageState;
import io.ripen.delivery.Messages;
import io.ripen.rest.internal.http.Ids;
import io.ripen.rest.internal.http.Needed;
import io.ripen.rest.internal.http.ProblemException;
import io.ripen.rest.internal.json.HandwrittenBody;
import io.ripen.rest.internal.login.Caller;
import io.ripen.rest.internal.login.Needs;
import javax.ws.rs.Consumes;
import javax.ws.rs.HeaderParam;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import javax.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * A person writes to a lead. 201 for a new message, which goes out now or is held, as its state says; 200 for one that was
 * asked for before under the same key; 409 for one that may not go out.
 */
@Path("contacts/{id}/messages")
@Produces(MediaType.APPLICATION_JSON)
public final class ContactMessagesResource {
    private final Needed<Conversations> conversations;
    private final Needed<Messages> messages;

    public ContactMessagesResource(Needed<Conversations> conversations, Needed<Messages> messages) {
        this.conversations = conversations;
        this.messages = messages;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.AGENT)
    public Response write(
            @PathParam("id") String id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            HandwrittenBody body,
            @Context SecurityContext login,
            @Context UriInfo uri) {
        Handwritten draft = new Handwritten(
                required("channel", body.channel(), "Say how to reach the lead, such as 'sms' or 'email'."),
                body.subject(),
                required("text", body.text(), "Write what is to be sent."));
        Actor by = Caller.of(login);
        Result result;
        try {
            result = conversations.get().send(by, Ids.contactInPath(id), draft, key);
        } catch (InvalidHandwrittenException invalid) {
            throw ProblemException.invalid(
                    invalid.field(),
                    String.valueOf(invalid.getMessage()),
                    "Correct '" + invalid.field() + "' and send the request again; nothing was sent.");
        }
        if (result instanceof Result.Taken taken) {
            return answer(by, taken, uri);
        }
        if (result instanceof Result.KeyUsed used) {
            throw ProblemException.conflict(
                    "The Idempotency-Key of this request was used before, for another message.",
                    "Make up a new key for each message; repeat one only with the same content.",
                    used.message().toString());
        }
        throw Ids.noSuch("contact", id);
    }

    private Response answer(Actor by, Result.Taken taken, UriInfo uri) {
        MessageId id = taken.message();
        Message message = messages.get().find(by, id).orElseThrow(() -> Ids.noSuch("message", id.toString()));
        if (message.state() == MessageState.DENIED) {
            throw ProblemException.conflict(
                    "The message was not sent: " + message.reason(),
                    "Reach the lead in another way, or remove the cause; the sequences go on as before.",
                    id.toString());
        }
        return taken.repeated()
                ? Response.ok(message).build()
                : Addresses.created(uri, "messages", id.toString())
                        .entity(message)
                        .build();
    }

    private static String required(String field, @Nullable String value, String cure) {
        if (value == null || value.isBlank()) {
            throw ProblemException.invalid(field, "The field '" + field + "' is missing or empty.", cure);
        }
        return value;
    }
}
