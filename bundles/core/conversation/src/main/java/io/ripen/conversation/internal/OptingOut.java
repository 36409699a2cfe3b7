package io.ripen.conversation.internal;

import io.ripen.access.Actor;
import io.ripen.access.Role;
import io.ripen.channel.AddressKind;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.policy.Blocks;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.OptOuts;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.service.LateService;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Carries opt-outs out. Every one is an event {@code opt-out}, whoever says it: a keyword, a link, a complaint, a person, a
 * program. In the transaction that keeps the event the addresses are suppressed and the consent is written down; what was
 * acknowledged cannot be sent past. Thread-safe.
 */
@Component(
        service = {EventRule.class, OptOuts.class},
        configurationPid = ConsentConfig.PID)
@Designate(ocd = ConsentConfig.class)
public final class OptingOut implements EventRule, OptOuts {
    /** The kind of a task that asks whether a lead opted out; its outcome is one of the two below. */
    static final String TASK = "consent";

    static final String OPT_OUT = "opt-out";
    static final String KEEP = "keep";
    private static final int SHORTEST_NUMBER = 7;
    private static final Set<String> TYPES = Set.of(
            EventTypes.OPT_OUT, EventTypes.EMAIL_COMPLAINED, EventTypes.EMAIL_BOUNCED, EventTypes.TASK_COMPLETED);

    private final Stores stores;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Blocks blocks;
    private final Teams teams;
    private final Supplier<Events> events;
    private final ConsentSettings settings;
    private final NoticePost notices;

    /** The intake is asked for when a person decides, since it asks for its rules when it starts. */
    @Activate
    public OptingOut(
            @Reference Stores stores,
            @Reference Suppressions suppressions,
            @Reference Consents consents,
            @Reference Blocks blocks,
            @Reference Teams teams,
            @Reference ComponentServiceObjects<Events> events,
            ConsentConfig config) {
        this(stores, suppressions, consents, blocks, teams, new LateService<>(events), ConsentSettings.of(config));
    }

    private OptingOut(
            Stores stores,
            Suppressions suppressions,
            Consents consents,
            Blocks blocks,
            Teams teams,
            Supplier<Events> events,
            ConsentSettings settings) {
        this.stores = stores;
        this.suppressions = suppressions;
        this.consents = consents;
        this.blocks = blocks;
        this.teams = teams;
        this.events = events;
        this.settings = settings;
        this.notices = new NoticePost(stores, suppressions);
    }

    /** Without OSGi. */
    static OptingOut of(
            Stores stores,
            Suppressions suppressions,
            Consents consents,
            Blocks blocks,
            Teams teams,
            Supplier<Events> events,
            ConsentSettings settings) {
        return new OptingOut(stores, suppressions, consents, blocks, teams, events, settings);
    }

    /** Gives back what it took late. */
    @Deactivate
    void stop() {
        if (events instanceof LateService<?> late) {
            late.close();
        }
    }

