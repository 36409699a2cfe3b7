package io.ripen.sandbox.internal;

import io.ripen.mail.MailIntake;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.ReplyRule;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import io.ripen.time.RipenClock;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sandbox in Karaf. It is always there; the channels use it when no provider is configured. */
@Component(
        service = Sandbox.class,
        immediate = true,
        configurationPid = "io.ripen.sandbox",
        // Or what it takes before the configuration arrives would be forgotten when it starts anew with it.
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = SandboxConfig.class)
public final class SandboxComponent implements Sandbox {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxComponent.class);
    private static final int TOKEN_BYTES = 16;

    /** Comes with the database; until then nothing is sent anyway, so the machine's time does. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable RipenClock clock;

    /** Comes with the mailbox's bundle; a mail back needs it, nothing else does. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable MailIntake intake;

    private final LocalSandbox sandbox;

    @Activate
    public SandboxComponent(SandboxConfig config) throws IOException {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        InstantSource business = () -> {
            RipenClock present = clock;
            return present == null ? InstantSource.system().instant() : present.instant();
        };
        InstantSource machine = () -> {
            RipenClock present = clock;
            return present == null
                    ? InstantSource.system().instant()
                    : present.machine().instant();
        };
        SandboxSettings standard = SandboxSettings.standard();
        this.sandbox = LocalSandbox.start(
                new SandboxSettings(
                        config.httpPort(),
                        config.smtpPort(),
                        standard.accountSid(),
                        HexFormat.of().formatHex(token),
                        withoutSlash(config.publicUrl()),
                        withoutSlash(config.localUrl()),
                        standard.phoneNumber(),
                        config.keepMessages(),
                        (long) config.keepMegabytes() << 20,
                        Duration.ofSeconds(config.slowSeconds())),
                business,
                machine);
        LOG.info("The sandbox stands at {} and {}", sandbox.twilioUrl(), sandbox.smtpUrl());
    }

    @Deactivate
    void stop() {
        sandbox.close();
    }

    @Override
    public List<SandboxMessage> messages(long after, int limit) {
        return sandbox.messages(after, limit);
    }

    @Override
    public long count() {
        return sandbox.count();
    }

    @Override
    public void fail(Fault fault, int times) {
        sandbox.fail(fault, times);
    }

    @Override
    public int replyBySms(String from, String text) {
        return sandbox.replyBySms(from, text);
    }

    @Override
    public String replyByMail(LeadMail mail) {
        MailIntake present = intake;
        if (present == null) {
            throw new IllegalStateException("The intake for mail is not there now; the mail did not come in.");
        }
        return present.take(sandbox.mailBack(mail)).reading().kind().word();
    }

    @Override
    public void answer(ReplyRule rule) {
        sandbox.answer(rule);
    }

    @Override
    public Listening listen(Consumer<SandboxMessage> listener) {
        return sandbox.listen(listener);
    }

    @Override
    public String twilioUrl() {
        return sandbox.twilioUrl();
    }

    @Override
    public String smtpUrl() {
        return sandbox.smtpUrl();
    }

    @Override
    public String accountSid() {
        return sandbox.accountSid();
    }

    @Override
    public String authToken() {
        return sandbox.authToken();
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
