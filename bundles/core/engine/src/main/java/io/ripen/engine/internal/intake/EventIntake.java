package io.ripen.engine.internal.intake;

import io.ripen.access.Actor;
import io.ripen.core.store.EventRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.engine.internal.compile.DeployedSequences;
import io.ripen.engine.internal.enroll.Journal;
import io.ripen.engine.internal.enroll.Slots;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.enroll.Zones;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.place.LeadZones;
import io.ripen.schedule.RepeatedTask;
import io.ripen.sequence.EnrollmentId;
import io.ripen.team.TeamId;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The one durable intake. An event that several teams' contacts are meant by is kept, and counts, once for each team; of
 * several contacts of one team it is what each of them did. Depends on nothing
 * that depends on it: the projection of contacts reports its changes here.
 */
@Component(
        service = {Events.class, EventIntake.class},
        configurationPid = IntakeConfig.PID)
@Designate(ocd = IntakeConfig.class)
public final class EventIntake implements Events {
    /**
     * Who hears that it was not taken in, and sends it again. A provider or a page does not: what it says is taken in as long
     * as the database is there, and stops who is to stop.
     */
    private static final Set<EventSource> MAY_COME_AGAIN = Set.of(EventSource.API, EventSource.CRM, EventSource.IMPORT);

    private final Stores stores;
    private final DeployedSequences sequences;
    private final Wake wake;
    private final Zones zones;
    private final Reactions reactions;
    private final InstalledRules rules = new InstalledRules();
    private final FailedRules failed;
    private final Strangers strangers;
    /** Whether what is received by this thread begins nothing; also what follows from it. */
    private final ThreadLocal<Boolean> quiet = ThreadLocal.withInitial(() -> false);

    private final boolean reactionsAreReplies;
    private @Nullable RepeatedTask upkeep;

    @Activate
    public EventIntake(
            @Reference Stores stores,
            @Reference DeployedSequences sequences,
            @Reference Wake wake,
            IntakeConfig config) {
        this(
                stores,
                sequences,
                wake,
                config.reactions_are_replies(),
                Duration.ofHours(Math.max(1, Math.min(720, config.strangers_kept_hours()))));
        upkeep = RepeatedTask.start("ripen-intake: events of strangers", Strangers.PAUSE, this::lookForStrangers);
    }

    @Deactivate
    public void stop() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    /** Without OSGi, as configured by default. */
    public EventIntake(Stores stores, DeployedSequences sequences, Wake wake) {
        this(stores, sequences, wake, false, Strangers.USUAL);
    }

    EventIntake(
            Stores stores,
            DeployedSequences sequences,
            Wake wake,
            boolean reactionsAreReplies,
            Duration strangersKept) {
        this.reactionsAreReplies = reactionsAreReplies;
        this.stores = stores;
        this.sequences = sequences;
        this.wake = wake;
        this.zones = new Zones(stores);
        this.reactions = new Reactions(stores, sequences, zones);
        this.failed = new FailedRules(stores);
        this.strangers = new Strangers(stores, strangersKept);
    }

    /** Knows where leads are; may come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setLeadZones(LeadZones service) {
        zones.use(service);
    }

    public void unsetLeadZones(LeadZones service) {
        zones.drop(service);
    }

    /** May come and go at any time. */
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void addRule(EventRule rule) {
        rules.add(rule);
    }

    public void removeRule(EventRule rule) {
        rules.remove(rule);
    }

    /** A sentence for each rule that failed within the last hour. */
    List<String> failedLately() {
        return failed.lately();
    }

    @Override
    public Receipt receive(Actor by, Event event) {
        return by.admin() ? receive(event) : receive(EventTeams.narrowed(by, event, stores));
    }

    @Override
    public Receipt receive(Event event) {
        return stores.transactions().call(work -> receive(work, List.of(event)).get(0));
    }

    @Override
    public List<Receipt> receiveQuietly(UnitOfWork work, List<Event> events) {
        boolean before = quiet.get();
        quiet.set(true);
        try {
            return receive(work, events);
        } finally {
            quiet.set(before);
        }
    }

