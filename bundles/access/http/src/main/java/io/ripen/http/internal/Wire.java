package io.ripen.http.internal;

import java.time.Duration;
import javax.servlet.ServletRequest;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * The connection below a request. The Servlet API has no word for it, so this asks Jetty; below another server nothing is
 * shortened or cut, and its own time-outs hold. Belongs to one connection at a time.
 */
final class Wire {
    private static final String ATTRIBUTE = Wire.class.getName();

    private final @Nullable HttpConnection connection;
    private final long usualMillis;

    private Wire(@Nullable HttpConnection connection) {
        this.connection = connection;
        usualMillis = connection == null ? 0 : connection.getEndPoint().getIdleTimeout();
    }

    /** That of the request, the same one for all its dispatches. */
    static Wire of(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Wire known) {
            return known;
        }
        Wire wire = new Wire(
                request.getAttribute(HttpConnection.class.getName()) instanceof HttpConnection jetty ? jetty : null);
        request.setAttribute(ATTRIBUTE, wire);
        return wire;
    }

    @Nullable Connector connector() {
        return connection == null ? null : connection.getConnector();
    }

    /** From now on whoever waits for the other side, to read or to write, waits this long at most for the next byte. */
    void hurry(Duration silence) {
        if (connection != null) {
            connection.getEndPoint().setIdleTimeout(Math.min(usualMillis, silence.toMillis()));
        }
    }

    /** As before the request: a connection may lie idle between two requests. */
    void rest() {
        if (connection != null) {
            connection.getEndPoint().setIdleTimeout(usualMillis);
        }
    }

    /** How many requests came on it, with this one. */
    long requests() {
        return connection == null ? 0 : connection.getMessagesIn();
    }

    /** Closes the connection at once, whatever is under way on it. */
    void cut() {
        EndPoint end = connection == null ? null : connection.getEndPoint();
        if (end != null) {
            end.close();
        }
    }
}
