package io.ripen.sandbox.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import java.util.Arrays;
import java.util.Map;

/**
 * Drives a sandbox that runs as a program of its own, on the port of its Twilio API:
 *
 * <pre>
 * GET  /sandbox/count
 * GET  /sandbox/messages?after=0&amp;limit=100
 * POST /sandbox/fail     fault=SLOW&amp;times=1
 * POST /sandbox/reply    from=+15550100&amp;text=YES
 * </pre>
 */
final class Control implements TwilioApi.Fallback {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_LIMIT = 100_000;

    private final LocalSandbox sandbox;

    Control(LocalSandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public HttpResponse answer(HttpRequest request) {
        Map<String, String> fields =
                request.method().equals("POST") ? HttpRequest.form(request.body()) : request.query();
        ObjectNode answer = JSON.createObjectNode();
        int status = 200;
        try {
            switch (request.method() + " " + request.path()) {
                case "GET /sandbox/count" -> answer.put("count", sandbox.count());
                case "GET /sandbox/messages" ->
                    list(answer, number(fields, "after", 0), (int) Math.min(MAX_LIMIT, number(fields, "limit", 1000)));
                case "POST /sandbox/fail" -> sandbox.fail(fault(fields), (int) number(fields, "times", 1));
                case "POST /sandbox/reply" ->
                    answer.put(
                            "status",
                            sandbox.replyBySms(fields.getOrDefault("from", ""), fields.getOrDefault("text", "")));
                default -> {
                    status = 404;
                    answer.put("message", "The sandbox has no " + request.method() + " " + request.path() + ".");
                }
            }
        } catch (IllegalArgumentException e) {
            status = 400;
            answer.put("message", e.getMessage());
        }
        try {
            return HttpResponse.json(status, JSON.writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of plain values is always writable.", e);
        }
    }

    private void list(ObjectNode answer, long after, int limit) {
        ArrayNode messages = answer.putArray("messages");
        for (SandboxMessage each : sandbox.messages(after, limit)) {
            messages.addObject()
                    .put("number", each.number())
                    .put("channel", each.channel())
                    .put("providerId", each.providerId())
                    .put("from", each.from())
                    .put("to", each.to())
                    .put("subject", each.subject())
                    .put("text", each.text())
                    .put("html", each.html())
                    .put("at", each.at().toString());
        }
    }

    private static Fault fault(Map<String, String> fields) {
        String name = fields.getOrDefault("fault", "");
        return Arrays.stream(Fault.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "fault must be one of " + Arrays.toString(Fault.values()) + ", not '" + name + "'."));
    }

    private static long number(Map<String, String> fields, String name, long otherwise) {
        String text = fields.get(name);
        try {
            return text == null ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not '" + text + "'.", e);
        }
    }
}