    @Override
    public boolean hasCome(UnitOfWork work, TeamId team, Collection<String> ids) {
        return stores.events().hasCome(work, team.value(), ids);
    }

    /** Does what is done again and again: lets old events of strangers go, and finds those who came at the same moment. */
    public void lookForStrangers() {
        strangers.forgetOld();
        stores.transactions().call(work -> receive(work, strangers.met(work)));
    }

    @Override
    public List<Receipt> receive(UnitOfWork work, List<Event> told) {
        if (told.isEmpty()) {
            return List.of();
        }
        told.forEach(EventCheck::check);
        for (Event each : told) {
            if (MAY_COME_AGAIN.contains(each.source()) && sequences.isStarting(each.type())) {
                throw new SequencesStartingException(each);
            }
        }
        List<Event> events = ReactionTexts.heard(told, reactionsAreReplies);
        Instant now = stores.clock().instant();
        Matching matching = new Matching(stores, work, events);
        List<EventRow> rows = new ArrayList<>(events.size());
        List<Happening> happenings = new ArrayList<>(events.size());
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            for (Map.Entry<TeamId, List<Contact>> team :
                    EventRows.byTeam(event, matching.contacts(event)).entrySet()) {
                happenings.add(new Happening(i, event, team.getValue()));
                rows.add(EventRows.of(event, team.getKey(), team.getValue(), now));
            }
        }
        boolean[] isNew = stores.events().insertNew(work, rows);
        List<Happening> fresh = new ArrayList<>(happenings.size());
        for (int i = 0; i < isNew.length; i++) {
            if (isNew[i]) {
                fresh.add(happenings.get(i));
            }
        }
        if (!fresh.isEmpty()) {
            stores.events().alsoConcern(work, EventRows.further(fresh, now));
            Journal journal = new Journal(stores, Slots.ofThread());
            if (reactions.to(work, fresh, now, journal, quiet.get())) {
                work.afterCommit(wake::signal);
            }
            journal.write(work);
            List<Event> following = rules.apply(
                    work, fresh, (rule, event, contacts, failure) -> failed.tell(work, rule, event, contacts, failure));
            noteStopped(work, fresh, now);
            strangers.keep(work, fresh, now);
            stores.outbox().put(work, EventRows.forListeners(fresh, now));
            receive(work, following);
            receive(work, strangers.whoCame(work, fresh));
        }
        return receipts(events, happenings, isNew, strangers.until(now));
    }

    private void noteStopped(UnitOfWork work, List<Happening> fresh, Instant now) {
        Map<EventRow, List<Long>> ended = new LinkedHashMap<>();
        for (Happening each : fresh) {
            if (!each.stopped().isEmpty()) {
                ended.put(
                        EventRows.of(each.event(), EventRows.team(each.event(), each.contacts()), each.contacts(), now),
                        each.stopped().stream().map(EnrollmentId::value).toList());
            }
        }
        stores.events().noteStopped(work, ended);
    }

    private static List<Receipt> receipts(
            List<Event> events, List<Happening> happenings, boolean[] isNew, Instant waitsUntil) {
        List<Receipt> receipts = new ArrayList<>(events.size());
        int at = 0;
        for (int i = 0; i < events.size(); i++) {
            boolean duplicate = true;
            List<ContactId> contacts = new ArrayList<>();
            Happening last = null;
            Happening first = null;
            while (at < happenings.size() && happenings.get(at).index() == i) {
                last = happenings.get(at);
                first = first == null ? last : first.with(last);
                duplicate &= !isNew[at];
                last.contacts().forEach(contact -> contacts.add(contact.id()));
                at++;
            }
            receipts.add(new Receipt(
                    events.get(i).id(),
                    duplicate,
                    List.copyOf(contacts),
                    first == null ? List.of() : List.copyOf(first.enrolled()),
                    first == null ? List.of() : List.copyOf(first.stopped()),
                    contacts.isEmpty() && !duplicate ? waitsUntil : null));
        }
        return receipts;
    }
}
