package io.ripen.delivery.internal.tracking;

import io.ripen.channel.AddressKind;
import io.ripen.core.store.HitRow;
import io.ripen.core.store.LinkTarget;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.Stores;
import io.ripen.crm.ContactId;
import io.ripen.delivery.MessageId;
import io.ripen.delivery.internal.links.LinkTokens.Purpose;
import io.ripen.delivery.internal.links.LinkTokens.Signed;
import io.ripen.delivery.internal.links.Links;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.health.HealthCheck;
import io.ripen.policy.Suppressions;
import io.ripen.policy.Suppressions.Suppression;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.tracking.Click;
import io.ripen.tracking.Recipient;
import io.ripen.tracking.Sight;
import io.ripen.tracking.Tracking;
import io.ripen.tracking.Visitor;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Tracking over the database. */
@Component(service = {Tracking.class, HealthCheck.class})
public final class KeptTracking implements Tracking, HealthCheck {
    private final Stores stores;
    private final Links links;
    private final Events events;
    private final Suppressions suppressions;
    private final Teams teams;
    private final Recording recording;
    private final HitIntake intake;

    @Activate
    public KeptTracking(
            @Reference Stores stores,
            @Reference Links links,
            @Reference Events events,
            @Reference Suppressions suppressions,
            @Reference Teams teams) {
        this.stores = stores;
        this.links = links;
        this.events = events;
        this.suppressions = suppressions;
        this.teams = teams;
        this.recording = new Recording(stores, links, events);
        this.intake = new HitIntake(recording, links.settings().burst());
    }

    @Override
    public boolean opened(String token, Sight sight) {
        Signed read = links.tokens().read(Purpose.OPEN, token);
        if (read == null) {
            return false;
        }
        intake.add(hit(read.message(), HitRow.PIXEL, sight));
        return true;
    }

    @Override
    public Optional<Click> clicked(String token, Sight sight) {
        Signed read = links.tokens().read(Purpose.CLICK, token);
        if (read == null) {
            return Optional.empty();
        }
        Optional<String> target = read.number() == HitRow.HIDDEN
                ? Optional.of("")
                : links.target(read.number()).map(LinkTarget::url);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        intake.add(hit(read.message(), read.number(), sight));
        return Optional.of(new Click(target.get(), links.tokens().sign(Purpose.VISITOR, read.message(), today())));
    }

    @Override
    public Optional<Recipient> recipient(String token) {
        Signed read = links.tokens().read(Purpose.UNSUBSCRIBE, token);
        return read == null
                ? Optional.empty()
                : stores.transactions()
                        .call(work -> stores.messages()
                                .find(work, read.message())
                                .filter(message -> message.isErased() || kind(message) != AddressKind.NONE)
                                .map(message -> recipient(
                                        message,
                                        message.isErased()
                                                || suppressions
                                                        .among(work, kind(message), List.of(message.address()))
                                                        .values()
                                                        .stream()
                                                        .anyMatch(Suppression::lasts))));
    }

    @Override
    public Optional<Recipient> recipient(String token, Sight sight) {
        Optional<Recipient> found = recipient(token);
        Signed read = found.isEmpty() ? null : links.tokens().read(Purpose.UNSUBSCRIBE, token);
        if (read != null) {
            intake.add(hit(read.message(), HitRow.UNSUBSCRIBE_PAGE, sight));
        }
        return found;
    }

    @Override
    public Optional<Recipient> unsubscribe(String token, String source) {
        Signed read = links.tokens().read(Purpose.UNSUBSCRIBE, token);
        return read == null
                ? Optional.empty()
                : stores.transactions()
                        .call(work -> stores.messages()
                                .find(work, read.message())
                                .filter(message -> message.isErased() || kind(message) != AddressKind.NONE)
                                .map(message -> message.isErased()
                                        ? recipient(message, true)
                                        : unsubscribe(work, message, source)));
    }

    private Recipient unsubscribe(UnitOfWork work, MessageRow message, String source) {
        Instant now = stores.clock().instant();
        String id = "unsubscribe:" + message.id();
        boolean known = events.receive(work, List.of(optOut(id, message, source, now)))
                .get(0)
                .duplicate();
        boolean added = suppressions.add(
                work,
                kind(message),
                message.address(),
                "Unsubscribed by the link in message " + message.id() + " (" + source + ").");
        if (known && added) {
            // Somebody had taken the lead in again after the first time.
            events.receive(work, List.of(optOut(id + ":" + now.toEpochMilli(), message, source, now)));
        }
        return recipient(message, true);
    }

    @Override
    public Optional<Visitor> visitor(String token) {
        Signed read = links.tokens().read(Purpose.VISITOR, token);
        if (read == null
                || read.number() > today() + 1
                || read.number() + links.settings().visitorDays() < today()) {
            return Optional.empty();
        }
        return stores.transactions()
                .call(work -> stores.messages().find(work, read.message()))
                .filter(message -> !message.isErased())
                .map(message -> new Visitor(
                        new TeamId(message.team()), new ContactId(message.contact()), new MessageId(message.id())));
    }

    /** Judges what is due now, without waiting for the time at which it would be; how many. */
    int decide() {
        return recording.decide();
    }

    @Override
    public String name() {
        return "tracking";
    }

    @Override
    public Result check() {
        if (intake.isStuck()) {
            return new Result(
                    Status.WARN,
                    "Opens and clicks cannot be stored; " + intake.waiting() + " wait in memory. See the log.");
        }
        return intake.lost() > 0
                ? new Result(Status.WARN, intake.lost() + " opens and clicks were lost since the start. See the log.")
                : new Result(
                        Status.OK,
                        "Addresses in messages begin with " + links.settings().publicUrl() + ".");
    }

    @Deactivate
    public void close() {
        intake.close();
    }

    private Hit hit(long message, long link, Sight sight) {
        return new Hit(
                message,
                link,
                sight,
                stores.clock().instant(),
                stores.clock().machine().instant());
    }

    private long today() {
        return stores.clock().machine().instant().getEpochSecond()
                / Duration.ofDays(1).toSeconds();
    }

    private static Event optOut(String id, MessageRow message, String source, Instant now) {
        Map<String, Object> data = new HashMap<>();
        data.put("channel", message.channel());
        data.put("source", source);
        data.put("message", Long.toString(message.id()));
        put(data, "sequence", message.sequence());
        put(data, "step", message.step());
        return new Event(
                id,
                EventTypes.OPT_OUT,
                new TeamId(message.team()),
                new ContactId(message.contact()),
                null,
                now,
                EventSource.WEB,
                data);
    }

    private static void put(Map<String, Object> data, String name, @Nullable String value) {
        if (value != null) {
            data.put(name, value);
        }
    }

    private Recipient recipient(MessageRow message, boolean unsubscribed) {
        TeamId id = new TeamId(message.team());
        Team team = teams.find(id).orElseGet(() -> new Team(id, id.value(), ZoneOffset.UTC, "US", Map.of()));
        return new Recipient(team, message.channel(), message.address(), unsubscribed);
    }

    private static AddressKind kind(MessageRow message) {
        return message.address().indexOf('@') > 0
                ? AddressKind.EMAIL
                : message.address().startsWith("+") ? AddressKind.PHONE : AddressKind.NONE;
    }
}
