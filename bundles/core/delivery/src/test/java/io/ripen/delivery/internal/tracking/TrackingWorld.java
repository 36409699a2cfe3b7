package io.ripen.delivery.internal.tracking;

import io.ripen.access.Actor;
import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.CounterKey;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.event.Event;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.policy.Suppressions;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.tracking.Engagement;
import io.ripen.tracking.Sight;
import io.ripen.transaction.StoreUnavailableException;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The real gate and real tracking on a database in memory, and a clock that is turned by hand. */
final class TrackingWorld implements AutoCloseable {
    static final Sight BROWSER = new Sight(Engagement.HUMAN, "browser", "Firefox on Linux", "f1");
    static final Sight OTHER = new Sight(Engagement.HUMAN, "browser", "Chrome on Windows", "f2");
    static final Sight ODD = new Sight(Engagement.UNKNOWN, "unusual-agent", "?", "f3");
    static final Sight SCANNER = new Sight(Engagement.MACHINE, "scanner", "scan", "f4");
    private static final Pattern CLICK = Pattern.compile("/t/c/([A-Za-z0-9_-]+)");
    private static final Pattern OPEN = Pattern.compile("/t/o/([A-Za-z0-9_-]+)\\.gif");

    private volatile Instant now = Instant.parse("2026-03-02T10:00:00Z");
    final Stores stores;
    final Received events = new Received();
    final Listed suppressions = new Listed();
    final Links links;
    final KeptTracking tracking;
    final DeliveryGate gate;
    private long run = 1_000;

    /** As it ships, and with the hidden link that may be switched on. */
    static final TrackingSettings WITH_HIDDEN_LINK = new TrackingSettings(
            TrackingSettings.STANDARD.publicUrl(),
            true,
            true,
            true,
            TrackingSettings.STANDARD.tooFast(),
            TrackingSettings.STANDARD.burst(),
            TrackingSettings.STANDARD.visitorDays());

    TrackingWorld() {
        this(TrackingSettings.STANDARD);
    }

    TrackingWorld(TrackingSettings settings) {
        this(settings, Stores::inMemory);
    }

    TrackingWorld(TrackingSettings settings, Function<StoreOptions, Stores> database) {
        stores = database.apply(StoreOptions.with(new TurnedClock()));
        links = new Links(stores, settings);
        InstalledChannels channels = new InstalledChannels();
        channels.add("email", new MailChannel());
        gate = DeliveryGate.tracked(
                stores,
                new OneTeam(),
                channels,
                new InstalledPolicies(),
                AttemptTokens.of(stores),
                new GateSettings(Set.of()),
                links,
                new OwnTemplates(stores),
                Aftermath.of(stores, channels, new KeptBlocks(stores)));
        tracking = new KeptTracking(stores, links, events, suppressions, new OneTeam());
    }

    KeptTracking another() {
        return new KeptTracking(stores, new Links(stores, links.settings()), events, suppressions, new OneTeam());
    }

    void turn(Duration by) {
        now = now.plus(by);
    }

    /** Everything that is to be judged is judged. */
    void judge() {
        turn(Duration.ofSeconds(11));
        tracking.decide();
    }

    Admitted mail(String body) {
        return mail(body, Map.of());
    }

    Admitted mail(String body, Map<String, String> options) {
        return ((GateAnswer.Go) admit(List.of(request(body, "r" + body.hashCode(), "Ann", options)))
                        .get(0))
                .message();
    }

    /** Sent, and half an hour ago. */
    Admitted sentMail(String body) {
        Admitted mail = freshMail(body);
        turn(Duration.ofMinutes(29));
        return mail;
    }

    /** Sent, and a minute ago. */
    Admitted freshMail(String body) {
        Admitted mail = mail(body);
        stores.transactions()
                .call(work -> gate.settle(
                        work,
                        List.of(new Gate.Found(
                                mail, new Finding.Answered(new Outcome.Accepted("x" + mail.id())), now))));
        turn(Duration.ofMinutes(1));
        return mail;
    }

    List<GateAnswer> admit(List<TouchRequest> requests) {
        return stores.transactions().call(work -> gate.admit(work, requests));
    }

