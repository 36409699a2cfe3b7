package io.ripen.channel.email.internal;

import io.ripen.access.Actor;
import io.ripen.channel.Channel;
import io.ripen.conversation.internal.TaskBook;
import io.ripen.core.store.Admitted;
import io.ripen.core.store.Finding;
import io.ripen.core.store.Gate;
import io.ripen.core.store.GateAnswer;
import io.ripen.core.store.HandRequest;
import io.ripen.core.store.IdKind;
import io.ripen.core.store.MessageRow;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.core.store.TouchRequest;
import io.ripen.crm.Consent;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactId;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.gate.HandAdmission;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.links.Links;
import io.ripen.delivery.internal.links.TrackingSettings;
import io.ripen.delivery.internal.outcome.Aftermath;
import io.ripen.delivery.internal.outcome.Returned;
import io.ripen.delivery.internal.wording.Closing;
import io.ripen.delivery.internal.wording.OwnTemplates;
import io.ripen.event.Event;
import io.ripen.event.EventRule;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.event.Receipt;
import io.ripen.policy.SendPath;
import io.ripen.sequence.SequenceId;
import io.ripen.sequence.StepId;
import io.ripen.team.Team;
import io.ripen.team.TeamId;
import io.ripen.team.Teams;
import io.ripen.transaction.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The real gate and a database before a channel: from a template to what became of the mail. */
final class MailGate implements AutoCloseable {
    static final String SEQUENCE = "welcome";
    private static final Team ACME = new Team(
            TeamId.DEFAULT,
            "Acme",
            ZoneOffset.UTC,
            "US",
            Map.of("postalAddress", "Acme Homes, 1 Example Street, Springfield, IL 62701"));

    final Stores stores = Stores.inMemory(StoreOptions.with(MailWorld.CLOCK));
    final KeptBlocks blocks = new KeptBlocks(stores);
    private final InstalledChannels channels = new InstalledChannels();
    private final DeliveryGate gate;
    private final HandAdmission byHand;
    private final Returned returned;
    private long run;

    MailGate(Channel channel) {
        channels.add("email", channel);
        GateSettings settings = new GateSettings(Set.of(), new Closing("Reply STOP to opt out.", "Unsubscribe:"));
        TrackingSettings tracking = new TrackingSettings(
                "https://leads.acme.example", true, true, true, Duration.ofSeconds(5), Duration.ofSeconds(10), 365);
        InstalledPolicies none = new InstalledPolicies();
        Aftermath aftermath =
                Aftermath.of(stores, channels, blocks).telling(TaskBook.untold(stores, new NobodyListens()));
        gate = DeliveryGate.tracked(
                stores,
                new OneTeam(),
                channels,
                none,
                AttemptTokens.of(stores),
                settings,
                new Links(stores, tracking),
                new OwnTemplates(stores),
                aftermath);
        byHand = HandAdmission.of(stores, new OneTeam(), channels, none, settings);
        returned = new Returned(stores, aftermath);
    }

    /** A step of a sequence writes to this address; what became of it. */
    MessageRow sequenceMail(String address, String template) {
        return send(stores.transactions()
                .call(work -> gate.admit(
                        work,
                        List.of(new TouchRequest(
                                ++run,
                                contact(address),
                                new SequenceId(SEQUENCE),
                                new StepId("hello"),
                                1,
                                "email",
                                "hello",
                                Map.of(),
                                Map.of(),
                                "r" + template.hashCode(),
                                file -> Optional.of(template),
                                5,
                                MailWorld.CLOCK.instant(),
                                null,
                                false,
                                null))))
                .get(0));
    }

    /** Somebody, or the machine that owes the lead an answer, writes to this address. */
    MessageRow mailOf(SendPath path, String address, String subject, Map<String, String> headers) {
        return send(stores.transactions().call(work -> {
            long id = stores.ids().next(work, IdKind.MESSAGE);
            return byHand.admit(
                    work, new HandRequest(id, path, contact(address), "email", subject, "Hi Ann.", headers, null));
        }));
    }

    private MessageRow send(GateAnswer answer) {
        Admitted admitted = ((GateAnswer.Go) answer).message();
        Finding finding = gate.send(admitted, () -> true);
        stores.transactions()
                .call(work -> gate.settle(
                        work,
                        List.of(new Gate.Found(
                                admitted, finding, MailWorld.CLOCK.instant().plusSeconds(60)))));
        return stores.transactions()
                .call(work -> stores.messages().find(work, admitted.id()))
                .orElseThrow();
    }

    /** A mail of ours comes back, and it is certain which. */
    void comesBack(MessageRow message, String status, boolean hard, boolean late) {
        Event event = new Event(
                "mail:back-" + message.id(),
                EventTypes.EMAIL_BOUNCED,
                null,
                new ContactId(message.contact()),
                null,
                MailWorld.CLOCK.instant(),
                EventSource.PROVIDER,
                Map.of(
                        "message",
                        Long.toString(message.id()),
                        "status",
                        status,
                        "hard",
                        hard,
                        "delayed",
                        late,
                        "verified",
                        true));
        stores.transactions().call(work -> {
            returned.apply(work, List.of(new EventRule.Occurrence(event, contact(message.address()))));
            return event;
        });
    }

    static Contact contact(String email) {
        return new Contact(
                new ContactId(1),
                TeamId.DEFAULT,
                null,
                "Ann",
                null,
                email,
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

    @Override
    public void close() {
        stores.close();
    }

    private static final class OneTeam implements Teams {
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

    /** Alarms are made here and not answered. */
    private static final class NobodyListens implements Events {
        @Override
        public Receipt receive(Actor by, Event event) {
            return receive(event);
        }

        @Override
        public List<Receipt> receive(UnitOfWork work, List<Event> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Receipt receive(Event event) {
            throw new UnsupportedOperationException();
        }
    }
}
