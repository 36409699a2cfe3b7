package io.ripen.openid.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A provider over real HTTP that says what a test wants, right or wrong. */
final class FakeProvider implements AutoCloseable {
    static final String SECRET = "a secret of thirty-two characters";
    final List<String> tokenRequests = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    String nonce = "";
    String issuer;
    String algorithm = "RS256";
    boolean otherKey;
    boolean noToken;
    int tokenStatus = 200;
    String userInfo = "{}";
    Consumer<JWTClaimsSet.Builder> claims = none -> {};
    private final HttpServer server;
    private final RSAKey key;
    private final RSAKey stranger;

    FakeProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            stranger = new RSAKeyGenerator(2048).keyID("one").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        issuer = address("");
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, metadata()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
        server.createContext("/token", this::token);
        server.createContext("/userinfo", exchange -> answer(exchange, 200, userInfo));
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private String metadata() {
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + address("/authorize")
                + "\",\"token_endpoint\":\"" + address("/token") + "\",\"jwks_uri\":\"" + address("/jwks")
                + "\",\"userinfo_endpoint\":\"" + address("/userinfo") + "\",\"end_session_endpoint\":\""
                + address("/logout")
                + "\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}";
    }

    private void token(HttpExchange exchange) throws IOException {
        tokenRequests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        String token = noToken ? "" : "\"id_token\":\"" + idToken() + "\",";
        answer(
                exchange,
                tokenStatus,
                tokenStatus == 200
                        ? "{" + token + "\"access_token\":\"opaque\",\"token_type\":\"Bearer\",\"expires_in\":60}"
                        : "{\"error\":\"invalid_grant\"}");
    }

    private String idToken() {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("f81d4fae")
                .audience("ripen")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("nonce", nonce)
                .claim("preferred_username", "kim")
                .claim("name", "Kim Lee")
                .claim("email", "kim@example.com")
                .claim("groups", List.of("North managers"));
        claims.accept(builder);
        try {
            if (algorithm.equals("none")) {
                return new PlainJWT(builder.build()).serialize();
            }
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                            .keyID("one")
                            .build(),
                    builder.build());
            token.sign(
                    algorithm.startsWith("HS")
                            ? new MACSigner(SECRET.getBytes(StandardCharsets.UTF_8))
                            : new RSASSASigner(otherKey ? stranger : key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
