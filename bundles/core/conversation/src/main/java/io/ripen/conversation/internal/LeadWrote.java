package io.ripen.conversation.internal;

import io.ripen.conversation.internal.Hearing.Heard;
import io.ripen.conversation.internal.Hearing.Left;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.InboundRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventTypes;
import io.ripen.policy.ReplyReading.Kind;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * A lead wrote: the message goes into the conversation; unless it was a keyword such as STOP, which is carried out at once,
 * a task asks the owner for an answer, and the owner is told. All in the intake's transaction, so each is there if and only if the event is. Thread-safe.
 */
@Component
public final class LeadWrote implements EventRule {
    /** The kind of a task that asks for an answer. */
    static final String REPLY_TASK = "reply";

    private static final String WRONG_PERSON =
            "Somebody else seems to have this number or address; the lead's sequences have ended. ";

    private static final String QUESTION =
            "Nothing is sent to this lead until you decide. Outcome 'opt-out': they want no"
                    + " more messages. Outcome 'keep': they did not mean that.";

    private static final int LONGEST_SCRIPT = 20_000;
    private static final Set<String> TYPES =
            Set.of(EventTypes.REPLY, EventTypes.SMS_RECEIVED, EventTypes.EMAIL_RECEIVED, EventTypes.MESSAGE_REACTED);

    private final Stores stores;
    private final Notices notices;
    private final Hearing hearing;

    @Activate
    public LeadWrote(@Reference Stores stores, @Reference Notices notices, @Reference Hearing hearing) {
        this.stores = stores;
        this.notices = notices;
        this.hearing = hearing;
    }

    @Override
    public Place place() {
        return Place.REPLY;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        for (Occurrence each : occurrences) {
            String channel = channel(each.event());
            // A call that reached the lead was made by the owner, who need not be told.
            if (TYPES.contains(each.event().type()) && !channel.equals("call")) {
                wrote(work, each.event(), each.contact(), channel);
            }
        }
        return List.of();
    }

    private void wrote(UnitOfWork work, Event event, Contact contact, String channel) {
        String text = event.data().get("text") instanceof String given ? given : "";
        keep(work, event, contact, channel, text);
        if (event.type().equals(EventTypes.MESSAGE_REACTED)) {
            return;
        }
        Heard heard = hearing.hear(work, event, contact, channel, text);
        if (heard.left() != Left.NOTHING) {
            TaskId task = ask(work, contact, channel, text, heard);
            notices.leadWrote(work, contact, channel, text(event, "subject"), text, task);
        }
    }

    /** Nobody has a thread or a task for it; but a STOP counts for whoever has the address later. */
    @Override
    public void applyToStrangers(UnitOfWork work, List<Event> events) {
        for (Event each : events) {
            String channel = channel(each);
            if (!channel.equals("call") && !each.type().equals(EventTypes.MESSAGE_REACTED)) {
                hearing.hearStranger(work, each, channel, each.data().get("text") instanceof String given ? given : "");
            }
        }
    }

    /**
     * What the channel has kept by itself, with more than an event tells, stays as it is. A number may be several contacts':
     * each has the message in its own thread.
     */
    private void keep(UnitOfWork work, Event event, Contact contact, String channel, String text) {
        String id = providerId(event);
        Optional<InboundRow> there =
                stores.inbound().find(work, channel, id, contact.team().value());
        if (there.isPresent() && there.get().contact() == contact.id().value()) {
            return;
        }
        stores.inbound()
                .insert(
                        work,
                        List.of(new InboundRow(
                                stores.ids().next(work, IdKind.INBOUND),
                                contact.team().value(),
                                contact.id().value(),
                                channel,
                                event.type().equals(EventTypes.MESSAGE_REACTED) ? "reaction" : "reply",
                                there.isPresent() ? id + "#" + contact.id() : id,
                                event.address() == null ? text(event, "from") : event.address(),
                                text(event, "to"),
                                text(event, "subject"),
                                text,
                                null,
                                null,
                                text(event, "matchedBy"),
                                0,
                                event.at())));
    }

    private static String providerId(Event event) {
        String given = text(event, "providerId");
        String id = given == null ? text(event, "messageId") : given;
        return id == null || id.isBlank() ? event.id() : id;
    }

    /** One open task is enough, however often the lead writes before somebody answers; it has all texts. */
    private TaskId ask(UnitOfWork work, Contact contact, String channel, String text, Heard heard) {
        boolean decide = heard.left() == Left.DECIDE;
        String line = channel + ": " + text;
        String kind = decide ? OptingOut.TASK : REPLY_TASK;
        Optional<Task> open = stores.tasks().lockOpen(work, contact.id().value(), kind);
        if (open.isPresent()) {
            String script = open.get().script() == null ? line : open.get().script() + "\n\n" + line;
            stores.tasks().rewrite(work, open.get().id().value(), shortened(script));
            return open.get().id();
        }
        TaskId id = new TaskId(stores.ids().next(work, IdKind.TASK));
        stores.tasks()
                .insert(
                        work,
                        new Task(
                                id,
                                contact.team(),
                                contact.id(),
                                contact.owner(),
                                kind,
                                title(heard) + People.name(contact),
                                shortened(decide ? question(heard) + "\n\n" + line : line),
                                null,
                                Task.State.OPEN,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                stores.clock().instant(),
                                null,
                                null,
                                null));
        return id;
    }

    private static String title(Heard heard) {
        boolean decide = heard.left() == Left.DECIDE;
        return switch (heard.kind()) {
            case WRONG_PERSON -> decide ? "Is this the wrong person? " : "Wrong person: ";
            case ELSEWHERE -> "Went with somebody else: ";
            default -> decide ? "Did this lead opt out? " : "Reply to ";
        };
    }

    private static String question(Heard heard) {
        return heard.kind() == Kind.WRONG_PERSON ? WRONG_PERSON + QUESTION : QUESTION;
    }

    /** The newest is at the end, so what is too much is taken from the front. */
    private static String shortened(String script) {
        return script.length() <= LONGEST_SCRIPT ? script : "…" + script.substring(script.length() - LONGEST_SCRIPT);
    }

    private static String channel(Event event) {
        String channel = text(event, "channel");
        if (channel != null && !channel.isBlank()) {
            return channel;
        }
        return switch (event.type()) {
            case EventTypes.SMS_RECEIVED, EventTypes.MESSAGE_REACTED -> "sms";
            case EventTypes.EMAIL_RECEIVED -> "email";
            default -> "other";
        };
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text ? text : null;
    }
}
