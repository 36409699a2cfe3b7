package io.ripen.benchmarks.mail;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server on loopback that takes everything at once and keeps only counts. One thread per connection. */
public final class SmtpSink implements AutoCloseable {
    private final ServerSocket server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong mails = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    public SmtpSink() throws IOException {
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(this::accept, "smtp-sink");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Connections that were opened so far. */
    public long connections() {
        return connections.get();
    }

    /** Mails whose final dot came and was answered. */
    public long mails() {
        return mails.get();
    }

    public long bytes() {
        return bytes.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                connections.incrementAndGet();
                Thread talk = new Thread(() -> serve(socket), "smtp-sink-connection");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16_384);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 4_096);
            say(out, "220 sink ESMTP");
            String line = line(in);
            while (line != null) {
                String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                if (verb.equals("EHLO")) {
                    say(out, "250-sink", "250-PIPELINING", "250 8BITMIME");
                } else if (verb.equals("DATA")) {
                    say(out, "354 go on");
                    data(in);
                    mails.incrementAndGet();
                    say(out, "250 taken");
                } else if (verb.equals("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 ok");
                }
                line = line(in);
            }
        } catch (IOException e) {
            // The client went away; what was taken is counted.
        } finally {
            open.remove(socket);
        }
    }

    private void data(InputStream in) throws IOException {
        String line = line(in);
        while (line != null && !line.equals(".")) {
            bytes.addAndGet(line.length() + 2L);
            line = line(in);
        }
        if (line == null) {
            throw new IOException("The connection ended inside of a mail.");
        }
    }

    private static void say(OutputStream out, String... lines) throws IOException {
        for (String line : lines) {
            out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }
        out.flush();
    }

    private static @org.jspecify.annotations.Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        int c = in.read();
        while (c != -1 && c != '\n') {
            if (c != '\r') {
                line.write(c);
            }
            c = in.read();
        }
        return c == -1 && line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
