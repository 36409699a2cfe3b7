package io.ripen.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripen.channel.AddressKind;
import io.ripen.channel.Channel;
import io.ripen.channel.OutboundMessage;
import io.ripen.channel.Outcome;
import io.ripen.channel.TemplateFormat;
import io.ripen.contacts.internal.ConsentBook;
import io.ripen.contacts.internal.CsvImport;
import io.ripen.contacts.internal.LeadInquiries;
import io.ripen.contacts.internal.LeadTimeline;
import io.ripen.contacts.internal.LocalProjection;
import io.ripen.contacts.internal.SuppressionList;
import io.ripen.contacts.internal.TeamDirectory;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Projection;
import io.ripen.delivery.internal.gate.AttemptTokens;
import io.ripen.delivery.internal.gate.DeliveryGate;
import io.ripen.delivery.internal.gate.GateSettings;
import io.ripen.delivery.internal.installed.InstalledChannels;
import io.ripen.delivery.internal.installed.InstalledPolicies;
import io.ripen.delivery.internal.kept.KeptBlocks;
import io.ripen.delivery.internal.kept.KeptPolicyMemory;
import io.ripen.delivery.internal.report.KeptMessages;
import io.ripen.engine.internal.check.AllowList;
import io.ripen.engine.internal.compile.Compiler;
import io.ripen.engine.internal.compile.GuardedCamel;
import io.ripen.engine.internal.deploy.Deployments;
import io.ripen.engine.internal.deploy.InstalledKinds;
import io.ripen.engine.internal.enroll.KeptEnrollments;
import io.ripen.engine.internal.enroll.Wake;
import io.ripen.engine.internal.intake.EventIntake;
import io.ripen.engine.internal.run.Engine;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.Event;
import io.ripen.event.EventSource;
import io.ripen.event.EventTypes;
import io.ripen.event.Events;
import io.ripen.policy.blocks.internal.BlocksPolicy;
import io.ripen.policy.caps.internal.FrequencyCapsPolicy;
import io.ripen.policy.consent.internal.ConsentPolicy;
import io.ripen.policy.pace.internal.PacePolicy;
import io.ripen.policy.quiet.internal.QuietHoursPolicy;
import io.ripen.policy.quiet.internal.SendingHours;
import io.ripen.policy.suppression.internal.SuppressionPolicy;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.ReplyRule;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.sequence.Enrollments;
import io.ripen.sequence.SequenceSource;
import io.ripen.step.contact.internal.ContactStep;
import io.ripen.step.split.internal.SplitStep;
import io.ripen.team.Teams;
import io.ripen.time.RipenClock;
import io.ripen.time.TrialClock;
import io.ripen.trigger.crm.internal.CrmEventTrigger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** The whole demo, on the real core with the policies as they ship, and a fast clock, with a sandbox that is a list. */
class PlayTest {
    private static final double SPEED = 200;
    private static final Path ROUTES = Path.of("../../../camel-routes");

    /** One play for two promises, since it takes a minute: nobody is wronged, and a single message that is lost is found. */
    @Test
    void every_lead_gets_what_its_sequence_promises_and_the_one_whose_message_is_lost_is_found() throws Exception {
        Result result = play(message -> !(message.address().equals("silent-007@example.com")
                && message.text().contains("two weeks ago")));
        assertThat(result.mistakes()).as("%s", result).containsExactly("silent-007: day-14-offer came in 0 times.");
        assertThat(result.isRight()).isFalse();
        assertThat(result.toString()).contains("1 thing is WRONG:", "1 WRONG").containsOnlyOnce(" WRONG\n");
        // They came at night in all their zones, so their first texts waited.
        assertThat(result.toString()).containsPattern("Held for a while, by policy: .*quiet-hours \\d+");
    }

