package io.ripen.channel.sms.twilio.internal;

import io.ripen.route.Plumbing;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.twilio.TwilioEndpoint;
import org.apache.camel.component.twilio.TwilioProducer;
import org.apache.camel.support.component.ApiMethod;

/**
 * Camel's producer, which makes each request on a thread of its own, and takes the {@link SendPermit}'s key there: as a
 * property of the call, which the SDK never sees.
 */
final class PermittedProducer extends TwilioProducer {
    private static final String PROPERTY = "ripenPermit";
    /** What makes the property of the header, by the names that Camel's component reads. */
    private static final String AS_HEADER = "CamelTwilioRipenPermit";

    PermittedProducer(TwilioEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        Object key = exchange.getMessage().getHeader(SendPermit.HEADER);
        exchange.getMessage().removeHeader(AS_HEADER);
        if (key instanceof String text) {
            exchange.getMessage().setHeader(AS_HEADER, text);
        } else if (exchange.getProperty(Plumbing.MAY_BEGIN) instanceof BooleanSupplier mayBegin) {
            SendPermit permit = SendPermit.of(mayBegin);
            exchange.getMessage().setHeader(AS_HEADER, permit.key());
            return super.process(exchange, doneSync -> {
                permit.close();
                callback.done(doneSync);
            });
        }
        return super.process(exchange, callback);
    }

    @Override
    protected Object doInvokeMethod(ApiMethod method, Map<String, Object> properties) {
        Object key = properties.remove(PROPERTY);
        return SendPermit.under(
                key instanceof String text ? text : null, () -> super.doInvokeMethod(method, properties));
    }
}