    @Override
    public Place place() {
        return Place.OPT_OUT;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public List<Event> apply(UnitOfWork work, List<Occurrence> occurrences) {
        List<Event> caused = new ArrayList<>();
        for (Occurrence each : occurrences) {
            Event event = each.event();
            switch (event.type()) {
                case EventTypes.OPT_OUT -> optOut(work, event, each.contact());
                case EventTypes.EMAIL_COMPLAINED -> complained(caused, event, each.contact());
                case EventTypes.EMAIL_BOUNCED -> bounced(work, event, each.contact());
                case EventTypes.TASK_COMPLETED -> decided(work, caused, event, each.contact());
                default -> {
                    // Answers only to its types.
                }
            }
        }
        return caused;
    }

    /** An address need not be anybody's: it stays suppressed for whoever has it later. No contact is made. */
    @Override
    public void applyToStrangers(UnitOfWork work, List<Event> events) {
        for (Event each : events) {
            Reach reach = Reach.of(each.address(), text(each, "channel"));
            if (reach == null || !isAddress(reach)) {
                continue;
            }
            boolean out = each.type().equals(EventTypes.OPT_OUT)
                    || each.type().equals(EventTypes.EMAIL_COMPLAINED) && ProviderWord.complains(each);
            if (out) {
                suppressions.add(work, reach.kind(), reach.address(), reason(each, text(each, "channel")));
                consents.keep(work, List.of(Hearing.ofStranger(each, reach, State.OUT, text(each, "wording"))));
            } else if (ProviderWord.cannotBeReached(each)) {
                suppressions.add(work, reach.kind(), reach.address(), ProviderWord.reason(each));
            }
        }
    }

    private static boolean isAddress(Reach reach) {
        return reach.kind() == AddressKind.EMAIL
                || reach.address().chars().filter(Character::isDigit).count() >= SHORTEST_NUMBER;
    }

    private void bounced(UnitOfWork work, Event event, Contact contact) {
        if (ProviderWord.cannotBeReached(event)) {
            String named = text(event, "recipient");
            String address = named != null ? named : event.address() != null ? event.address() : contact.email();
            if (address != null && address.indexOf('@') > 0) {
                suppressions.add(work, AddressKind.EMAIL, address, ProviderWord.reason(event));
            }
        }
    }

    private void optOut(UnitOfWork work, Event event, Contact contact) {
        String channel = text(event, "channel");
        Reach from = channel == null ? null : Reach.from(event, contact, channel);
        Set<Reach> ended = new LinkedHashSet<>();
        if (from != null) {
            ended.add(from);
        }
        if (channel == null || settings.all(team(contact))) {
            ended.addAll(Reach.of(contact));
        }
        Crossing crossing = Crossing.lock(stores, work, ended);
        String reason = reason(event, channel);
        List<ConsentRecord> records = new ArrayList<>();
        boolean first = false;
        boolean news = false;
        for (Reach each : ended) {
            boolean added = suppressions.add(work, each.kind(), each.address(), reason);
            news |= added;
            first |= added && each.equals(from);
            if (added || each.equals(from)) {
                records.add(record(event, contact, each, State.OUT));
            }
            blocks.lift(work, Blocks.address(each.kind(), each.address()), "consent");
        }
        consents.keep(work, records);
        if (news) {
            crossing.tell();
        }
        if (text(event, "task") == null) {
            endTasks(work, contact, OPT_OUT, text(event, "by"));
        }
        if (first
                && from != null
                && from.kind() == AddressKind.PHONE
                && Boolean.TRUE.equals(event.data().get("confirm"))) {
            String confirmation = settings.confirmation(team(contact));
            if (confirmation != null) {
                notices.plan(work, contact, from, confirmation, Ids.shortened("opt-out:" + event.id()));
            }
        }
    }

    private static void complained(List<Event> caused, Event event, Contact contact) {
        if (ProviderWord.complains(event)) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("channel", "email");
            data.put("source", "complaint");
            put(data, "address", text(event, "recipient"));
            caused.add(optOut(event, contact, data));
        }
    }

