package io.ripen.route;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Sends through the plumbing: Camel routes in XML under {@code camel-routes/plumbing} that an integrator may edit, say to
 * put another provider in. They run in a Camel context of their own, apart from the sequences'. An OSGi service.
 */
@ProviderType
public interface Plumbing {
    /**
     * Property of an exchange that carries a message of a {@code channel:} route: a {@link java.util.function.BooleanSupplier}
     * that a component may ask right before the first byte leaves. When it says no, nothing may be sent.
     */
    String MAY_BEGIN = "ripen.mayBegin";

    /**
     * What a route left on its exchange.
     *
     * @param body the message body at the end
     * @param headers the message headers at the end
     * @param failure the exception that the route ended with, or null
     */
    record Reply(
            @Nullable Object body,
            Map<String, Object> headers,
            @Nullable Throwable failure) {}

    /**
     * Whether a route that begins at {@code direct:name} is deployed and started. Health tells of one that was asked for and is
     * not there; so whoever sends through one asks at its start.
     */
    boolean has(String name);

    /**
     * Runs the route that begins at {@code direct:name} on the calling thread.
     *
     * @throws IllegalStateException when there is no such route; nothing was done
     */
    Reply request(String name, @Nullable Object body, Map<String, Object> headers);
}
