package io.ripen.channel.email.internal;

import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.MailComponent;
import org.apache.camel.component.mail.MailEndpoint;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * {@code ripen-smtp:}, Camel's own mail component that sends over our pool, instead of a connection for each mail. Camel
 * finds it under its scheme by the service property {@code service.pid}. It stays the same when the configuration
 * changes: it asks for the server each time.
 */
@Component(service = org.apache.camel.Component.class, property = "service.pid=ripen-smtp")
public final class SmtpCamelComponent extends MailComponent {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL)
    private volatile @Nullable MailServer server;

    /** For OSGi, which sets the server. */
    public SmtpCamelComponent() {}

    /** Without OSGi. */
    public SmtpCamelComponent(MailServer server) {
        this.server = server;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
        ((MailEndpoint) endpoint).getConfiguration().setJavaMailSender(new Pooled());
        return endpoint;
    }

    private SmtpPool pool() throws SmtpFailure {
        MailServer present = server;
        if (present == null) {
            throw unready("The mail server is being configured anew; nothing was sent.");
        }
        return present.pool().orElseThrow(() -> unready(present.problem()));
    }

    private static SmtpFailure unready(String message) {
        return new SmtpFailure(PhasedTransport.Phase.CONNECT, 0, false, "", message, null);
    }

    private final class Pooled extends DefaultJavaMailSender {
        @Override
        public void send(MimeMessage mail) throws SmtpFailure {
            pool().send(mail);
        }
    }
}
