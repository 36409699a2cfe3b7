package io.ripen.http.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A client that sends what it likes, when it likes. Belongs to one thread. */
final class RawClient implements AutoCloseable {
    private static final int LITTLE = 16 * 1024;
    private static final int PIECE_MILLIS = 10;
    private static final int BETWEEN_MILLIS = 200;
    private static final int LONGEST_MILLIS = 20_000;
    private final Socket socket;

    RawClient(int port, String begin) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        drip(begin);
    }

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    /** One that asks as much as the other side lets it, without reading, and takes in as little as it can. */
    static RawClient greedy(int port, String requests) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        RawClient client = new RawClient(socket);
        Thread asking = new Thread(() -> {
            try {
                client.drip(requests);
            } catch (IOException closed) {
                // Ended by one of the two.
            }
        });
        asking.setDaemon(true);
        asking.start();
        return client;
    }

    /** Reads all that comes, with a pause after each piece. */
    long bytesReadSlowly() throws IOException {
        socket.setSoTimeout(LONGEST_MILLIS);
        byte[] piece = new byte[64 * 1024];
        long all = 0;
        int got = socket.getInputStream().read(piece);
        while (got >= 0) {
            all += got;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PIECE_MILLIS));
            got = socket.getInputStream().read(piece);
        }
        return all;
    }

    void drip(String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (SocketException closed) {
            // Ended by the other side, which is its right.
        }
    }

    String answer() throws IOException {
        socket.setSoTimeout(LONGEST_MILLIS);
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Sends a little again and again until there is an answer; reads its first line. */
    String answerWhile(String more) throws IOException {
        socket.setSoTimeout(BETWEEN_MILLIS);
        StringBuilder got = new StringBuilder();
        for (int waited = 0; waited < LONGEST_MILLIS; waited += BETWEEN_MILLIS) {
            try {
                int one = socket.getInputStream().read();
                while (one >= 0 && one != '\n') {
                    got.append((char) one);
                    one = socket.getInputStream().read();
                }
                return got.toString();
            } catch (SocketTimeoutException nothing) {
                drip(more);
            }
        }
        return got.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
