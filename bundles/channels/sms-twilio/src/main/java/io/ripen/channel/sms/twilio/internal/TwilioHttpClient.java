package io.ripen.channel.sms.twilio.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.util.EntityUtils;
import org.jspecify.annotations.Nullable;

/**
 * The Twilio SDK's way to the network: to the configured address, over connections that are kept open, each request made
 * <em>once</em>. The SDK's own client repeats after a 5xx and Apache's after some broken connections; creating a message
 * is not idempotent, so either would text a person twice. Failures are thrown as {@link TwilioFailure}.
 */
final class TwilioHttpClient extends HttpClient implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int STALE_CHECK_MILLIS = 1_000;
    private static final long IDLE_SECONDS = 30;

    private final URI base;
    private final Duration timeout;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;

    TwilioHttpClient(TwilioAccount account) {
        this.base = account.url();
        this.timeout = account.timeout();
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
        pool.setMaxTotal(account.connections());
        pool.setDefaultMaxPerRoute(account.connections());
        // A connection that the other side closed meanwhile is found out before a request is written to it.
        pool.setValidateAfterInactivity(STALE_CHECK_MILLIS);
        int connectMillis = (int) account.connectTimeout().toMillis();
        this.http = HttpClientBuilder.create()
                .useSystemProperties()
                .setConnectionManager(pool)
                .setRequestExecutor(new RequestTracker())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(connectMillis)
                        .setConnectionRequestTimeout(connectMillis)
                        .setSocketTimeout((int) timeout.toMillis())
                        .build())
                .evictIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .build();
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ripen-twilio-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Response reliableRequest(Request request) {
        return makeRequest(request);
    }

    @Override
    public Response reliableRequest(Request request, int[] retryCodes, int retries, long delayMillis) {
        return makeRequest(request);
    }

    @Override
    public Response makeRequest(Request request) {
        HttpUriRequest wire = wire(request);
        HttpClientContext context = HttpClientContext.create();
        RequestTracker.guard(context, SendPermit.of(request));
        // The socket's time-out counts from byte to byte; this one ends a request that only drips.
        ScheduledFuture<?> deadline = deadlines.schedule(wire::abort, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try (CloseableHttpResponse response = http.execute(wire, context)) {
            HttpEntity entity = response.getEntity();
            String content = entity == null ? "" : EntityUtils.toString(entity, StandardCharsets.UTF_8);
            int status = response.getStatusLine().getStatusCode();
            if (status < 200 || status >= 300) {
                throw failure(status, content, response.getFirstHeader("Retry-After"));
            }
            return new Response(content, status, response.getAllHeaders());
        } catch (IOException e) {
            boolean begun = RequestTracker.begun(context);
            throw TwilioFailure.unanswered(
                    begun, (begun ? "No answer from " : "No connection to ") + base + " (" + e + ")", e);
        } finally {
            deadline.cancel(false);
        }
    }

    private HttpUriRequest wire(Request request) {
        RequestBuilder builder = RequestBuilder.create(request.getMethod().toString())
                .setUri(target(request.constructURL()))
                .setCharset(StandardCharsets.UTF_8)
                .addHeader("Accept", "application/json")
                .addHeader("User-Agent", "ripen");
        if (request.requiresAuthentication()) {
            builder.addHeader("Authorization", request.getAuthString());
        }
        if (request.getMethod() != HttpMethod.GET) {
            builder.setEntity(new StringEntity(
                    request.encodeFormBody(),
                    ContentType.create("application/x-www-form-urlencoded", StandardCharsets.UTF_8)));
        }
        return builder.build();
    }

    /** The same path and query at the configured address. */
    private String target(URL url) {
        return base + url.getFile();
    }

    private static TwilioFailure failure(int status, String content, @Nullable Header retryAfter) {
        int code = 0;
        String message = "";
        try {
            JsonNode error = JSON.readTree(content);
            if (error != null && error.isObject()) {
                code = error.path("code").asInt(0);
                message = error.path("message").asText("");
            }
        } catch (IOException e) {
            // Not Twilio's JSON: a proxy perhaps. The status says enough.
        }
        return TwilioFailure.answered(
                status, code, message.isEmpty() ? "HTTP status " + status : message, seconds(retryAfter));
    }

    private static @Nullable Duration seconds(@Nullable Header retryAfter) {
        try {
            return retryAfter == null
                    ? null
                    : Duration.ofSeconds(Long.parseLong(retryAfter.getValue().trim()));
        } catch (NumberFormatException e) {
            // The other form, a date, is not used by Twilio.
            return null;
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
