package io.ripen.sandbox.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections on loopback only, one thread for each: a client pool holds a few dozen, and plain blocking code is
 * what can fail in the middle of a byte when it is told to.
 */
final class LoopbackServer implements AutoCloseable {

    /** Talks with one client until it is done; the connection is closed afterwards. */
    interface Conversation {
        void hold(Socket socket) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final int BACKLOG = 512;
    private static final int IDLE_MILLIS = 120_000;

    private final String name;
    private final Conversation conversation;
    private final ServerSocket server;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger accepted = new AtomicInteger();

    LoopbackServer(String name, int port, Conversation conversation) throws IOException {
        this.name = name;
        this.conversation = conversation;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        try {
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "The sandbox cannot listen on 127.0.0.1:" + port + " for " + name + ": " + e.getMessage()
                            + ". Stop what uses that port, or configure 0 to take a free one.",
                    e);
        }
        AtomicInteger number = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox-" + name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many connections were opened so far. */
    int connections() {
        return accepted.get();
    }

    /** Waits for the time given, or until the server closes. */
    void pause(long millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(IDLE_MILLIS);
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn("The sandbox could not accept a connection for {}: {}", name, e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conversation.hold(socket);
        } catch (IOException e) {
            LOG.debug("A client of the sandbox ({}) went away: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("The sandbox ({}) failed at a request; the connection is closed", name, e);
        } finally {
            open.remove(socket);
        }
    }

    /** Closes so that the client sees a reset and not an orderly end. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Closes every connection that is open now, as a server does that is restarted; new ones are accepted. */
    void dropConnections() {
        for (Socket socket : open) {
            closeQuietly(socket);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("Closing the port of {}: {}", name, e.getMessage());
        }
        dropConnections();
        threads.shutdownNow();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("Closing a connection: {}", e.getMessage());
        }
    }
}
