package io.ripen.channel.email.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that speaks TLS, from the first byte or after STARTTLS, and writes down what it heard in the open. */
final class TlsMailSink implements AutoCloseable {
    /** When it speaks TLS. */
    enum Tls {
        AT_ONCE,
        OFFERED,
        NEVER
    }

    private final ServerSocket door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final SSLContext keys;
    private final Tls tls;
    private final List<String> inTheOpen = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();

    TlsMailSink(SSLContext keys, Tls tls) throws IOException {
        this.keys = keys;
        this.tls = tls;
        Thread thread = new Thread(this::receive, "tls-mail-sink");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    /** The commands that anybody on the way could have read. */
    List<String> inTheOpen() {
        return inTheOpen;
    }

    /** The mails that came, over TLS or not. */
    List<String> mails() {
        return mails;
    }

    private void receive() {
        while (!door.isClosed()) {
            try (Socket plain = door.accept()) {
                Socket socket = tls == Tls.AT_ONCE ? encrypted(plain) : plain;
                say(socket, "220 sink");
                if (talk(socket)) {
                    talk(encrypted(socket));
                }
            } catch (IOException gone) {
                // The client went away, as one does that does not like our certificate.
            }
        }
    }

    private Socket encrypted(Socket plain) throws IOException {
        SSLSocket socket = (SSLSocket) keys.getSocketFactory().createSocket(plain, null, plain.getPort(), false);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    /** True when TLS is to begin. */
    private boolean talk(Socket socket) throws IOException {
        boolean open = !(socket instanceof SSLSocket);
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (open) {
                inTheOpen.add(line);
            }
            String verb = line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    say(socket, open && tls == Tls.OFFERED ? "250-sink\r\n250 STARTTLS" : "250-sink\r\n250 AUTH PLAIN");
                case "STARTTLS" -> {
                    say(socket, "220 go ahead");
                    return true;
                }
                case "AUTH" -> say(socket, "235 welcome");
                case "DATA" -> {
                    say(socket, "354 go ahead");
                    StringBuilder mail = new StringBuilder();
                    for (String part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
                        mail.append(part).append('\n');
                    }
                    mails.add(mail.toString());
                    say(socket, "250 kept");
                }
                case "QUIT" -> {
                    say(socket, "221 bye");
                    return false;
                }
                default -> say(socket, "250 fine");
            }
        }
        return false;
    }

    private static void say(Socket socket, String line) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
