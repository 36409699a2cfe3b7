package io.ripen.channel.sms.twilio.internal;

import com.twilio.http.TwilioRestClient;
import org.apache.camel.Endpoint;
import org.apache.camel.component.twilio.TwilioComponent;
import org.apache.camel.component.twilio.TwilioConfiguration;
import org.apache.camel.component.twilio.internal.TwilioApiName;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/**
 * {@code ripen-twilio:}, Camel's own Twilio component bound to our connection. Camel finds it under its scheme by the
 * service property {@code service.pid}. It has a scheme of its own, so that a route that is read before this bundle is
 * there waits for it, and is not tied to a {@code twilio:} without an account. It stays the same when the configuration
 * changes: it asks for the connection each time.
 */
@Component(service = org.apache.camel.Component.class, property = "service.pid=ripen-twilio")
public final class TwilioCamelComponent extends TwilioComponent {
    /** The name under which camel-twilio asks for its threads; Camel's default of ten would be our limit. */
    private static final String THREADS = "CamelTwilio";

    private static final int MOST_THREADS = 64;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL)
    private volatile @Nullable TwilioConnection connection;

    /** For OSGi, which sets the connection. */
    public TwilioCamelComponent() {}

    /** Without OSGi. */
    public TwilioCamelComponent(TwilioConnection connection) {
        this.connection = connection;
    }

    @Override
    public TwilioRestClient getRestClient() {
        TwilioConnection present = connection;
        if (present == null) {
            throw TwilioFailure.unanswered(
                    false,
                    "The Twilio connection is being configured anew; nothing was sent.",
                    new IllegalStateException("no connection"));
        }
        return present.client();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String method, TwilioApiName api, TwilioConfiguration configuration) {
        configuration.setApiName(api);
        configuration.setMethodName(method);
        return new LenientTwilioEndpoint(uri, this, api, method, configuration);
    }

    @Override
    protected void doStart() throws Exception {
        // Not TwilioComponent's: it would build a client of its own from user and password.
        ExecutorServiceManager threads = getCamelContext().getExecutorServiceManager();
        if (threads.getThreadPoolProfile(THREADS) == null) {
            ThreadPoolProfile profile = threads.getDefaultThreadPoolProfile().clone();
            profile.setId(THREADS);
            profile.setDefaultProfile(false);
            profile.setPoolSize(MOST_THREADS);
            profile.setMaxPoolSize(MOST_THREADS);
            threads.registerThreadPoolProfile(profile);
        }
    }

    @Override
    public void doShutdown() throws Exception {
        // The client belongs to the connection, which closes it.
    }
}
