package io.ripen.sandbox.internal;

import io.ripen.sandbox.SandboxMessage;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the product as Twilio does: signed forms for inbound messages and for the status of outgoing ones. */
final class Webhooks {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final SandboxSettings settings;
    private final Signature signature;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Webhooks(SandboxSettings settings) {
        this.settings = settings;
        this.signature = new Signature(settings.authToken());
    }

    /** @return the status that the product answered; 0 when it could not be reached */
    int inbound(String sid, String from, String to, String text) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("AccountSid", settings.accountSid());
        form.put("ApiVersion", TwilioJson.VERSION);
        form.put("Body", text);
        form.put("From", from);
        form.put("MessageSid", sid);
        form.put("NumMedia", "0");
        form.put("NumSegments", "1");
        form.put("SmsMessageSid", sid);
        form.put("SmsSid", sid);
        form.put("SmsStatus", "received");
        form.put("To", to);
        return post(settings.publicUrl() + "/twilio/inbound", form);
    }

    /** Reports that a message was sent and then delivered, if the message named an address for that. */
    void report(Stored stored) {
        String url = stored.statusCallback();
        for (String status : new String[] {"sent", "delivered"}) {
            stored.status(status);
            if (url != null) {
                SandboxMessage message = stored.message();
                Map<String, String> form = new LinkedHashMap<>();
                form.put("AccountSid", settings.accountSid());
                form.put("ApiVersion", TwilioJson.VERSION);
                form.put("From", message.from());
                form.put("MessageSid", message.providerId());
                form.put("MessageStatus", status);
                form.put("SmsSid", message.providerId());
                form.put("SmsStatus", status);
                form.put("To", message.to());
                post(url, form);
            }
        }
    }

    private int post(String url, Map<String, String> form) {
        String target = !settings.localUrl().isEmpty() && url.startsWith(settings.publicUrl())
                ? settings.localUrl() + url.substring(settings.publicUrl().length())
                : url;
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(target))
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                    .header("X-Twilio-Signature", signature.of(url, form))
                    .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("The sandbox could not call {}: {}", target, e.getMessage());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
