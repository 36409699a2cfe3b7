package io.ripen.sandbox.internal;

import io.ripen.sandbox.Fault;
import io.ripen.sandbox.LeadMail;
import io.ripen.sandbox.ReplyRule;
import io.ripen.sandbox.Sandbox;
import io.ripen.sandbox.SandboxMessage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * A whole sandbox, without OSGi: in Karaf {@link SandboxComponent} starts one, in a process of its own
 * {@link SandboxMain}, in a test one line:
 *
 * <pre>{@code
 * try (LocalSandbox sandbox = LocalSandbox.start(SandboxSettings.standard(), InstantSource.system())) { … }
 * }</pre>
 */
public final class LocalSandbox implements Sandbox, AutoCloseable {
    private final SandboxSettings settings;
    private final MessageBox box;
    private final PlannedFaults faults = new PlannedFaults();
    private final Webhooks webhooks;
    private final Afterwards afterwards;
    private final LeadMails leadMails;
    private final LoopbackServer http;
    private final LoopbackServer smtp;

    private LocalSandbox(SandboxSettings settings, InstantSource business, InstantSource machine) throws IOException {
        this.settings = settings;
        this.box = new MessageBox(settings.keepMessages(), settings.keepBytes());
        this.leadMails = new LeadMails(box, business);
        this.webhooks = new Webhooks(settings);
        this.afterwards = new Afterwards(box, webhooks);
        Consumer<Stored> accepted = afterwards::accepted;
        this.http = new TwilioApi(
                        settings,
                        box,
                        faults,
                        business,
                        machine,
                        accepted,
                        request -> new Control(this).answer(request))
                .listen();
        try {
            this.smtp = new SmtpServer(settings, box, faults, business, machine, accepted).listen();
        } catch (IOException e) {
            http.close();
            throw e;
        }
    }

    /** Starts one whose business time is the machine's own. */
    public static LocalSandbox start(SandboxSettings settings, InstantSource clock) throws IOException {
        return start(settings, clock, clock);
    }

    /**
     * Starts one.
     *
     * @param business the time that messages are shown with
     * @param machine the time that Twilio's API answers with
     * @throws IOException when a port is taken; nothing is left running
     */
    public static LocalSandbox start(SandboxSettings settings, InstantSource business, InstantSource machine)
            throws IOException {
        return new LocalSandbox(settings, business, machine);
    }

    @Override
    public List<SandboxMessage> messages(long after, int limit) {
        return box.after(after, limit);
    }

    @Override
    public long count() {
        return box.count();
    }

    @Override
    public void fail(Fault fault, int times) {
        faults.plan(fault, times);
    }

    @Override
    public int replyBySms(String from, String text) {
        List<Stored> last = box.newestSms(from, null, Long.MAX_VALUE, 1);
        String to =
                last.isEmpty() ? settings.phoneNumber() : last.get(0).message().from();
        return webhooks.inbound(Sids.message(), from, to, text);
    }

    /**
     * The mail that comes back, in the form of RFC 822.
     *
     * @throws IllegalArgumentException when no mail went to this address that it could be about, or a reply has no text
     */
    public byte[] mailBack(LeadMail mail) {
        return leadMails.write(mail);
    }

    @Override
    public void answer(ReplyRule rule) {
        afterwards.answer(rule);
    }

    @Override
    public Listening listen(Consumer<SandboxMessage> listener) {
        return afterwards.listen(listener);
    }

    @Override
    public String twilioUrl() {
        return "http://127.0.0.1:" + http.port();
    }

    @Override
    public String smtpUrl() {
        return "smtp://127.0.0.1:" + smtp.port();
    }

    @Override
    public String accountSid() {
        return settings.accountSid();
    }

    @Override
    public String authToken() {
        return settings.authToken();
    }

    /** How many SMTP connections were opened so far. */
    public int smtpConnections() {
        return smtp.connections();
    }

    /** Closes every open connection of both servers, as a restart of theirs would, and goes on listening. */
    public void dropConnections() {
        http.dropConnections();
        smtp.dropConnections();
    }

    @Override
    public void close() {
        http.close();
        smtp.close();
        afterwards.close();
    }
}