    private void decided(UnitOfWork work, List<Event> caused, Event event, Contact contact) {
        if (!TASK.equals(event.data().get("kind"))) {
            return;
        }
        if (OPT_OUT.equals(event.data().get("outcome"))) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("source", "person");
            data.put("task", String.valueOf(event.data().get("task")));
            put(data, "by", text(event, "by"));
            put(data, "wording", text(event, "note"));
            caused.add(optOut(event, contact, data));
        } else {
            release(work, contact, text(event, "by"));
        }
    }

    /** What was held goes on. */
    void release(UnitOfWork work, Contact contact, @Nullable String by) {
        String who = by == null ? "somebody" : by;
        boolean lifted = false;
        for (Reach each : Reach.of(contact)) {
            lifted |= blocks.lift(work, Blocks.address(each.kind(), each.address()), who);
        }
        if (lifted) {
            Diary.line(
                    stores,
                    work,
                    contact,
                    0,
                    "released",
                    who + " decided that the lead did not opt out. Held messages go on.");
        }
    }

    void endTasks(UnitOfWork work, Contact contact, String outcome, @Nullable String by) {
        stores.tasks()
                .completeAll(
                        work,
                        contact.id().value(),
                        TASK,
                        outcome,
                        stores.clock().instant(),
                        by);
    }

    @Override
    public Optional<Standing> standing(Actor by, ContactId contact) {
        return stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, contact)
                        .filter(found -> by.sees(found.team()))
                        .map(found -> standing(work, found)));
    }

    private Standing standing(UnitOfWork work, Contact contact) {
        List<Suppression> suppressed = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Reach each : Reach.of(contact)) {
            suppressed.addAll(suppressions
                    .among(work, each.kind(), List.of(each.address()))
                    .values());
            names.add(Blocks.address(each.kind(), each.address()));
        }
        return new Standing(suppressed, List.copyOf(blocks.among(work, names).values()));
    }

    @Override
    public Optional<Standing> decide(Actor actor, ContactId id, Choice choice, @Nullable String note) {
        String by = actor.name();
        return stores.transactions()
                .call(work -> stores.contacts()
                        .find(work, id)
                        .filter(found -> actor.sees(found.team()))
                        .map(contact -> {
                            actor.require(Role.AGENT, contact.team());
                            if (choice == Choice.KEEP) {
                                release(work, contact, by);
                                endTasks(work, contact, KEEP, by);
                            } else if (standing(work, contact).suppressed().stream()
                                            .filter(Suppression::lasts)
                                            .count()
                                    < Reach.of(contact).size()) {
                                events.get().receive(work, List.of(byHand(work, contact, note, by)));
                            }
                            return standing(work, contact);
                        }));
    }

    private Event byHand(UnitOfWork work, Contact contact, @Nullable String note, String by) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", "person");
        data.put("by", by);
        put(data, "wording", note);
        return new Event(
                "opt-out:person:" + stores.ids().next(work, IdKind.HISTORY),
                EventTypes.OPT_OUT,
                null,
                contact.id(),
                null,
                stores.clock().instant(),
                EventSource.API,
                data);
    }

    /** An opt-out that another event means. */
    static Event optOut(Event cause, Contact contact, Map<String, Object> data) {
        return new Event(
                Ids.shortened("opt-out:" + contact.id() + ":" + cause.id()),
                EventTypes.OPT_OUT,
                null,
                contact.id(),
                null,
                cause.at(),
                cause.source(),
                data);
    }

    private static String reason(Event event, @Nullable String channel) {
        String wording = text(event, "wording");
        String by = text(event, "by");
        if (by != null) {
            return by + " recorded that the lead opted out" + (wording == null ? "." : ": " + wording);
        }
        if (wording != null) {
            return "The lead wrote \"" + Ids.line(wording) + "\"" + (channel == null ? "." : " by " + channel + ".");
        }
        String source = text(event, "source");
        String message = text(event, "message");
        return "Opted out"
                + (source == null ? "" : " (" + source + ")")
                + (message == null ? "." : " by message " + message + ".");
    }

    static ConsentRecord record(Event event, Contact contact, Reach reach, State state) {
        String source = text(event, "source");
        return new ConsentRecord(
                reach.kind(),
                reach.address(),
                reach.channel(),
                state,
                source == null ? reach.channel() : source,
                text(event, "wording"),
                event.at(),
                contact.id(),
                contact.team(),
                text(event, "by"));
    }

    private Team team(Contact contact) {
        return teams.find(contact.team())
                .orElseGet(() -> new Team(contact.team(), contact.team().value(), ZoneOffset.UTC, "US", Map.of()));
    }

    static @Nullable String text(Event event, String name) {
        return event.data().get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    private static void put(Map<String, Object> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }
}