    TouchRequest request(String body, String revision, String name, Map<String, String> options) {
        return new TouchRequest(
                ++run,
                contact(name),
                new SequenceId("nurture"),
                new StepId("day-1"),
                1,
                "email",
                "day-1",
                options,
                Map.of(),
                revision,
                file -> Optional.of("Subject: Hi\n\n" + body),
                5,
                now,
                null,
                false,
                null);
    }

    private static Contact contact(String name) {
        return new Contact(
                new ContactId(7),
                TeamId.DEFAULT,
                null,
                name,
                null,
                "ann@example.com",
                null,
                null,
                Set.of(),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                Consent.UNKNOWN,
                Map.of(),
                Instant.EPOCH,
                1);
    }

    /** Tokens of the links in a text, in order. */
    static List<String> clicks(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher found = CLICK.matcher(text);
        while (found.find()) {
            tokens.add(found.group(1));
        }
        return tokens;
    }

    static String pixel(Admitted mail) {
        Matcher found = OPEN.matcher(String.valueOf(mail.html()));
        return found.find() ? found.group(1) : "";
    }

    static String unsubscribe(Admitted mail) {
        String header = String.valueOf(mail.headers().get("List-Unsubscribe"));
        return header.substring(header.lastIndexOf('/') + 1, header.length() - 1);
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new HashMap<>();
        Map<CounterKey, Long> sums =
                stores.transactions().call(work -> stores.counters().sums(work, "nurture"));
        sums.forEach((key, total) -> counts.put(key.name(), total));
        return counts;
    }

    @Override
    public void close() {
        tracking.close();
        stores.close();
    }

    /** Keeps events as the intake does: each id once. */
    static final class Received implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        private final Map<String, Event> kept = new LinkedHashMap<>();
        boolean broken;

        @Override
        public synchronized List<Receipt> receive(UnitOfWork work, List<Event> events) {
            if (broken) {
                throw new StoreUnavailableException("away", new IllegalStateException());
            }
            return events.stream()
                    .map(event -> new Receipt(
                            event.id(),
                            kept.putIfAbsent(event.id(), event) != null,
                            List.of(new ContactId(7)),
                            List.of(),
                            List.of()))
                    .toList();
        }

        @Override
        public Receipt receive(Event event) {
            throw new UnsupportedOperationException();
        }

        synchronized List<Event> all() {
            return List.copyOf(kept.values());
        }

        /** Engagement and reason of each, in order. */
        List<String> judged() {
            return all().stream()
                    .map(event ->
                            event.data().get("engagement") + " " + event.data().get("reason"))
                    .toList();
        }
    }

    final class Listed implements Suppressions {
        @Override
        public Optional<Standing> find(Actor by, AddressKind kind, String address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Lifted lift(Actor by, AddressKind kind, String address, String reason, boolean leadAgreed) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Suppression> among(UnitOfWork work, AddressKind kind, Collection<String> addresses) {
            return stores.suppressions().among(work, kind, addresses);
        }

        @Override
        public Optional<Suppression> find(AddressKind kind, String address) {
            return Optional.ofNullable(stores.transactions()
                    .call(work -> among(work, kind, List.of(address)))
                    .get(address));
        }

        @Override
        public boolean add(UnitOfWork work, AddressKind kind, String address, String reason) {
            return stores.suppressions().add(work, new Suppression(kind, address, reason, now));
        }

        @Override
        public boolean remove(UnitOfWork work, AddressKind kind, String address, String reason) {
            return stores.suppressions()
                    .remove(work, kind, address, stores.clock().instant());
        }
    }

    private static final class OneTeam implements Teams {
        private static final Team ACME = new Team(TeamId.DEFAULT, "Acme", ZoneOffset.UTC, "US", Map.of());

        @Override
        public Optional<Team> find(TeamId id) {
            return Optional.of(ACME);
        }

        @Override
        public List<Team> all() {
            return List.of(ACME);
        }

        @Override
        public void save(Actor by, Team team) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class MailChannel implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            return new Outcome.Accepted("x");
        }

        @Override
        public AddressKind addressKind() {
            return AddressKind.EMAIL;
        }

        @Override
        public TemplateFormat templateFormat() {
            return TemplateFormat.MAIL;
        }

        @Override
        public Set<String> options() {
            return Set.of("from");
        }
    }

    private final class TurnedClock implements RipenClock {
        @Override
        public InstantSource machine() {
            return () -> now;
        }

        @Override
        public double speed() {
            return 1;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
