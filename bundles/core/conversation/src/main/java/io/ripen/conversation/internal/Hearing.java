package io.ripen.conversation.internal;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactChange;
import io.ripen.crm.Projection;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.policy.Blocks;
import io.ripen.policy.ConsentRecord;
import io.ripen.policy.ConsentRecord.State;
import io.ripen.policy.Consents;
import io.ripen.policy.ReplyReader;
import io.ripen.policy.ReplyReading;
import io.ripen.policy.ReplyReading.Decision;
import io.ripen.policy.ReplyReading.Kind;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.sequence.Enrollments;
import io.ripen.service.LateService;
import io.ripen.team.Team;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Does at once what a lead's text asks for: ends, holds or begins the writing, answers HELP. Part of the transaction that
 * keeps the text. Thread-safe.
 */
@Component(service = Hearing.class, configurationPid = ConsentConfig.PID)
public final class Hearing {
    private static final String OPT_OUT_TYPE = "optOutType";
    /** Two machines that ask each other for help must not go on for ever. */
    private static final Duration HELP_EVERY = Duration.ofHours(1);

    private final Stores stores;
    private final ReplyReader reader;
    private final Suppressions suppressions;
    private final Consents consents;
    private final Blocks blocks;
    private final Teams teams;
    private final Supplier<Events> events;
    private final Supplier<Projection> contacts;
    private final Supplier<Enrollments> enrollments;
    private final ConsentSettings settings;
    private final NoticePost notices;

    /** What is left for a person to do. */
    enum Left {
        /** Answer it. */
        ANSWER,
        /** Decide whether it was an opt-out. */
        DECIDE,
        NOTHING
    }

    /** What is left to do about a text, and what it was read as. */
    record Heard(Left left, Kind kind) {}

    /** Intake, contacts and runs are asked for when they are needed first: all lead here. */
    @Activate
    public Hearing(
            @Reference Stores stores,
            @Reference ReplyReader reader,
            @Reference Suppressions suppressions,
            @Reference Consents consents,
            @Reference Blocks blocks,
            @Reference Teams teams,
            @Reference ComponentServiceObjects<Events> events,
            @Reference ComponentServiceObjects<Projection> contacts,
            @Reference ComponentServiceObjects<Enrollments> enrollments,
            ConsentConfig config) {
        this(
                stores,
                reader,
                suppressions,
                consents,
                blocks,
                teams,
                new LateService<>(events),
                new LateService<>(contacts),
                new LateService<>(enrollments),
                ConsentSettings.of(config));
    }

    private Hearing(
            Stores stores,
            ReplyReader reader,
            Suppressions suppressions,
            Consents consents,
            Blocks blocks,
            Teams teams,
            Supplier<Events> events,
            Supplier<Projection> contacts,
            Supplier<Enrollments> enrollments,
            ConsentSettings settings) {
        this.stores = stores;
        this.reader = reader;
        this.suppressions = suppressions;
        this.consents = consents;
        this.blocks = blocks;
        this.teams = teams;
        this.events = events;
        this.contacts = contacts;
        this.enrollments = enrollments;
        this.settings = settings;
        this.notices = new NoticePost(stores, suppressions);
    }

    /** Without OSGi. */
    static Hearing of(
            Stores stores,
            ReplyReader reader,
            Suppressions suppressions,
            Consents consents,
            Blocks blocks,
            Teams teams,
            Supplier<Events> events,
            Supplier<Projection> contacts,
            Supplier<Enrollments> enrollments,
            ConsentSettings settings) {
        return new Hearing(
                stores, reader, suppressions, consents, blocks, teams, events, contacts, enrollments, settings);
    }

    /** Gives back what it took late. */
    @Deactivate
    void stop() {
        if (events instanceof LateService<?> late) {
            late.close();
        }
        if (contacts instanceof LateService<?> late) {
            late.close();
        }
    }

