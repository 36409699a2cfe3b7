package io.ripen.sandbox.internal;

import io.ripen.sandbox.Fault;
import io.ripen.sandbox.SandboxMessage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Twilio's Messages REST API: create, list with filters and pages, and read one; and every way in which create fails. */
final class TwilioApi implements LoopbackServer.Conversation {

    /** Answers what is not Twilio's, such as the commands of the standalone sandbox. */
    interface Fallback {
        HttpResponse answer(HttpRequest request);
    }

    private static final Pattern NUMBER = Pattern.compile("\\+[1-9]\\d{6,14}");
    /** Twilio's WhatsApp addresses are numbers with this before them, on both sides. */
    private static final String WHATSAPP = "whatsapp:";

    private static final int MAX_BODY = 1600;
    private static final int MAX_PAGE = 1000;
    private static final int DEFAULT_PAGE = 50;

    private final SandboxSettings settings;
    private final MessageBox box;
    private final PlannedFaults faults;
    private final InstantSource business;
    private final InstantSource machine;
    private final Consumer<Stored> accepted;
    private final Fallback fallback;
    private final TwilioJson json;
    private final String authorization;
    private @Nullable LoopbackServer server;

    TwilioApi(
            SandboxSettings settings,
            MessageBox box,
            PlannedFaults faults,
            InstantSource business,
            InstantSource machine,
            Consumer<Stored> accepted,
            Fallback fallback) {
        this.settings = settings;
        this.box = box;
        this.faults = faults;
        this.business = business;
        this.machine = machine;
        this.accepted = accepted;
        this.fallback = fallback;
        this.json = new TwilioJson(settings.accountSid());
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (settings.accountSid() + ":" + settings.authToken()).getBytes(StandardCharsets.UTF_8));
    }

    LoopbackServer listen() throws IOException {
        LoopbackServer listening = new LoopbackServer("twilio", settings.httpPort(), this);
        server = listening;
        return listening;
    }

    @Override
    public void hold(Socket socket) throws IOException {
        BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        boolean open = true;
        while (open) {
            HttpRequest request;
            try {
                request = HttpRequest.read(in);
            } catch (HttpRequest.Malformed e) {
                out.write(HttpResponse.json(400, TwilioJson.error(400, 20001, String.valueOf(e.getMessage())))
                        .bytes(false));
                return;
            }
            if (request == null) {
                return;
            }
            HttpResponse response = answer(request, socket);
            open = response != null && request.keepAlive();
            if (response != null) {
                out.write(response.bytes(open));
                out.flush();
            }
        }
    }

    /** @return null when the connection is to end without an answer */
    private @Nullable HttpResponse answer(HttpRequest request, Socket socket) throws IOException {
        String root = "/" + TwilioJson.VERSION + "/Accounts/";
        if (!request.path().startsWith(root)) {
            return fallback.answer(request);
        }
        if (!authorization.equals(request.headers().get("authorization"))) {
            return error(401, 20003, "Authenticate");
        }
        String rest = request.path().substring(root.length());
        String mine = settings.accountSid() + "/Messages";
        if (rest.equals(mine + ".json")) {
            return switch (request.method()) {
                case "POST" -> create(HttpRequest.form(request.body()), socket);
                case "GET" -> list(request.query());
                default -> error(405, 20004, "Method not allowed");
            };
        }
        if (request.method().equals("GET") && rest.startsWith(mine + "/") && rest.endsWith(".json")) {
            Stored found = box.bySid(rest.substring(mine.length() + 1, rest.length() - ".json".length()));
            if (found != null) {
                return HttpResponse.json(200, json.message(found));
            }
        }
        return error(404, 20404, "The requested resource " + request.path() + " was not found");
    }

    private @Nullable HttpResponse create(Map<String, String> fields, Socket socket) throws IOException {
        Fault fault = faults.take(PlannedFaults.CREATE::contains);
        switch (fault) {
            case TOO_MANY_REQUESTS:
                return error(429, 20429, "Too Many Requests").with("Retry-After", "1");
            case SERVER_ERROR:
                return error(500, 20500, "An internal server error has occurred");
            case UNAUTHORIZED:
                return error(401, 20003, "Authenticate");
            case OPTED_OUT:
                return error(400, 21610, "Attempt to send to unsubscribed recipient");
            case INVALID_NUMBER:
                return error(400, 21211, "Invalid 'To' Phone Number: " + fields.get("To"));
            case RESET:
                LoopbackServer.reset(socket);
                return null;
            default:
                break;
        }
        HttpResponse wrong = validate(fields);
        if (wrong != null) {
            return wrong;
        }
        Stored stored = box.add(number -> new Stored(
                new SandboxMessage(
                        number,
                        "sms",
                        Sids.message(),
                        fields.getOrDefault("From", fields.getOrDefault("MessagingServiceSid", "")),
                        fields.getOrDefault("To", ""),
                        null,
                        fields.getOrDefault("Body", ""),
                        null,
                        business.instant()),
                machine.instant(),
                fields.get("StatusCallback")));
        if (fault == Fault.ACCEPT_THEN_RESET) {
            LoopbackServer.reset(socket);
            accepted.accept(stored);
            return null;
        }
        if (fault == Fault.SLOW && server != null) {
            server.pause(settings.slow().toMillis());
        }
        String answer = json.message(stored);
        accepted.accept(stored);
        return HttpResponse.json(201, answer);
    }

    private static @Nullable HttpResponse validate(Map<String, String> fields) {
        String to = fields.getOrDefault("To", "");
        String body = fields.getOrDefault("Body", "");
        if (to.isEmpty()) {
            return error(400, 21604, "A 'To' phone number is required.");
        }
        if (fields.getOrDefault("From", "").isEmpty()
                && fields.getOrDefault("MessagingServiceSid", "").isEmpty()) {
            return error(400, 21603, "A 'From' phone number is required.");
        }
        if (body.isEmpty()) {
            return error(400, 21602, "Message body is required.");
        }
        if (body.length() > MAX_BODY) {
            return error(400, 21617, "The concatenated message body exceeds the 1600 character limit");
        }
        if (!NUMBER.matcher(withoutChannel(to)).matches()) {
            return error(400, 21211, "Invalid 'To' Phone Number: " + to);
        }
        String from = fields.getOrDefault("From", "");
        if (!from.isEmpty() && isWhatsApp(from) != isWhatsApp(to)) {
            return error(400, 21910, "Invalid From and To pair. From and To should be of the same channel");
        }
        return testNumber(withoutChannel(to));
    }

    private static boolean isWhatsApp(String address) {
        return address.startsWith(WHATSAPP);
    }

    private static String withoutChannel(String address) {
        return isWhatsApp(address) ? address.substring(WHATSAPP.length()) : address;
    }

    /** The numbers that Twilio itself keeps for trying out refusals. */
    private static @Nullable HttpResponse testNumber(String to) {
        return switch (to) {
            case "+15005550001" -> error(400, 21211, "Invalid 'To' Phone Number: " + to);
            case "+15005550002" -> error(400, 21612, "The 'To' phone number is not reachable: " + to);
            case "+15005550003" -> error(400, 21408, "Permission to send an SMS to this region is not enabled: " + to);
            case "+15005550004" -> error(400, 21610, "Attempt to send to unsubscribed recipient: " + to);
            case "+15005550009" -> error(400, 21614, "'To' number is not a valid mobile number: " + to);
            default -> null;
        };
    }

    private HttpResponse list(Map<String, String> query) {
        if (faults.take(Fault.LIST_UNAVAILABLE::equals) != Fault.NONE) {
            return error(503, 20503, "Service Unavailable");
        }
        int size = number(query.get("PageSize"), DEFAULT_PAGE, MAX_PAGE);
        int page = number(query.get("Page"), 0, Integer.MAX_VALUE / MAX_PAGE);
        String token = query.getOrDefault("PageToken", "");
        long below = token.startsWith("PA")
                ? number(token.substring(2), Integer.MAX_VALUE, Integer.MAX_VALUE)
                : Long.MAX_VALUE;
        List<Stored> found = box.newestSms(query.get("To"), query.get("From"), below, size + 1);
        String filter = parameter("To", query.get("To")) + parameter("From", query.get("From"));
        String here = json.messagesUri() + "?PageSize=" + size + "&Page=" + page + filter;
        String next = null;
        if (found.size() > size) {
            found = found.subList(0, size);
            long from = found.get(size - 1).message().number();
            next = json.messagesUri() + "?PageSize=" + size + "&Page=" + (page + 1) + filter + "&PageToken=PA" + from;
        }
        return HttpResponse.json(200, json.page(found, page, size, here, next));
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + value.replace("+", "%2B");
    }

    private static int number(@Nullable String text, int otherwise, int most) {
        try {
            return text == null ? otherwise : Math.max(0, Math.min(most, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static HttpResponse error(int status, int code, String message) {
        return HttpResponse.json(status, TwilioJson.error(status, code, message));
    }
}
