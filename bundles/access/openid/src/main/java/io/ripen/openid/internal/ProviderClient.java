package io.ripen.openid.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * Asks the provider. The operator names it, and it may be inside of their own network; what it names must be as safe: TLS, except at
 * localhost. Redirects are not followed, and an answer has a time and a size. Thread-safe.
 */
final class ProviderClient {
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int LONGEST = 1024 * 1024;
    /** So that a provider that hangs holds few threads. */
    private static final int AT_ONCE = 16;

    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIME)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param contentType empty when there is none */
    record Answer(int status, String contentType, String body) {}

    Answer get(URI uri, String... headers) throws ProviderException {
        HttpRequest.Builder request = request(uri);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Answer post(URI uri, String body, String... headers) throws ProviderException {
        HttpRequest.Builder request = request(uri).POST(HttpRequest.BodyPublishers.ofString(body));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpRequest.Builder request(URI uri) throws ProviderException {
        if (uri.getHost() == null || !Settings.isSafe(uri)) {
            throw new ProviderException("The provider names " + uri + ", which is not asked since it is not https://.");
        }
        return HttpRequest.newBuilder(uri).timeout(TIME).header("Accept", "application/json");
    }

    private Answer send(HttpRequest.Builder builder) throws ProviderException {
        HttpRequest request = builder.build();
        if (!turns.tryAcquire()) {
            throw new ProviderException(
                    "The provider is asked for " + AT_ONCE + " sign-ins already and does not answer.");
        }
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                byte[] body = in.readNBytes(LONGEST + 1);
                if (body.length > LONGEST) {
                    throw new ProviderException(request.uri() + " answers more than a megabyte.");
                }
                return new Answer(
                        response.statusCode(),
                        response.headers().firstValue("Content-Type").orElse(""),
                        new String(body, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new ProviderException(request.uri() + " cannot be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException("Interrupted while " + request.uri() + " was asked.", e);
        } finally {
            turns.release();
        }
    }
}
