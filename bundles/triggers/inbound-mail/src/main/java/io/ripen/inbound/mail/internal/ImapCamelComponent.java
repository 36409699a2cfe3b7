package io.ripen.inbound.mail.internal;

import jakarta.mail.Message;
import jakarta.mail.Session;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.mail.JavaMailSender;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailConsumer;
import org.apache.camel.component.mail.MailEndpoint;

/**
 * {@code ripen-imap:}, Camel's own mail component with the mailbox of our configuration, so that no file and no log has its
 * password. A mail stays unread until its exchange is done, and while everything is held; it is never deleted.
 */
final class ImapCamelComponent extends MailComponent {
    static final String SCHEME = "ripen-imap";

    private final ImapSettings settings;
    private final BooleanSupplier held;

    /** @param held whether everything is held, also while nobody can say: then mails are taken in and stay unread */
    ImapCamelComponent(ImapSettings settings, BooleanSupplier held) {
        this.settings = settings;
        this.held = held;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        // What the file says beyond the label could turn the mailbox's safety off.
        parameters.clear();
        ImapTarget target = settings.target();
        if (target == null) {
            return new IdleEndpoint(uri, this);
        }
        MailConfiguration mail = new MailConfiguration(getCamelContext());
        mail.configureProtocol(target.protocol());
        mail.setHost(target.host());
        mail.setPort(target.port());
        mail.setUsername(target.user());
        mail.setPassword(target.password());
        mail.setFolderName(target.folder());
        mail.setUnseen(true);
        mail.setPeek(true);
        mail.setDelete(false);
        mail.setCloseFolder(true);
        // Its parts and headers are read by our own rules; Camel's mapping would fail on broken ones.
        mail.setMapMailMessage(false);
        mail.setMimeDecodeHeaders(false);
        mail.setConnectionTimeout((int) settings.timeout().toMillis());
        mail.setSession(ContextClassLoader.call(() -> Session.getInstance(properties(target))));
        UnmarkedMails unmarked = new UnmarkedMails(held);
        Watched endpoint = new Watched(uri, this, mail, unmarked);
        endpoint.setIdempotentRepository(unmarked);
        endpoint.setIdempotentRepositoryRemoveOnCommit(true);
        endpoint.setMaxMessagesPerPoll(settings.mailsPerPoll());
        endpoint.setDelay(settings.poll().toMillis());
        endpoint.setInitialDelay(Math.min(1_000, settings.poll().toMillis()));
        return endpoint;
    }

    private Properties properties(ImapTarget target) {
        Properties properties = new Properties();
        String millis = String.valueOf(settings.timeout().toMillis());
        String mail = "mail." + target.protocol() + ".";
        properties.setProperty(mail + "connectiontimeout", millis);
        properties.setProperty(mail + "timeout", millis);
        properties.setProperty(mail + "writetimeout", millis);
        properties.setProperty(mail + "peek", "true");
        properties.setProperty(mail + "ssl.checkserveridentity", "true");
        properties.setProperty(mail + "starttls.enable", String.valueOf(!target.tls()));
        properties.setProperty("mail.mime.address.strict", "false");
        return properties;
    }

    /** Looks with the class loader of the bundle that has the mail API's parts. */
    private static final class Watched extends MailEndpoint {
        private final UnmarkedMails unmarked;

        Watched(String uri, MailComponent component, MailConfiguration configuration, UnmarkedMails unmarked) {
            super(uri, component, configuration);
            this.unmarked = unmarked;
        }

        @Override
        public Consumer createConsumer(Processor processor, JavaMailSender sender) throws Exception {
            MailConsumer consumer = new MailConsumer(this, processor, sender) {
                @Override
                protected int poll() throws Exception {
                    unmarked.look();
                    return ContextClassLoader.call(() -> super.poll());
                }

                @Override
                protected void processCommit(Message mail, Exchange exchange) {
                    String id = exchange.getProperty(MAIL_MESSAGE_UID, "", String.class);
                    if (!unmarked.keepsUnread(id)) {
                        super.processCommit(mail, exchange);
                    }
                }
            };
            consumer.setMaxMessagesPerPoll(getMaxMessagesPerPoll());
            configureConsumer(consumer);
            return consumer;
        }
    }
}