    /** @param channel channel type that the text came by */
    Heard hear(UnitOfWork work, Event event, Contact contact, String channel, String text) {
        Reach from = Reach.from(event, contact, channel);
        ReplyReading reading = read(event, text);
        boolean provider = OptingOut.text(event, OPT_OUT_TYPE) != null;
        if (reading.kind() == Kind.WRONG_PERSON || reading.kind() == Kind.ELSEWHERE) {
            enrollments
                    .get()
                    .stopAll(
                            work, contact.id(), null, "The lead wrote \"" + Ids.line(text) + "\". " + reading.reason());
        }
        Left left = switch (reading.decision()) {
            case OPT_OUT -> {
                optOut(work, event, contact, channel, from, text, provider);
                yield Left.NOTHING;
            }
            case OPT_IN -> optIn(work, event, contact, from, text) ? Left.NOTHING : Left.ANSWER;
            case HELP -> help(work, contact, from, provider) ? Left.NOTHING : Left.ANSWER;
            case HOLD -> hold(work, contact, from, reading, text) ? Left.DECIDE : Left.ANSWER;
            case NONE ->
                isYesAfterStop(work, reading, from) && optIn(work, event, contact, from, text)
                        ? Left.NOTHING
                        : Left.ANSWER;
        };
        return new Heard(left, reading.kind());
    }

    /** The same for a number or address that nobody has. There is nobody to ask or to answer. */
    void hearStranger(UnitOfWork work, Event event, String channel, String text) {
        Reach from = Reach.of(event.address(), channel);
        if (from == null) {
            return;
        }
        ReplyReading reading = read(event, text);
        String said = "Somebody unknown wrote \"" + Ids.line(text) + "\" by " + channel + ".";
        switch (reading.decision()) {
            case OPT_OUT -> {
                suppressions.add(work, from.kind(), from.address(), said);
                consents.keep(work, List.of(ofStranger(event, from, State.OUT, text)));
            }
            case OPT_IN -> {
                suppressions.remove(work, from.kind(), from.address(), said);
                consents.keep(work, List.of(ofStranger(event, from, State.IN, text)));
            }
            case HOLD -> blocks.set(work, Blocks.address(from.kind(), from.address()), said, "consent");
            default -> {
                // Nothing that would have to count later.
            }
        }
    }

    /** What Twilio has acted on counts as it has read it. */
    private ReplyReading read(Event event, String text) {
        String type = OptingOut.text(event, OPT_OUT_TYPE);
        Decision told = type == null
                ? null
                : switch (type.toUpperCase(Locale.ROOT)) {
                    case "STOP" -> Decision.OPT_OUT;
                    case "START" -> Decision.OPT_IN;
                    case "HELP" -> Decision.HELP;
                    default -> null;
                };
        if (told != null) {
            return new ReplyReading(told, "The provider took it for this keyword.", text);
        }
        String subject = OptingOut.text(event, "subject");
        return reader.read(text.isBlank() && subject != null ? subject : text);
    }

