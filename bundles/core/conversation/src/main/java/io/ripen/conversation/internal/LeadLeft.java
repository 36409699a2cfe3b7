package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.conversation.internal.reading.Departures;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.event.Event;
import io.ripen.event.EventReaction;
import io.ripen.event.EventTypes;
import io.ripen.policy.Suppressions;
import io.ripen.sequence.Enrollments;
import io.ripen.service.LateService;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.transaction.UnitOfWork;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * An automatic answer says that the lead has left or retired, or that nobody reads the mailbox any more: the lead's runs end,
 * nothing more goes to the address, and a person has a task. Thread-safe.
 */
@Component
public final class LeadLeft implements EventReaction {
    /** The kind of the task. */
    static final String TASK = "lead-left";

    private final Stores stores;
    private final Suppressions suppressions;
    private final Supplier<Enrollments> enrollments;

    /** The runs are asked for when they are needed first: they need the intake, which needs this. */
    @Activate
    public LeadLeft(
            @Reference Stores stores,
            @Reference Suppressions suppressions,
            @Reference ComponentServiceObjects<Enrollments> enrollments) {
        this(stores, suppressions, new LateService<>(enrollments));
    }

    private LeadLeft(Stores stores, Suppressions suppressions, Supplier<Enrollments> enrollments) {
        this.stores = stores;
        this.suppressions = suppressions;
        this.enrollments = enrollments;
    }

    /** Without OSGi. */
    static LeadLeft of(Stores stores, Suppressions suppressions, Supplier<Enrollments> enrollments) {
        return new LeadLeft(stores, suppressions, enrollments);
    }

    /** Gives back what it took late. */
    @Deactivate
    void stop() {
        if (enrollments instanceof LateService<?> late) {
            late.close();
        }
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.EMAIL_AUTO_REPLY);
    }

    @Override
    public void react(UnitOfWork work, List<Occurrence> occurrences) {
        for (Occurrence each : occurrences) {
            Event event = each.event();
            String text = text(event, "text");
            String subject = text(event, "subject");
            String words = Departures.find(
                    (subject == null ? "" : subject + ".\n") + (text == null ? "" : text),
                    text(event, "returnDate") != null);
            if (words != null) {
                left(work, each.contact(), words, text == null ? "" : text);
            }
        }
    }

    private void left(UnitOfWork work, Contact contact, String words, String text) {
        String reason = "An automatic answer says that the lead has left or does not read the mailbox any more (\""
                + Ids.line(words) + "\").";
        enrollments.get().stopAll(work, contact.id(), null, reason);
        String address = contact.email();
        if (address != null && !address.isBlank()) {
            suppressions.add(work, AddressKind.EMAIL, address, reason);
        }
        if (stores.tasks().lockOpen(work, contact.id().value(), TASK).isEmpty()) {
            stores.tasks().insert(work, task(work, contact, text));
        }
    }

    private Task task(UnitOfWork work, Contact contact, String text) {
        return new Task(
                new TaskId(stores.ids().next(work, IdKind.TASK)),
                contact.team(),
                contact.id(),
                contact.owner(),
                TASK,
                "Has left, find who follows: " + People.name(contact),
                "The lead's sequences have ended, and no mail goes to the address any more. The automatic answer may name"
                        + " somebody else to write to.\n\nemail: " + Ids.line(text),
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
                null);
    }

    private static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text ? text : null;
    }
}
