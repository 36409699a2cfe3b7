package io.ripen.channel.sms.twilio.internal;

import com.twilio.type.PhoneNumber;
import java.util.Map;
import org.apache.camel.Producer;
import org.apache.camel.component.twilio.TwilioComponent;
import org.apache.camel.component.twilio.TwilioConfiguration;
import org.apache.camel.component.twilio.TwilioEndpoint;
import org.apache.camel.component.twilio.internal.TwilioApiName;

/**
 * Camel's Twilio endpoint that takes numbers as text, as a route in XML has them. A sender that is the SID of a messaging
 * service is passed on as such, and a text is sent only by right of a {@link SendPermit}.
 */
final class LenientTwilioEndpoint extends TwilioEndpoint {
    private static final String FROM = "from";
    private static final String SERVICE = "messagingServiceSid";

    LenientTwilioEndpoint(
            String uri,
            TwilioComponent component,
            TwilioApiName api,
            String method,
            TwilioConfiguration configuration) {
        super(uri, component, api, method, configuration);
    }

    @Override
    public Producer createProducer() {
        return new PermittedProducer(this);
    }

    @Override
    public void interceptProperties(Map<String, Object> properties) {
        super.interceptProperties(properties);
        if (properties.get(FROM) instanceof String from && from.startsWith("MG")) {
            properties.remove(FROM);
            properties.put(SERVICE, from);
        }
        properties.replaceAll(
                (name, value) -> value instanceof String number && (name.equals("to") || name.equals(FROM))
                        ? new PhoneNumber(number)
                        : value);
    }
}
