package io.ripen.channel.email.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the socket of one connection and keeps hold of it: the transport locks itself while it waits, so only closing
 * the socket ends an attempt that takes too long. The mail API puts TLS on top of it where that is wanted.
 */
final class Sockets extends SocketFactory {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

    private final SocketFactory maker = SocketFactory.getDefault();
    private volatile @Nullable Socket last;

    void close() {
        Socket socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("Closing a connection to the mail server: {}", e.getMessage());
            }
        }
    }

    private Socket keep(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        last = socket;
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return keep(maker.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return keep(maker.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return keep(maker.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return keep(maker.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return keep(maker.createSocket(host, port, from, fromPort));
    }
}
