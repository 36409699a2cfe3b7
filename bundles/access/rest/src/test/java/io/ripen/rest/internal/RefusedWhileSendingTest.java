package io.ripen.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that is slow and writes all before it reads: a reset connection would take the answer from it. */
class RefusedWhileSendingTest {
    private static final byte[] PIECE = "x".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    private static final int PIECES = 3;

    private final RestServer api = new RestServer();

    @AfterEach
    void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/contacts, wrong, application/json, 401",
        "/contacts, right, application/json, 413",
        "/nothing, right, application/json, 404",
        "/contacts, right, text/plain, 415"
    })
    void whoIsRefusedIsToldWhy(String path, String password, String type, int status) throws IOException {
        URI address = api.uri(path);
        String login = RestServer.basic("admin", password.equals("right") ? RestServer.PASSWORD : password);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + address.getRawPath() + " HTTP/1.1\r\nHost: " + address.getAuthority()
                            + "\r\nConnection: close\r\n"
                            + "Authorization: " + login + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + PIECES * PIECE.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(PIECE);
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(200);
            assertThatThrownBy(in::read).as("answered before all was read").isInstanceOf(SocketTimeoutException.class);
            for (int i = 1; i < PIECES; i++) {
                out.write(PIECE);
            }
            socket.setSoTimeout(20_000);
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 " + status);
        }
    }
}
