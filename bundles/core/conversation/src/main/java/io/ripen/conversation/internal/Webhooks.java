package io.ripen.conversation.internal;

import io.ripen.core.store.NotificationRow;
import io.ripen.net.ForbiddenTargetException;
import io.ripen.net.OutboundTargets;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.NoConnectionReuseStrategy;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the addresses that teams gave. Only the configuration names them, never a lead. Thread-safe. */
final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int CONNECT_MILLIS = 3_000;
    private static final int BETWEEN_BYTES_MILLIS = 8_000;
    static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_CONNECTIONS = 64;
    private static final Pattern NEXT_ENTRY = Pattern.compile(",(?=\\s*[^=,/?&]*=\\s*[A-Za-z]+://)");
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, String> urls = new HashMap<>();
    private final String secret;
    private final Duration longest;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;

    /**
     * @param configured {@code TEAM=URL} each; what cannot be one is left out, with a warning
     * @param targets where a call may go
     */
    Webhooks(String[] configured, String secret, OutboundTargets targets) {
        this(configured, secret, targets, LONGEST);
    }

    /** @param longest how long a whole call may take */
    Webhooks(String[] configured, String secret, OutboundTargets targets, Duration longest) {
        this.secret = secret;
        this.longest = longest;
        this.http = client(targets);
        this.deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "ripen-webhook-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        // A line of a .cfg file comes as one text, whatever is in it. A comma may also stand in an address.
        List<String> entries =
                Arrays.stream(configured).flatMap(NEXT_ENTRY::splitAsStream).toList();
        for (String entry : entries) {
            int equals = entry.indexOf('=');
            String team = equals < 0 ? "" : entry.substring(0, equals).strip();
            String url = equals < 0 ? "" : entry.substring(equals + 1).strip();
            if (isUrl(url) && !team.isEmpty()) {
                urls.put(team, url);
            } else if (!entry.isBlank()) {
                LOG.warn(
                        "The webhook '{}' in etc/io.ripen.conversation.cfg is not TEAM=URL, such as"
                                + " default=https://crm.example.com/replied; it is left out.",
                        entry);
            }
        }
    }

    /** Each call is one request over a connection of its own, to an address that was looked up and judged for it. */
    private static CloseableHttpClient client(OutboundTargets targets) {
        PoolingHttpClientConnectionManager connections = new PoolingHttpClientConnectionManager(
                RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", SSLConnectionSocketFactory.getSocketFactory())
                        .build(),
                null,
                targets::resolve);
        connections.setMaxTotal(MOST_CONNECTIONS);
        connections.setDefaultMaxPerRoute(MOST_CONNECTIONS);
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setConnectionRequestTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(BETWEEN_BYTES_MILLIS)
                        .build())
                .setConnectionReuseStrategy(NoConnectionReuseStrategy.INSTANCE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Nullable String of(TeamId team) {
        return urls.get(team.value());
    }

    /**
     * Calls one, once. It takes {@link #LONGEST} at most, however slowly the other side answers.
     *
     * @param mayBegin asked right before the first byte leaves
     */
    Told call(NotificationRow row, BooleanSupplier mayBegin) {
        HttpPost request = new HttpPost(row.target());
        request.setHeader("Content-Type", "application/json");
        request.setHeader("X-Ripen-Notification", Long.toString(row.id()));
        if (!secret.isEmpty()) {
            request.setHeader("X-Ripen-Signature", "sha256=" + sign(row.body()));
        }
        request.setEntity(new StringEntity(row.body(), StandardCharsets.UTF_8));
        // The socket's time-out counts from byte to byte; this one ends an answer that only drips.
        ScheduledFuture<?> deadline = deadlines.schedule(request::abort, longest.toMillis(), TimeUnit.MILLISECONDS);
        if (!mayBegin.getAsBoolean()) {
            deadline.cancel(false);
            return Told.later("This node was held up too long; another one tells it.");
        }
        try (CloseableHttpResponse answer = http.execute(request)) {
            int status = answer.getStatusLine().getStatusCode();
            return status / 100 == 2
                    ? Told.done("Told, answered " + status + ".")
                    : Told.later("It answered " + status + ".");
        } catch (ForbiddenTargetException forbidden) {
            return Told.later(forbidden.getMessage() + " Ripen's setting is 'webhookTargets' in etc/"
                    + ConversationConfig.PID + ".cfg.");
        } catch (IOException e) {
            return Told.slow("It could not be reached, or did not answer within " + longest.toSeconds() + " s: " + e);
        } finally {
            deadline.cancel(false);
        }
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        try {
            http.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sign(String body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java runtime has no " + ALGORITHM + ".", impossible);
        }
    }
}
