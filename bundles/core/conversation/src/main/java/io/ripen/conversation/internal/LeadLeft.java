package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.conversation.internal.reading.Departures;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.event.Absence;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventTypes;
import io.ripen.place.LeadZones;
import io.ripen.policy.Suppressions;
import io.ripen.sequence.Enrollments;
import io.ripen.service.LateService;
import io.ripen.task.Task;
import io.ripen.task.TaskId;
import io.ripen.transaction.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * An automatic answer says that the lead has left or retired, that nobody reads the mailbox any more, or that the lead is away
 * for many months: the lead's runs end, nothing more goes to the address, and a person has a task. Where the answer names a day
 * of return, messages may go to the address again from that morning on. Thread-safe.
 */
@Component
public final class LeadLeft implements EventRule {
    /** The kind of the task about somebody who has left. */
    static final String LEFT = "lead-left";
    /** The kind of the task about somebody who is away for long. */
    static final String AWAY = "lead-away";

    private final Stores stores;
    private final Suppressions suppressions;
    private final Supplier<Enrollments> enrollments;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable LeadZones zones;

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
    public Place place() {
        return Place.DEPARTURE;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.EMAIL_AUTO_REPLY);
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        Instant now = stores.clock().instant();
        for (Occurrence each : occurrences) {
            Event event = each.event();
            String text = text(event, "text");
            String subject = text(event, "subject");
            String said = (subject == null ? "" : subject + ".\n") + (text == null ? "" : text);
            Absence absence = Absence.of(event, LeadDays.zone(work, stores, zones, each.contact()), now)
                    .orElse(null);
            String words = Departures.find(said, text(event, "returnDate") != null);
            if (words != null) {
                left(work, each.contact(), words, Departures.comesBack(said) ? absence : null, text);
            } else if (absence != null && absence.isLong(now)) {
                away(work, each.contact(), absence, text);
            }
        }
        return List.of();
    }

    private void left(
            UnitOfWork work, Contact contact, String words, @Nullable Absence absence, @Nullable String text) {
        String reason = "An automatic answer says that the lead has left or does not read the mailbox any more (\""
                + Ids.line(words) + "\").";
        end(work, contact, reason, absence);
        ask(
                work,
                contact,
                LEFT,
                "Has left, find who follows: ",
                "The lead's sequences have ended, and no mail goes to the address "
                        + (absence == null ? "any more" : "until " + absence.day())
                        + ". The automatic answer may name somebody else to write to.",
                text);
    }

    private void away(UnitOfWork work, Contact contact, Absence absence, @Nullable String text) {
        end(
                work,
                contact,
                "An automatic answer says that the lead is away for months, until " + absence.day() + ".",
                absence);
        ask(
                work,
                contact,
                AWAY,
                "Is away for months, find who stands in: ",
                "The lead's sequences have ended, and no mail goes to the address until " + absence.day()
                        + ". Enroll the lead anew then. The automatic answer may name somebody else to write to.",
                text);
    }

    private void end(UnitOfWork work, Contact contact, String reason, @Nullable Absence absence) {
        enrollments.get().stopAll(work, contact.id(), null, reason);
        String address = contact.email();
        if (address == null || address.isBlank()) {
            return;
        }
        if (absence == null) {
            suppressions.add(work, AddressKind.EMAIL, address, reason);
        } else {
            suppressions.addUntil(work, AddressKind.EMAIL, address, reason, absence.until());
        }
    }

    private void ask(
            UnitOfWork work, Contact contact, String kind, String title, String script, @Nullable String text) {
        if (stores.tasks().lockOpen(work, contact.id().value(), kind).isEmpty()) {
            stores.tasks()
                    .insert(
                            work,
                            task(
                                    work,
                                    contact,
                                    kind,
                                    title + People.name(contact),
                                    script + "\n\nemail: " + Ids.line(text == null ? "" : text)));
        }
    }

    private Task task(UnitOfWork work, Contact contact, String kind, String title, String script) {
        return new Task(
                new TaskId(stores.ids().next(work, IdKind.TASK)),
                contact.team(),
                contact.id(),
                contact.owner(),
                kind,
                title,
                script,
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