    /** So that what the play shows does not depend on the hour at which the test is run: 04:00 UTC is night from Denver to Warsaw. */
    private static void toTheNextNight(RipenClock clock) {
        Instant now = clock.instant();
        Instant night = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(28));
        ((TrialClock) clock).putForward(night);
        assertThat(clock.instant()).isAfterOrEqualTo(night);
    }

    private static Result play(Predicate<OutboundMessage> arrives) throws Exception {
        try (Stores stores = Stores.inMemory(new StoreOptions(SPEED, null, "demo"));
                GuardedCamel camel = new GuardedCamel(new DefaultCamelContext(), AllowList.forSequences())) {
            toTheNextNight(stores.clock());
            InstalledKinds kinds = new InstalledKinds();
            kinds.step("contact", new ContactStep());
            kinds.step("split", new SplitStep());
            kinds.trigger(new CrmEventTrigger(), EventTypes.CONTACT_CREATED);
            Deployments deployments = new Deployments(
                    stores.transactions(),
                    stores.sequences(),
                    stores.revisions(),
                    stores.clock(),
                    new Compiler(camel, kinds, AllowList.forSequences()),
                    kinds);
            Wake wake = new Wake();
            Events events = new EventIntake(stores, deployments, wake);
            ListSandbox sandbox = new ListSandbox(stores, events);
            InstalledChannels channels = new InstalledChannels();
            for (ListChannel channel : List.of(
                    new ListChannel("sms", AddressKind.PHONE, TemplateFormat.TEXT, sandbox, arrives),
                    new ListChannel("email", AddressKind.EMAIL, TemplateFormat.MAIL, sandbox, arrives))) {
                kinds.channel(channel.type, channel);
                channels.add(channel.type, channel);
            }
            InstalledPolicies policies = new InstalledPolicies();
            KeptPolicyMemory memory = new KeptPolicyMemory(stores);
            policies.add("block", new BlocksPolicy(new KeptBlocks(stores)));
            policies.add("consent", ConsentPolicy.requiring(new ConsentBook(stores), Set.of()));
            policies.add("frequency-caps", FrequencyCapsPolicy.usual(memory));
            policies.add("pace", PacePolicy.usual(memory, stores.clock()));
            policies.add("quiet-hours", new QuietHoursPolicy(SendingHours.usual(), new LeadInquiries(stores)));
            policies.add("suppression", new SuppressionPolicy(new SuppressionList(stores, new ConsentBook(stores))));
            Teams teams = new TeamDirectory(stores);
            Enrollments enrollments = new KeptEnrollments(stores, deployments, wake);
            Projection contacts = new LocalProjection(stores, teams, events, enrollments);
            Engine engine = new Engine(
                    stores,
                    deployments,
                    DeliveryGate.untracked(
                            stores, teams, channels, policies, AttemptTokens.of(stores), GateSettings.DEFAULTS),
                    contacts,
                    wake,
                    RunSettings.DEFAULTS);
            deployments.refresh();
            for (String id : Play.SEQUENCES) {
                assertThat(deployments.deploy(source(id))).isEmpty();
            }
            engine.start();
            try {
                Services services = new Services(
                        stores.clock(),
                        stores.transactions(),
                        teams,
                        contacts,
                        new CsvImport(stores, teams, events),
                        events,
                        deployments,
                        enrollments,
                        new KeptMessages(stores),
                        new LeadTimeline(stores),
                        new KeptBlocks(stores),
                        new SuppressionList(stores, new ConsentBook(stores)),
                        sandbox);
                Screen screen =
                        new Screen(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), false);
                return new Play(services, ROUTES, screen, new CountDownLatch(1)).run();
            } finally {
                engine.stop();
                deployments.close();
            }
        }
    }

    private static SequenceSource source(String id) throws IOException {
        Path folder = ROUTES.resolve("sequences").resolve(id);
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(sms|email)"))
                    .toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return new SequenceSource(id + ".xml", Files.readString(folder.resolve(id + ".xml")), templates);
    }

    private record ListChannel(
            String type,
            AddressKind addressKind,
            TemplateFormat templateFormat,
            ListSandbox sandbox,
            Predicate<OutboundMessage> arrives)
            implements Channel {
        @Override
        public Outcome send(OutboundMessage message) {
            if (message.address().startsWith("+1500555")) {
                return new Outcome.Refused("21211", "Not a valid number.");
            }
            if (message.validity() != null && message.validity().toSeconds() < 1) {
                // As the real one: a window that is over within a second of the provider's time is over.
                return new Outcome.Unavailable(Duration.ZERO, "The window is over.");
            }
            String id = type + "-" + message.id();
            if (arrives.test(message)) {
                sandbox.accept(type, id, message);
            }
            return new Outcome.Accepted(id);
        }
    }

    private static final class ListSandbox implements Sandbox {
        private final Stores stores;
        private final Events events;
        private final List<SandboxMessage> accepted = new ArrayList<>();
        private int replies;

        ListSandbox(Stores stores, Events events) {
            this.stores = stores;
            this.events = events;
        }

        synchronized void accept(String channel, String id, OutboundMessage message) {
            accepted.add(new SandboxMessage(
                    accepted.size() + 1L,
                    channel,
                    id,
                    "",
                    message.address(),
                    message.subject(),
                    message.text(),
                    message.html(),
                    stores.clock().instant()));
        }

        @Override
        public synchronized List<SandboxMessage> messages(long after, int limit) {
            return accepted.stream()
                    .filter(message -> message.number() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public synchronized long count() {
            return accepted.size();
        }

        @Override
        public int replyBySms(String from, String text) {
            int number;
            synchronized (this) {
                number = ++replies;
            }
            events.receive(new Event(
                    "reply-" + number,
                    EventTypes.SMS_RECEIVED,
                    null,
                    null,
                    from,
                    stores.clock().instant(),
                    EventSource.PROVIDER,
                    Map.of("text", text, "channel", "sms")));
            return 204;
        }

        @Override
        public void fail(Fault fault, int times) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void answer(ReplyRule rule) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Listening listen(Consumer<SandboxMessage> listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String twilioUrl() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String smtpUrl() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String accountSid() {
            throw new UnsupportedOperationException();
        }

        @Override
        public String authToken() {
            throw new UnsupportedOperationException();
        }
    }
}
