package io.ripen.benchmarks.faults;

import io.ripen.access.Actor;
import io.ripen.benchmarks.product.Product;
import io.ripen.channel.Channel;
import io.ripen.channel.email.internal.EmailChannel;
import io.ripen.channel.email.internal.MailServer;
import io.ripen.channel.email.internal.SmtpCamelComponent;
import io.ripen.channel.email.internal.SmtpSettings;
import io.ripen.channel.email.internal.SmtpTarget;
import io.ripen.channel.sms.twilio.internal.SenderPauses;
import io.ripen.channel.sms.twilio.internal.TwilioAccount;
import io.ripen.channel.sms.twilio.internal.TwilioCamelComponent;
import io.ripen.channel.sms.twilio.internal.TwilioConnection;
import io.ripen.channel.sms.twilio.internal.TwilioSmsChannel;
import io.ripen.core.store.StoreOptions;
import io.ripen.core.store.Stores;
import io.ripen.crm.Contact;
import io.ripen.crm.ContactDraft;
import io.ripen.delivery.Message;
import io.ripen.delivery.Messages;
import io.ripen.delivery.internal.report.KeptMessages;
import io.ripen.engine.internal.plumbing.PlumbingAllowList;
import io.ripen.engine.internal.plumbing.PlumbingRoutes;
import io.ripen.engine.internal.run.RunSettings;
import io.ripen.event.EventSource;
import io.ripen.sandbox.internal.LocalSandbox;
import io.ripen.sandbox.internal.SandboxSettings;
import io.ripen.sequence.Enrollment;
import io.ripen.sequence.Enrollments;
import io.ripen.team.TeamId;
import io.ripen.time.RipenClock;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.bean.BeanComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** The product with one channel towards the sandbox, on a clock that stands; nothing but OSGi and HTTP is left out. */
final class FaultyWorld implements AutoCloseable {
    private static final Path ROUTES = Path.of("../camel-routes/plumbing");
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration TIMEOUT = Duration.ofMillis(900);
    private static final int ROUNDS = 20;

    private final SettableClock clock = new SettableClock();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final LocalSandbox sandbox;
    private final Stores stores;
    private final Product product;
    private @Nullable Contact ann;

    FaultyWorld(String channel) throws Exception {
        sandbox = opened(LocalSandbox.start(SandboxSettings.standard().withSlow(Duration.ofSeconds(5)), clock));
        Channel real = channel.equals("sms") ? sms() : email();
        stores = Stores.inMemory(StoreOptions.with(clock));
        product = opened(new Product(stores, Map.of(channel, real), RunSettings.DEFAULTS));
        product.deploy(
                "faults",
                """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="faults" description="One touch, then a wait">
                    <from uri="sequence:faults?on=contact.created"/>
                    <to id="touch" uri="%s:hello"/>
                    <to id="afterwards" uri="wait:300 days"/>
                  </route>
                </routes>
                """.formatted(channel),
                Map.of("hello." + channel, channel.equals("sms") ? "Hi Ann, Acme here." : "Subject: Hello\n\nHi Ann."));
    }

    private Channel sms() throws Exception {
        TwilioConnection connection = opened(new TwilioConnection(
                new TwilioAccount(
                        URI.create(sandbox.twilioUrl()),
                        sandbox.accountSid(),
                        sandbox.authToken(),
                        "+15005550006",
                        "",
                        false,
                        16,
                        CONNECT,
                        TIMEOUT),
                ""));
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("ripen-twilio", new TwilioCamelComponent(connection));
        context.addComponent("bean", new BeanComponent());
        return new TwilioSmsChannel(plumbing(context, "twilio-out.xml"), connection, SenderPauses.on(clock.machine()));
    }

    private Channel email() throws Exception {
        MailServer server = opened(new MailServer(
                new SmtpSettings(
                        SmtpTarget.parse(sandbox.smtpUrl().replace("smtp://", "smtp://user:secret@")),
                        SmtpSettings.StartTls.OFFERED,
                        4,
                        Duration.ofSeconds(30),
                        100,
                        CONNECT,
                        TIMEOUT),
                new InternetAddress("hello@acme.example")));
        DefaultCamelContext context = new DefaultCamelContext();
        context.addComponent("ripen-smtp", new SmtpCamelComponent(server));
        return new EmailChannel(plumbing(context, "smtp-out.xml"), server, clock);
    }

    private PlumbingRoutes plumbing(DefaultCamelContext context, String file) throws Exception {
        PlumbingRoutes plumbing = opened(new PlumbingRoutes(context, PlumbingAllowList.with(List.of(), List.of())));
        plumbing.load(file, Files.readString(ROUTES.resolve(file)));
        return plumbing;
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    LocalSandbox sandbox() {
        return sandbox;
    }

    /** Creates the lead, and does all that is due then. */
    void enrollAnn() {
        ContactDraft draft = new ContactDraft(
                TeamId.DEFAULT,
                null,
                "Ann",
                "Lee",
                "ann@example.com",
                "+14155550100",
                Set.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        ann = stores.transactions()
                .call(work -> product.contacts()
                        .projection()
                        .insert(work, List.of(draft), EventSource.API)
                        .get(0));
        product.engine().drain();
    }

    /** Goes from one moment at which something is due to the next, until it is known what became of the message. */
    void passTimeUntilSettled() {
        for (int round = 0; round < ROUNDS && !message().state().isSettled(); round++) {
            clock.now = product.engine().nextDue().orElseThrow();
            product.engine().drain();
        }
    }

    Message message() {
        return new KeptMessages(stores)
                .list(Actor.part("the test"), new Messages.Query(null, lead().id(), null, null, 0, 10))
                .get(0);
    }

    /** The step that the lead stands at. */
    String step() {
        List<Enrollment> runs = product.enrollments()
                .list(Actor.part("the test"), new Enrollments.Query(null, null, null, lead().id(), 0, 10));
        return String.valueOf(runs.get(0).step());
    }

    private Contact lead() {
        if (ann == null) {
            throw new IllegalStateException("Nobody was enrolled yet.");
        }
        return ann;
    }

    @Override
    public void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private static final class SettableClock implements RipenClock {
        private volatile Instant now = Instant.parse("2026-03-02T18:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public InstantSource machine() {
            return this;
        }

        @Override
        public double speed() {
            return 1;
        }
    }
}