    private void optOut(
            UnitOfWork work,
            Event event,
            Contact contact,
            String channel,
            @Nullable Reach from,
            String text,
            boolean provider) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("channel", channel);
        data.put("source", channel);
        data.put("wording", text);
        if (from != null) {
            data.put("address", from.address());
        }
        data.put("confirm", !provider && channel.equals("sms"));
        events.get().receive(work, List.of(OptingOut.optOut(event, contact, data)));
    }

    /** True when it took something back; else it was said as an answer to something. */
    private boolean optIn(UnitOfWork work, Event event, Contact contact, @Nullable Reach from, String text) {
        if (from == null) {
            return false;
        }
        consents.keep(
                work,
                List.of(new ConsentRecord(
                        from.kind(),
                        from.address(),
                        from.channel(),
                        State.IN,
                        from.channel(),
                        text,
                        event.at(),
                        contact.id(),
                        contact.team(),
                        null)));
        String reason = "The lead wrote \"" + Ids.line(text) + "\".";
        boolean changed = suppressions.remove(work, from.kind(), from.address(), reason);
        changed |= agree(work, event, contact, from);
        for (Reach each : reaches(contact, from)) {
            changed |= blocks.lift(work, Blocks.address(each.kind(), each.address()), "consent");
        }
        stores.tasks()
                .completeAll(
                        work,
                        contact.id().value(),
                        OptingOut.TASK,
                        OptingOut.KEEP,
                        stores.clock().instant(),
                        null);
        return changed;
    }

    /** What the CRM says of the contact is older than what the lead says now. */
    private boolean agree(UnitOfWork work, Event event, Contact contact, Reach from) {
        boolean mail = from.kind() == AddressKind.EMAIL;
        Boolean known = mail ? contact.consent().email() : contact.consent().sms();
        if (!Boolean.FALSE.equals(known)) {
            return false;
        }
        contacts.get()
                .change(
                        work,
                        contact.id(),
                        new ContactChange(
                                Map.of("consent", Map.of(mail ? "email" : "sms", Boolean.TRUE)), Set.of(), Set.of()),
                        event.source());
        return true;
    }

    private boolean isYesAfterStop(UnitOfWork work, ReplyReading reading, @Nullable Reach from) {
        if (reading.matched().isEmpty() || from == null || from.kind() != AddressKind.PHONE) {
            return false;
        }
        ConsentRecord last = consents.newest(work, from.kind(), from.channel(), List.of(from.address()))
                .get(from.address());
        return last != null
                && last.state() == State.OUT
                && last.source().equals(from.channel())
                && !suppressions
                        .among(work, from.kind(), List.of(from.address()))
                        .isEmpty();
    }

    /** False when nobody but a person can answer. */
    private boolean help(UnitOfWork work, Contact contact, @Nullable Reach from, boolean provider) {
        if (from == null || from.kind() != AddressKind.PHONE) {
            return false;
        }
        String answer = settings.help(team(contact));
        if (provider || settings.providerConfirms()) {
            return true;
        }
        if (answer == null) {
            return false;
        }
        long hour = stores.clock().instant().getEpochSecond() / HELP_EVERY.toSeconds();
        notices.plan(work, contact, from, answer, "help:" + from.address() + ":" + hour);
        return true;
    }

    /** False when nothing would be sent anyway. */
    private boolean hold(UnitOfWork work, Contact contact, @Nullable Reach from, ReplyReading reading, String text) {
        Set<Reach> open = new LinkedHashSet<>();
        Set<Reach> all = reaches(contact, from);
        Crossing.lock(stores, work, all);
        for (Reach each : all) {
            // One that ends by itself does not answer the question whether they want no more.
            if (suppressions.among(work, each.kind(), List.of(each.address())).values().stream()
                    .noneMatch(Suppression::lasts)) {
                open.add(each);
            }
        }
        String reason = "The lead wrote \"" + Ids.line(text) + "\", which may "
                + (reading.kind() == Kind.WRONG_PERSON ? "come from somebody else (" : "be an opt-out (")
                + reading.matched() + ").";
        boolean set = false;
        for (Reach each : open) {
            set |= blocks.set(work, Blocks.address(each.kind(), each.address()), reason, "consent");
        }
        if (set) {
            Diary.line(
                    stores,
                    work,
                    contact,
                    0,
                    "held",
                    reason + " Everything to the lead waits until a person decides:" + " 'opt-out' or 'keep'.");
        }
        return !open.isEmpty();
    }

    private static Set<Reach> reaches(Contact contact, @Nullable Reach from) {
        Set<Reach> all = new LinkedHashSet<>();
        if (from != null) {
            all.add(from);
        }
        all.addAll(Reach.of(contact));
        return all;
    }

    static ConsentRecord ofStranger(Event event, Reach from, State state, @Nullable String text) {
        String source = OptingOut.text(event, "source");
        return new ConsentRecord(
                from.kind(),
                from.address(),
                from.channel(),
                state,
                source == null ? from.channel() : source,
                text,
                event.at(),
                null,
                event.team(),
                null);
    }

    private Team team(Contact contact) {
        return teams.find(contact.team())
                .orElseGet(() -> new Team(contact.team(), contact.team().value(), ZoneOffset.UTC, "US", Map.of()));
    }
}
