package io.ripen.contacts.internal.person;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.audit.Change;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.ErasureRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.privacy.Erasure;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.Enrollments;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Erases people. Thread-safe. */
@Component
public final class ErasureBook implements Erasure {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** So long whoever asks waits for the end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** From then on another node takes over a look that was begun. */
    private static final Duration LEASE = Duration.ofMinutes(5);
    /** Between one look and the next: for a reply or an outcome that was under way. After the last, nothing is looked for any more. */
    private static final List<Duration> LOOKS =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    private static final Map<String, String> WORDS = Map.of(
            "message", "messages",
            "inbound", "received",
            "event", "events",
            "history", "timeline",
            "enrollment", "runs",
            "task", "tasks",
            "consent", "consents",
            "notification", "notices");

    private final Stores stores;
    private final Enrollments enrollments;
    private final ErasureLook look;
    private final PersonAccess access;
    private final ErasedAddresses addresses;
    private final Duration patience;
    private @Nullable RepeatedTask task;

    @Activate
    public ErasureBook(@Reference Stores stores, @Reference Enrollments enrollments) {
        this(stores, enrollments, PATIENCE);
        task = RepeatedTask.start("ripen-erasure", PAUSE, this::lookAgain);
    }

    private ErasureBook(Stores stores, Enrollments enrollments, Duration patience) {
        this.stores = stores;
        this.enrollments = enrollments;
        this.look = new ErasureLook(stores, enrollments);
        this.access = new PersonAccess(stores);
        this.addresses = new ErasedAddresses(stores);
        this.patience = patience;
    }

    /**
     * Without a thread of its own; {@link #lookAgain} is called by hand.
     *
     * @param patience how long {@link #erase} waits for the end
     */
    public static ErasureBook still(Stores stores, Enrollments enrollments, Duration patience) {
        return new ErasureBook(stores, enrollments, patience);
    }

    @Deactivate
    public void stop() {
        if (task != null) {
            task.close();
        }
    }

    @Override
    public Optional<Preview> preview(Actor by, ContactId id) {
        return stores.transactions()
                .call(work ->
                        access.findEver(work, by, id, "previews an erasure").map(person -> preview(work, person)));
    }

    private Preview preview(UnitOfWork work, Person person) {
        List<ContactId> same = new ArrayList<>();
        int elsewhere = 0;
        for (Contact other : others(work, person)) {
            if (other.team().equals(person.team())) {
                same.add(other.id());
            } else {
                elsewhere++;
            }
        }
        long id = person.id().value();
        Map<String, Long> rows = new LinkedHashMap<>();
        stores.personRows()
                .count(work, id)
                .forEach((table, count) -> rows.put(WORDS.getOrDefault(table, table), count));
        int running = (int) stores.enrollments().ofContacts(work, List.of(id), null).stream()
                .filter(run -> !run.state().isFinal())
                .count();
        int planned = (int) stores.personRows().planned(work, id);
        return new Preview(person.id(), person.team(), rows, running, planned, List.copyOf(same), elsewhere);
    }

    /** Who else has one of the addresses that the person has now. */
    private List<Contact> others(UnitOfWork work, Person person) {
        return stores
                .contacts()
                .findByAddresses(
                        work, person.now().of(AddressKind.PHONE), person.now().of(AddressKind.EMAIL))
                .stream()
                .filter(other -> !other.id().equals(person.id()))
                .toList();
    }

    @Override
    public Optional<Progress> erase(Actor by, ContactId id) {
        Instant machineNow = stores.clock().machine().instant();
        Optional<ErasureRow> begun = stores.transactions().call(work -> {
            if (stores.erasures().find(work, id.value()).isPresent()) {
                return Optional.<ErasureRow>empty();
            }
            Optional<Person> found = access.findEver(work, by, id, "erases a person");
            found.ifPresent(person -> begin(work, by, person, machineNow));
            return found.flatMap(person -> stores.erasures().find(work, id.value()));
        });
        if (begun.isEmpty()) {
            return find(by, id);
        }
        Instant until = machineNow.plus(patience);
        if (!through(begun.get(), () -> stores.clock().machine().instant().isAfter(until))) {
            stores.transactions().call(work -> {
                stores.erasures().lookAt(work, id.value(), machineNow);
                return true;
            });
        }
        return find(by, id);
    }

    /** Locks runs, then contacts, then messages, as everywhere. */
    private void begin(UnitOfWork work, Actor by, Person person, Instant machineNow) {
        Instant now = stores.clock().instant();
        long id = person.id().value();
        int stopped =
                enrollments.stopAll(work, person.id(), null, ErasureLook.REASON).size();
        TreeSet<ContactId> locked = new TreeSet<>(List.of(person.id()));
        others(work, person).forEach(other -> locked.add(other.id()));
        stores.contacts().lock(work, locked);
        int cancelled = stores.personRows().cancelPlanned(work, id);
        addresses.suppress(work, person, now);
        stores.contacts().delete(work, person.id());
        stores.erasures()
                .insert(
                        work,
                        new ErasureRow(
                                id,
                                person.team().value(),
                                by.name(),
                                now,
                                person.ever().write(),
                                0,
                                machineNow.plus(LEASE),
                                null));
        String target = "contact:" + id;
        stores.audit()
                .record(
                        work,
                        Change.of(by, "contact.erased", target)
                                .in(person.team())
                                .with("runsStopped", stopped)
                                .with("messagesCancelled", cancelled));
        stores.audit().forget(work, target);
    }

    private boolean through(ErasureRow row, BooleanSupplier enough) {
        if (!look.through(row, enough)) {
            return false;
        }
        Instant next =
                row.looks() < LOOKS.size() ? stores.clock().machine().instant().plus(LOOKS.get(row.looks())) : null;
        stores.transactions().call(work -> {
            stores.erasures().looked(work, row.contact(), stores.clock().instant(), next);
            return true;
        });
        return true;
    }

    /** Goes on with what was begun, here or on another node, and looks again for what was under way. */
    public void lookAgain() {
        Optional<ErasureRow> due;
        do {
            Instant now = stores.clock().machine().instant();
            due = stores.transactions().call(work -> stores.erasures().claim(work, now, now.plus(LEASE)));
            due.ifPresent(row -> through(row, () -> Thread.currentThread().isInterrupted()));
        } while (due.isPresent());
    }

    @Override
    public Optional<Progress> find(Actor by, ContactId id) {
        return stores.transactions()
                .call(work -> stores.erasures().find(work, id.value()))
                .filter(row -> by.may(Role.MANAGER, new TeamId(row.team())))
                .map(row -> new Progress(
                        id,
                        new TeamId(row.team()),
                        row.doneAt() == null ? State.RUNNING : State.DONE,
                        row.by(),
                        row.askedAt(),
                        row.doneAt()));
    }
}
