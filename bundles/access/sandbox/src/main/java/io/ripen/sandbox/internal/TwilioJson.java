package io.ripen.sandbox.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ripen.sandbox.SandboxMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON shapes of Twilio's Messages resource, version 2010-04-01. */
final class TwilioJson {
    static final String VERSION = "2010-04-01";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.US)
            .withZone(ZoneOffset.UTC);
    private static final int PART = 160;

    private final String accountSid;

    TwilioJson(String accountSid) {
        this.accountSid = accountSid;
    }

    String message(Stored stored) {
        return write(node(stored));
    }

    /** @param nextPage address of the next page, without host; null on the last */
    String page(List<Stored> messages, int page, int pageSize, String uri, @Nullable String nextPage) {
        ObjectNode node = JSON.createObjectNode();
        node.put("first_page_uri", messagesUri() + "?PageSize=" + pageSize + "&Page=0");
        node.put("page", page);
        node.put("page_size", pageSize);
        node.put("start", page * pageSize);
        node.put("end", page * pageSize + Math.max(0, messages.size() - 1));
        node.putNull("previous_page_uri");
        node.put("uri", uri);
        node.put("next_page_uri", nextPage);
        ArrayNode list = node.putArray("messages");
        messages.forEach(each -> list.add(node(each)));
        return write(node);
    }

    static String error(int status, int code, String message) {
        ObjectNode node = JSON.createObjectNode();
        node.put("code", code);
        node.put("message", message);
        node.put("more_info", "https://www.twilio.com/docs/errors/" + code);
        node.put("status", status);
        return write(node);
    }

    String messagesUri() {
        return "/" + VERSION + "/Accounts/" + accountSid + "/Messages.json";
    }

    private ObjectNode node(Stored stored) {
        SandboxMessage message = stored.message();
        String created = date(stored.createdAt());
        String uri = "/" + VERSION + "/Accounts/" + accountSid + "/Messages/" + message.providerId();
        ObjectNode node = JSON.createObjectNode();
        node.put("account_sid", accountSid);
        node.put("api_version", VERSION);
        node.put("body", message.text());
        node.put("date_created", created);
        node.put("date_sent", stored.status().equals("queued") ? null : created);
        node.put("date_updated", created);
        node.put("direction", "outbound-api");
        node.putNull("error_code");
        node.putNull("error_message");
        node.put("from", message.from());
        node.putNull("messaging_service_sid");
        node.put("num_media", "0");
        node.put("num_segments", Integer.toString(Math.max(1, (message.text().length() + PART - 1) / PART)));
        node.putNull("price");
        node.put("price_unit", "USD");
        node.put("sid", message.providerId());
        node.put("status", stored.status());
        node.putObject("subresource_uris").put("media", uri + "/Media.json");
        node.put("to", message.to());
        node.put("uri", uri + ".json");
        return node;
    }

    private static String date(Instant instant) {
        return RFC_2822.format(instant);
    }

    private static String write(ObjectNode node) {
        try {
            return new String(JSON.writeValueAsBytes(node), StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always writable.", e);
        }
    }
}
