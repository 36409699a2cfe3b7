package io.ripen.engine.internal.plumbing;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.direct.DirectEndpoint;

/**
 * {@code direct:} as the plumbing has it: two versions of a route may be in the context at one address, the one whose
 * consumer is started is called.
 */
final class CalledRoutes extends DirectComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        DirectEndpoint endpoint = new Address(uri, this);
        endpoint.setBlock(isBlock());
        endpoint.setTimeout(getTimeout());
        setProperties(endpoint, parameters);
        return endpoint;
    }

    private static final class Address extends DirectEndpoint implements MultipleConsumersSupport {
        Address(String uri, DirectComponent component) {
            super(uri, component);
        }

        @Override
        public boolean isMultipleConsumersSupported() {
            return true;
        }
    }

    /** Whether a route that begins here is entered by a call, from our own code or from another route. */
    static boolean areEnteredAt(Endpoint endpoint) {
        return endpoint instanceof DirectEndpoint || endpoint instanceof ChannelEntrance.Door;
    }
}
