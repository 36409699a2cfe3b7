package io.ripen.conversation.internal;

import io.ripen.core.store.NotificationRow;
import io.ripen.team.TeamId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the addresses that teams gave. Only the configuration names them, never a lead. Thread-safe. */
final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final Map<String, String> urls = new HashMap<>();
    private final String secret;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** @param configured {@code TEAM=URL} each; what cannot be one is left out, with a warning */
    Webhooks(String[] configured, String secret) {
        this.secret = secret;
        for (String entry : configured) {
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

    Told call(NotificationRow row) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(row.target()))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .header("X-Ripen-Notification", Long.toString(row.id()))
                .POST(HttpRequest.BodyPublishers.ofString(row.body()));
        if (!secret.isEmpty()) {
            request.header("X-Ripen-Signature", "sha256=" + sign(row.body()));
        }
        try {
            int status = http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            return status / 100 == 2
                    ? new Told(true, "Told, answered " + status + ".")
                    : new Told(false, "It answered " + status + ".");
        } catch (IOException e) {
            return new Told(false, "It could not be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told(false, "The node is stopping.");
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
