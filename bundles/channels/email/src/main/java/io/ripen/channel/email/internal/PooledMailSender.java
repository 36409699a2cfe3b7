package io.ripen.channel.email.internal;

import jakarta.mail.internet.MimeMessage;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.apache.camel.component.mail.JavaMailSender;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * What {@code smtp:…?javaMailSender=#ripen-mail} sends with: our pool, instead of Camel's connection for each mail. Camel
 * finds it by the service property {@code service.pid}. It stays the same when the configuration changes.
 */
@Component(service = JavaMailSender.class, property = "service.pid=ripen-mail")
public final class PooledMailSender extends DefaultJavaMailSender {

    @Reference(cardinality = ReferenceCardinality.OPTIONAL)
    private volatile @Nullable MailServer server;

    /** For OSGi, which sets the server. */
    public PooledMailSender() {}

    PooledMailSender(MailServer server) {
        this.server = server;
    }

    @Override
    public void send(MimeMessage mail) throws SmtpFailure {
        MailServer present = server;
        if (present == null) {
            throw unready("The mail server is being configured anew.");
        }
        present.pool().orElseThrow(() -> unready(present.problem())).send(mail);
    }

    private static SmtpFailure unready(String message) {
        return new SmtpFailure(PhasedTransport.Phase.CONNECT, 0, false, "", message, null);
    }
}
