package io.ripen.http.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.IdleTimeout;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * Lets one address have only so many connections: one more closes the one that lies idle longest. A proxy of ours may have as
 * many as it likes, since all the world comes through it. Jetty counts for it from the first request on. Thread-safe.
 */
final class Connections implements Connection.Listener {
    private final int mostOfAddress;
    private final Predicate<InetAddress> isProxy;
    private final Map<String, Set<Connection>> byAddress = new HashMap<>();
    private final AtomicReference<@Nullable ContainerLifeCycle> listened = new AtomicReference<>();

    Connections(int mostOfAddress, Predicate<InetAddress> isProxy) {
        this.mostOfAddress = Math.max(1, mostOfAddress);
        this.isProxy = isProxy;
    }

    /** Begins to count what this connector takes in; a second call does nothing. */
    void listenTo(@Nullable Connector connector) {
        if (connector != listened.get() && connector instanceof ContainerLifeCycle jetty) {
            ContainerLifeCycle before = listened.getAndSet(jetty);
            if (before != jetty) {
                jetty.addBean(this, false);
            }
        }
    }

    void close() {
        ContainerLifeCycle jetty = listened.getAndSet(null);
        if (jetty != null) {
            jetty.removeBean(this);
        }
    }

    @Override
    public void onOpened(Connection connection) {
        String address = address(connection);
        Connection idle = address == null ? null : put(address, connection);
        if (idle != null) {
            idle.close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        String address = address(connection);
        if (address != null) {
            remove(address, connection);
        }
    }

    private synchronized @Nullable Connection put(String address, Connection connection) {
        Set<Connection> same = byAddress.computeIfAbsent(address, none -> new LinkedHashSet<>());
        Connection idle = same.size() < mostOfAddress
                ? null
                : same.stream()
                        .max(Comparator.comparingLong(Connections::idleFor))
                        .orElse(null);
        if (idle != null) {
            same.remove(idle);
        }
        same.add(connection);
        return idle;
    }

    private synchronized void remove(String address, Connection connection) {
        Set<Connection> same = byAddress.get(address);
        if (same != null && same.remove(connection) && same.isEmpty()) {
            byAddress.remove(address);
        }
    }

    private static long idleFor(Connection connection) {
        return connection.getEndPoint() instanceof IdleTimeout end ? end.getIdleFor() : 0;
    }

    private @Nullable String address(Connection connection) {
        InetSocketAddress remote = connection.getEndPoint().getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        return address == null || isProxy.test(address) ? null : ClientAddress.group(address.getHostAddress());
    }
}
